//! A failure as a record in the scratch buffer: code, blame, argument, index, detail, one a line.

use alloc::string::String;

use super::scratch::Scratch;
use crate::encoding::decimal;
use crate::{Error, ErrorKind};

/// Answers the value, or the negated length of the record.
pub(super) fn answer(scratch: &mut Scratch, result: Result<i32, Error>) -> i32 {
    result.unwrap_or_else(|error| scratch.answer(record(&error).as_bytes()).saturating_neg())
}

/// A handle that stands for nothing.
pub(super) fn disposed() -> Error {
    Error::new(ErrorKind::Disposed, "this", "was disposed")
}

fn record(error: &Error) -> String {
    let mut record = String::new();
    for field in [
        error.kind().code(),
        error.kind().blame().as_str(),
        error.argument(),
    ] {
        record.push_str(field);
        record.push('\n');
    }
    if let Some(index) = error.index() {
        decimal::push(&mut record, u64::try_from(index).unwrap_or(u64::MAX));
    }
    record.push('\n');
    record.push_str(error.detail());
    record
}
