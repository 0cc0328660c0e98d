//! The buffer that the facade and the core write to in turn.

use alloc::boxed::Box;
use alloc::vec;
use core::hint::black_box;
use core::str;

use zeroize::Zeroize;

use crate::{Error, ErrorKind};

/// Room for the largest document that is read whole (64 KiB) and 8 KiB of what goes with it.
const LENGTH: usize = 72 * 1024;

/// More than any call in this module puts on the stack.
const STACK: usize = 16 * 1024;

pub(super) struct Scratch(Box<[u8]>);

impl Scratch {
    pub(super) fn new() -> Self {
        Self(vec![0; LENGTH].into_boxed_slice())
    }

    /// The address as a number. It is exposed: JavaScript writes there between calls.
    pub(super) fn address(&self) -> usize {
        self.0.as_ptr().expose_provenance()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The first `length` bytes that the facade wrote.
    pub(super) fn bytes(&self, length: u32) -> &[u8] {
        self.0.get(..size(length)).unwrap_or_default()
    }

    /// `length` bytes after the first `start`.
    pub(super) fn bytes_after(&self, start: u32, length: u32) -> &[u8] {
        self.0
            .get(size(start)..)
            .and_then(|rest| rest.get(..size(length)))
            .unwrap_or_default()
    }

    /// Writes an answer and gives its length.
    pub(super) fn answer(&mut self, text: &[u8]) -> i32 {
        match self.0.get_mut(..text.len()) {
            Some(room) => {
                room.copy_from_slice(text);
                i32::try_from(text.len()).unwrap_or(i32::MAX)
            }
            None => 0,
        }
    }

    pub(super) fn wipe(&mut self) {
        self.0.zeroize();
    }
}

/// `TextEncoder` writes nothing but UTF-8.
pub(super) fn text<'a>(bytes: &'a [u8], argument: &'static str) -> Result<&'a str, Error> {
    str::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Encoding, argument, "is not UTF-8"))
}

/// Overwrites what earlier calls left on the stack.
#[inline(never)]
pub(super) fn wipe_stack() {
    let mut below = [0_u8; STACK];
    below.zeroize();
    black_box(&below);
}

fn size(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
