//! The buffer that the facade and the core write to in turn.

use alloc::vec;
use alloc::vec::Vec;
use core::hint::black_box;

use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize;

#[cfg(feature = "wasm")]
use super::Pending;
use super::lock;
use crate::wipe::wipe;
use crate::{Encoding, Error, ErrorKind, SecretText, Tag};

/// Room for the largest document that is read whole (64 KiB) and 16 KiB of what goes with it.
const LENGTH: usize = 80 * 1024;

/// More than any call in this module puts on the stack: 16 KiB.
const STACK_WORDS: usize = 2048;

/// The buffer; on the heap, so that the module does not carry its zeros.
pub(super) struct Scratch {
    buffer: Vec<u8>,
    /// How many bytes were written since the last wipe, at most.
    used: usize,
    /// An answer that is longer than the buffer: all of it. Nothing is ever left out.
    long: SecretText,
}

/// Makes the scratch buffer and gives its address, which JavaScript writes to between calls.
#[wasm_bindgen(js_name = scratchAddress)]
pub fn scratch_address() -> usize {
    let scratch = &mut lock().scratch;
    if scratch.buffer.is_empty() {
        scratch.buffer = vec![0; LENGTH];
    }
    scratch.buffer.as_ptr().expose_provenance()
}

/// The length of the scratch buffer.
#[wasm_bindgen(js_name = scratchLength)]
pub fn scratch_length() -> usize {
    LENGTH
}

/// The address of an answer that is longer than the scratch buffer; 0 where there is none of this
/// length. It stays until the next wipe.
#[cfg(feature = "wasm")]
#[wasm_bindgen(js_name = longAnswer)]
pub fn long_answer(length: usize) -> usize {
    let long = &lock().scratch.long;
    if long.len() == length {
        long.as_ptr().expose_provenance()
    } else {
        0
    }
}

/// Overwrites what was written to the scratch buffer, and the stack below this call.
#[cfg(feature = "wasm")]
#[wasm_bindgen(js_name = wipe)]
pub fn wipe_scratch() {
    let instance = &mut *lock();
    instance.pending = Pending::NONE;
    instance.scratch.wipe();
}

/// Writes to the buffer as JavaScript would, for tests on the host.
#[cfg(not(target_family = "wasm"))]
pub fn write_to_scratch(start: usize, bytes: &[u8]) {
    let buffer = &mut lock().scratch.buffer;
    buffer.resize(LENGTH, 0);
    let end = start.saturating_add(bytes.len());
    if let Some(room) = buffer.get_mut(start..end) {
        room.copy_from_slice(bytes);
    }
}

/// The first `length` bytes of an answer, as JavaScript would read them, for tests on the host.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn read_from_scratch(length: usize) -> Vec<u8> {
    let scratch = &lock().scratch;
    let answer = scratch.buffer.get(..length);
    answer.unwrap_or(scratch.long.as_bytes()).to_vec()
}

impl Scratch {
    pub(super) const fn new() -> Self {
        Self {
            buffer: Vec::new(),
            used: 0,
            long: SecretText::new(),
        }
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

    /// Appends to an answer, and gives the length it then has. One that does not fit moves to a place
    /// of its own.
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
        // Only the first piece that does not fit begins where the buffer has all that came before it.
        if let Some(before) = self.buffer.get(..start) {
            self.long = str::from_utf8(before).unwrap_or_default().into();
        }
        self.long.push_str(text);
    }

    /// Leaves the text of a tag.
    pub(super) fn put_tag(&mut self, tag: &Tag, encoding: Encoding) -> usize {
        let length = encoding.write(&mut self.buffer, tag.as_bytes());
        self.used = self.used.max(length);
        length
    }

    /// Overwrites what was written, and what earlier calls left on the stack.
    #[inline(never)]
    pub(super) fn wipe(&mut self) {
        wipe(self.buffer.get_mut(..self.used).unwrap_or_default());
        self.used = 0;
        self.long = SecretText::new();
        wipe_stack();
    }
}

pub(super) fn text(bytes: &[u8]) -> Result<&str, Error> {
    str::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Encoding, "text", "is not UTF-8"))
}

/// The entry of a list that a number of the facade stands for.
pub(super) fn nth<T: Copy>(all: &[T], number: usize) -> Result<T, Error> {
    let refuse = || Error::new(ErrorKind::Option, "option", "is none of those it can be");
    all.get(number).copied().ok_or_else(refuse)
}

#[inline(never)]
fn wipe_stack() {
    let mut below = [0_u64; STACK_WORDS];
    below.zeroize();
    black_box(&below);
}
