//! The scratch buffer. The TypeScript code writes the texts of a call into the buffer, and the call writes its answer
//! into the buffer.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::hint::black_box;

use zeroize::Zeroize;

use crate::encoding::decimal;
use crate::facts::{ErrorRecord, SCRATCH_LENGTH};
use crate::wipe::wipe;
use crate::{Encoding, Error, ErrorKind, SecretText, Tag};

/// The number of words that are wiped below the current end of the stack: 16 KiB. No call in this module uses 16 KiB of
/// the stack.
const STACK_WORDS: usize = 2048;

/// The scratch buffer. It is on the heap, so that the file of the module does not contain the zeros of an empty
/// buffer.
pub(super) struct Scratch {
    buffer: Vec<u8>,
    /// The number of bytes that may have been written since the last wipe.
    used: usize,
    /// A complete answer that is longer than the buffer. No part of a long answer is left out.
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

    /// Allocates the buffer if it was not allocated before, and returns its address.
    pub(super) fn address(&mut self) -> usize {
        if self.buffer.is_empty() {
            self.buffer = vec![0; SCRATCH_LENGTH];
        }
        self.buffer.as_ptr().expose_provenance()
    }

    /// The address of the answer, if the answer is longer than the buffer and has this length; otherwise 0.
    #[cfg(feature = "wasm-engine")]
    pub(super) fn long_address(&self, length: usize) -> usize {
        if self.long.len() == length {
            self.long.as_ptr().expose_provenance()
        } else {
            0
        }
    }

    /// Writes to the buffer as JavaScript does.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn fill(&mut self, start: usize, bytes: &[u8]) {
        self.buffer.resize(SCRATCH_LENGTH, 0);
        let end = start.saturating_add(bytes.len());
        if let Some(room) = self.buffer.get_mut(start..end) {
            room.copy_from_slice(bytes);
        }
    }

    /// The first `length` bytes of an answer, which JavaScript would read.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn answer(&self, length: usize) -> &[u8] {
        self.buffer.get(..length).unwrap_or(self.long.as_bytes())
    }

    /// The first `length` bytes of the buffer, which the TypeScript code wrote.
    pub(super) fn bytes(&mut self, length: usize) -> &[u8] {
        self.split(length, 0).0
    }

    /// Two pieces that the TypeScript code wrote: the first `head` bytes, and the `length` bytes after them.
    #[inline(never)]
    pub(super) fn split(&mut self, head: usize, length: usize) -> (&[u8], &[u8]) {
        self.used = self.used.max(head.saturating_add(length));
        let (head, rest) = self.buffer.split_at_checked(head).unwrap_or_default();
        (head, rest.get(..length).unwrap_or_default())
    }

    /// The first `length` bytes as text. `TextEncoder` writes only UTF-8, so an error is not expected.
    #[inline(never)]
    pub(super) fn text(&mut self, length: usize) -> Result<&str, Error> {
        text(self.bytes(length))
    }

    /// Appends a text to an answer, and returns the new length of the answer. An answer that becomes longer than the
    /// buffer is moved to a separate place.
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
        // If this is the first piece that is too long for the buffer, the buffer contains everything before the
        // piece. For later pieces, `start` is above the length of the buffer.
        if let Some(before) = self.buffer.get(..start) {
            self.long = str::from_utf8(before).unwrap_or_default().into();
        }
        self.long.push_str(text);
    }

    /// Returns the number that the call returned. If the call failed, writes an error record, and returns the negative
    /// length of the record.
    #[inline(never)]
    pub(super) fn finish(&mut self, result: Result<usize, Error>) -> i32 {
        match result {
            Ok(number) => i32::try_from(number).unwrap_or(i32::MAX),
            Err(error) => {
                let end = self.put_record(0, &error);
                // A call that failed early perhaps did not read all bytes that the TypeScript code wrote.
                self.used = self.buffer.len();
                i32::try_from(end).unwrap_or(i32::MAX).saturating_neg()
            }
        }
    }

    /// Appends the record of an error. The hint of the error is appended to the detail.
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

    /// Appends lines to an answer, each with a line feed after it.
    #[inline(never)]
    pub(super) fn put_lines(&mut self, start: usize, lines: &[&str]) -> usize {
        let mut end = start;
        for line in lines {
            end = self.put(end, line);
            end = self.put_end(end);
        }
        end
    }

    /// Appends a line feed to an answer.
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

    /// Overwrites all bytes that were written to the buffer, and the bytes that earlier calls left on the stack.
    #[inline(never)]
    pub(super) fn wipe(&mut self) {
        // A caller may have passed a length above the length of the buffer.
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

/// The entry of a list that has this number at the boundary.
pub(super) fn nth<T: Copy>(all: &[T], number: usize) -> Result<T, Error> {
    let refuse = || {
        Error::new(
            ErrorKind::Option,
            "option",
            "is unknown to this wasm module; install only one version of payauth",
        )
    };
    all.get(number).copied().ok_or_else(refuse)
}

#[inline(never)]
fn wipe_stack() {
    let mut below = [0_u64; STACK_WORDS];
    below.zeroize();
    black_box(&below);
}
