//! Functions that cut a text at an ASCII character.
//!
//! `str::split` and similar methods add separate code for each kind of pattern. In wasm, this code would be some
//! kilobytes, but a loop is enough for one character.

mod invisible;
mod nearest;

pub(crate) use invisible::{Run, is_in, is_invisible};
pub(crate) use nearest::{did_you_mean, nearest};

/// Splits a text at the first `at`. If there is no `at`, returns `(text, "")`.
#[inline(never)]
pub(crate) fn cut(text: &str, at: u8) -> (&str, &str) {
    let place = text
        .bytes()
        .position(|byte| byte == at)
        .unwrap_or(text.len());
    let (before, after) = text.split_at_checked(place).unwrap_or((text, ""));
    (before, after.get(1..).unwrap_or_default())
}

/// The pieces of a text between the occurrences of `at`. There is at least one piece.
pub(crate) fn pieces(text: &str, at: u8) -> Pieces<'_> {
    Pieces {
        rest: Some(text),
        at,
    }
}

/// The iterator that [`pieces`] returns.
pub(crate) struct Pieces<'a> {
    rest: Option<&'a str>,
    at: u8,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let (piece, rest) = cut(text, self.at);
        self.rest = (piece.len() < text.len()).then_some(rest);
        Some(piece)
    }
}

/// The index at which `literal` first occurs in `text`. `None` if it does not occur, or if it is empty.
pub(crate) fn position(text: &str, literal: &str) -> Option<usize> {
    find(text.as_bytes(), literal.as_bytes())
}

/// The same search as [`position`], in bytes.
#[inline(never)]
pub(crate) fn find(text: &[u8], literal: &[u8]) -> Option<usize> {
    let (first, others) = literal.split_first()?;
    let mut rest = text;
    loop {
        let place = rest.iter().position(|byte| byte == first)?;
        rest = rest.get(place.saturating_add(1)..)?;
        if rest.starts_with(others) {
            return text.len().checked_sub(rest.len())?.checked_sub(1);
        }
    }
}
