//! The buffer that the facade and the core write to in turn.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::hint::black_box;

use zeroize::Zeroize;

use crate::encoding::decimal;
use crate::facts::{ErrorRecord, SCRATCH_LENGTH};
use crate::wipe::wipe;
use crate::{Encoding, Error, ErrorKind, SecretText, Tag};

/// More than any call in this module puts on the stack: 16 KiB.
const STACK_WORDS: usize = 2048;

/// The buffer. It is on the heap, so that the module does not contain its zeros.
pub(super) struct Scratch {
    buffer: Vec<u8>,
    /// How many bytes were written since the last wipe, at most.
    used: usize,
    /// The whole of an answer that is longer than the buffer. Nothing is ever left out.
    long: SecretText,
}

impl Scratch {
    pub(super) const fn new() -> Self {
        Self {
            buffer: Vec::new(),
            used: 0,
            long: SecretText::new(),
        }
    }

    /// Allocates the buffer, if that was not done yet, and returns its address.
    pub(super) fn address(&mut self) -> usize {
        if self.buffer.is_empty() {
            self.buffer = vec![0; SCRATCH_LENGTH];
        }
        self.buffer.as_ptr().expose_provenance()
    }

    /// The address of an answer of this length that is longer than the buffer, or 0.
    #[cfg(feature = "wasm-engine")]
    pub(super) fn long_address(&self, length: usize) -> usize {
        if self.long.len() == length {
            self.long.as_ptr().expose_provenance()
        } else {
            0
        }
    }

    /// Writes to the buffer as JavaScript would.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn fill(&mut self, start: usize, bytes: &[u8]) {
        self.buffer.resize(SCRATCH_LENGTH, 0);
        let end = start.saturating_add(bytes.len());
        if let Some(room) = self.buffer.get_mut(start..end) {
            room.copy_from_slice(bytes);
        }
    }

    /// The first `length` bytes of an answer, as JavaScript would read them.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn answer(&self, length: usize) -> &[u8] {
        self.buffer.get(..length).unwrap_or(self.long.as_bytes())
    }

    /// The first `length` bytes, which the facade wrote.
    pub(super) fn bytes(&mut self, length: usize) -> &[u8] {
        self.split(length, 0).0
    }

    /// The first `head` bytes and the `length` bytes after them, which the facade wrote.
    #[inline(never)]
    pub(super) fn split(&mut self, head: usize, length: usize) -> (&[u8], &[u8]) {
        self.used = self.used.max(head.saturating_add(length));
        let (head, rest) = self.buffer.split_at_checked(head).unwrap_or_default();
        (head, rest.get(..length).unwrap_or_default())
    }

    /// The first `length` bytes as text: `TextEncoder` writes nothing but UTF-8.
    #[inline(never)]
    pub(super) fn text(&mut self, length: usize) -> Result<&str, Error> {
        text(self.bytes(length))
    }

    /// Appends to an answer, and returns its new length. An answer that does not fit moves to a
    /// separate place.
    #[inline(never)]
    pub(super) fn put(&mut self, start: usize, text: &str) -> usize {
        let end = start.saturating_add(text.len());
        if let Some(room) = self.buffer.get_mut(start..end) {
            room.copy_from_slice(text.as_bytes());
            self.used = self.used.max(end);
        } else {
            self.put_long(start, text);
        }
        end
    }

    #[cold]
    #[inline(never)]
    fn put_long(&mut self, start: usize, text: &str) {
        // For the first piece that does not fit, the buffer contains everything before it; for
        // later pieces, it does not.
        if let Some(before) = self.buffer.get(..start) {
            self.long = str::from_utf8(before).unwrap_or_default().into();
        }
        self.long.push_str(text);
    }

    /// Writes the record of a failure. Returns its negated length.
    #[inline(never)]
    pub(super) fn finish(&mut self, result: Result<usize, Error>) -> i32 {
        match result {
            Ok(number) => i32::try_from(number).unwrap_or(i32::MAX),
            Err(error) => {
                let end = self.put_record(0, &error);
                // A call that failed early may not have read everything that was written.
                self.used = self.buffer.len();
                i32::try_from(end).unwrap_or(i32::MAX).saturating_neg()
            }
        }
    }

    /// Appends the record of an error. The detail ends with the hint.
    pub(super) fn put_record(&mut self, start: usize, error: &Error) -> usize {
        let mut index = String::new();
        if let Some(place) = error.index() {
            decimal::push(&mut index, u64::try_from(place).unwrap_or_default());
        }
        let kind = error.kind();
        let between = if error.hint().is_empty() { "" } else { "; " };
        let detail = [error.detail(), between, error.hint()].concat();
        let argument = if kind == ErrorKind::Definition && !error.path().is_empty() {
            error.path()
        } else {
            error.argument()
        };
        let record = ErrorRecord {
            code: kind.code(),
            blame: error.blame().as_str(),
            index: &index,
            path: error.path(),
            detail: &detail,
            argument,
        };
        self.put_lines(start, &record.lines())
    }

    /// Appends lines to an answer, each with its line feed.
    #[inline(never)]
    pub(super) fn put_lines(&mut self, start: usize, lines: &[&str]) -> usize {
        let mut end = start;
        for line in lines {
            end = self.put(end, line);
            end = self.put_end(end);
        }
        end
    }

    /// Ends a line of an answer.
    pub(super) fn put_end(&mut self, start: usize) -> usize {
        let Some(place) = self.buffer.get_mut(start) else {
            return self.put(start, "\n");
        };
        *place = b'\n';
        let end = start.saturating_add(1);
        self.used = self.used.max(end);
        end
    }

    /// Appends the text of a tag.
    pub(super) fn put_tag(&mut self, start: usize, tag: &Tag, encoding: Encoding) -> usize {
        let room = self.buffer.get_mut(start..).unwrap_or_default();
        let length = encoding.write(room, tag.as_bytes());
        if length == 0 {
            return self.put(start, encoding.encode(tag).as_str());
        }
        let end = start.saturating_add(length);
        self.used = self.used.max(end);
        end
    }

    /// Overwrites what was written, and what earlier calls left on the stack.
    #[inline(never)]
    pub(super) fn wipe(&mut self) {
        // A caller may pass a length above the length of the buffer.
        let used = self.used.min(self.buffer.len());
        wipe(self.buffer.get_mut(..used).unwrap_or_default());
        self.used = 0;
        self.long = SecretText::new();
        wipe_stack();
    }
}

#[cfg(feature = "wasm-webhooks")]
pub(super) fn number(number: u64) -> String {
    let mut text = String::new();
    decimal::push(&mut text, number);
    text
}

pub(super) fn text(bytes: &[u8]) -> Result<&str, Error> {
    str::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Encoding, "text", "is not UTF-8"))
}

/// The entry of a list by the facade's number for it.
pub(super) fn nth<T: Copy>(all: &[T], number: usize) -> Result<T, Error> {
    let refuse = || Error::new(ErrorKind::Option, "option", "is not an allowed value");
    all.get(number).copied().ok_or_else(refuse)
}

#[inline(never)]
fn wipe_stack() {
    let mut below = [0_u64; STACK_WORDS];
    below.zeroize();
    black_box(&below);
}
