//! A body that is stored until it is parsed, and is overwritten afterwards.

use alloc::vec::Vec;
use core::ops::Deref;

use crate::encoding::json::{self, Document};
use crate::wipe::wipe;
use crate::{Error, ErrorKind};

/// A body that is overwritten after it was parsed, because it may contain a credential.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    bytes: Vec<u8>,
    /// The maximum length of the body, in bytes.
    longest: usize,
}

impl Body {
    /// An empty body, which can grow to `longest` bytes.
    pub(crate) const fn new(longest: usize) -> Self {
        Self {
            bytes: Vec::new(),
            longest,
        }
    }

    /// Appends a piece. Bytes above the limit are dropped, except the first of them, which shows that the body is
    /// too long.
    pub(crate) fn keep(&mut self, piece: &[u8]) {
        let held = self.bytes.len();
        let room = self.longest.saturating_add(1).saturating_sub(held);
        let kept = piece.get(..room).unwrap_or(piece);
        if self.bytes.capacity().saturating_sub(held) < kept.len() {
            // The old buffer must be overwritten. If the vector grew by itself, it would not overwrite the old
            // buffer.
            let length = held.saturating_mul(2).max(kept.len());
            let mut larger = Self::new(self.longest);
            larger.bytes.reserve_exact(held.saturating_add(length));
            larger.bytes.extend_from_slice(&self.bytes);
            *self = larger;
        }
        self.bytes.extend_from_slice(kept);
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::new(json::LONGEST)
    }
}

/// The maximum length of a body that is parsed, in bytes. A body is parsed as JSON or as a form.
pub(crate) const fn longest(is_json: bool) -> usize {
    if is_json { json::LONGEST } else { MAX_FORM }
}

impl Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        wipe(&mut self.bytes);
    }
}

/// The text of a body that will be parsed, as JSON or as a form.
pub(crate) fn as_text(body: &[u8], is_json: bool) -> Result<&str, Error> {
    if body.len() > longest(is_json) {
        let detail = if is_json {
            "is longer than 64 KiB, the limit for JSON that the scheme parses"
        } else {
            "is longer than 1 MiB, the limit for a form that the scheme parses"
        };
        return Err(Error::new(ErrorKind::TooLarge, "body", detail));
    }
    str::from_utf8(body).map_err(|error| {
        let detail = "must be UTF-8, because this scheme parses the body";
        Error::new(ErrorKind::Encoding, "body", detail).at(error.valid_up_to())
    })
}

const MAX_FORM: usize = 1024 * 1024;

/// Parses the text of a body as JSON.
pub(crate) fn as_json(text: &str) -> Result<Document<'_>, Error> {
    Document::read(text).map_err(|error| error.about("body"))
}
