//! What a call answers: a number, or the length of what it left in the scratch buffer.

use alloc::string::String;

use super::scratch::Scratch;
use crate::encoding::decimal;
use crate::{Error, ErrorKind};

impl Scratch {
    /// Answers with a text, or with a failure.
    pub(super) fn answer(&mut self, result: Result<&str, Error>) -> i32 {
        match result {
            Ok(text) => signed(self.put(0, text.as_bytes())),
            Err(error) => self.fail(&error),
        }
    }

    /// Answers with texts one after the other.
    pub(super) fn answer_all(&mut self, texts: &[&str]) -> i32 {
        signed(
            texts
                .iter()
                .fold(0, |end, text| self.put(end, text.as_bytes())),
        )
    }

    /// Answers with a number, or with a failure.
    pub(super) fn number(&mut self, result: Result<usize, Error>) -> i32 {
        match result {
            Ok(number) => signed(number),
            Err(error) => self.fail(&error),
        }
    }

    /// The negated length of a record: code, blame, argument, index and detail, one a line.
    #[inline(never)]
    fn fail(&mut self, error: &Error) -> i32 {
        let mut index = String::new();
        if let Some(place) = error.index() {
            decimal::push(&mut index, u64::try_from(place).unwrap_or_default());
        }
        let kind = error.kind();
        let mut end = 0;
        for text in [
            kind.code(),
            kind.blame().as_str(),
            error.argument(),
            &index,
            error.detail(),
        ] {
            end = self.put(end, text.as_bytes());
            end = self.put(end, b"\n");
        }
        signed(end).saturating_neg()
    }
}

/// A handle that stands for nothing, or a message that was not begun.
pub(super) fn disposed() -> Error {
    Error::new(ErrorKind::Disposed, "this", "was disposed")
}

fn signed(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
