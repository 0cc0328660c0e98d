//! The boundary to JavaScript: flat calls over one scratch buffer in linear memory.
//!
//! The facade writes text straight into the buffer with `TextEncoder.encodeInto`, passes lengths as
//! numbers, and reads the answer back with one decode. That is several times as fast as passing
//! strings, and the buffer is the one place where input lies, so it is the one place to wipe.
//!
//! A call with several texts gets them as lines; the facade lets no line break into a line. A call
//! answers an `i32`: zero or more is a length, a handle or a truth; less than zero is a failure,
//! whose record has that many bytes. Nothing here decides anything.
//!
//! The package has two modules of it: `explain.wasm` has what explains a mismatch, and `core.wasm` all
//! else.

#![expect(clippy::must_use_candidate, reason = "only JavaScript calls these")]
#![cfg_attr(
    not(feature = "wasm"),
    expect(dead_code, reason = "core.wasm needs more of what both share")
)]

use alloc::string::String;

use spin::{Mutex, MutexGuard};

use crate::encoding::decimal;
use crate::{Error, ErrorKind};

#[cfg(feature = "wasm")]
pub mod auth;
#[cfg(feature = "wasm")]
pub mod client;
#[cfg(feature = "wasm-explain")]
pub mod explain;
mod given;
#[cfg(feature = "wasm")]
pub mod handles;
#[cfg(feature = "wasm")]
pub mod idempotency;
#[cfg(feature = "wasm")]
pub mod mac;
#[cfg(feature = "wasm")]
pub mod pending;
#[cfg(feature = "wasm")]
pub mod rate_limit;
pub mod scratch;
#[cfg(feature = "wasm")]
pub mod time;
#[cfg(feature = "wasm")]
pub mod token;
#[cfg(feature = "wasm")]
pub mod webhook;

#[cfg(feature = "wasm")]
use handles::{Handles, Held};
#[cfg(feature = "wasm")]
use pending::Pending;
use scratch::Scratch;

/// What one instance of the module holds: the scratch buffer, and all that handles stand for.
struct Instance {
    scratch: Scratch,
    #[cfg(feature = "wasm")]
    handles: Handles,
    #[cfg(feature = "wasm")]
    pending: Pending,
}

/// JavaScript has one thread for an instance, so the lock is free, unless a call was broken off: by
/// a trap, or by the host's stack, which a caller's recursion had used up.
static INSTANCE: Mutex<Instance> = Mutex::new(Instance {
    scratch: Scratch::new(),
    #[cfg(feature = "wasm")]
    handles: Handles::new(),
    #[cfg(feature = "wasm")]
    pending: Pending::NONE,
});

/// Answers a call: a number, or a failure.
fn answer(call: impl FnOnce(&mut Instance) -> Result<usize, Error>) -> i32 {
    let instance = &mut *lock();
    let result = call(instance);
    instance.scratch.finish(result)
}

/// Traps where waiting would never end; the facade then starts a new instance.
#[inline(never)]
fn lock() -> MutexGuard<'static, Instance> {
    let Some(instance) = INSTANCE.try_lock() else {
        unreachable!("a call was broken off");
    };
    instance
}

impl Scratch {
    /// Leaves the record of a failure. Gives its negated length.
    #[inline(never)]
    fn finish(&mut self, result: Result<usize, Error>) -> i32 {
        match result {
            Ok(number) => i32::try_from(number).unwrap_or(i32::MAX),
            Err(error) => {
                let end = self.put_record(0, &error);
                // A call that failed early did not look at all that was written.
                self.use_all();
                i32::try_from(end).unwrap_or(i32::MAX).saturating_neg()
            }
        }
    }

    /// Appends the record of an error: code, blame, index, detail and argument, each with its line
    /// feed. The argument is last, since the path of a member can have line feeds of its own.
    fn put_record(&mut self, start: usize, error: &Error) -> usize {
        let mut index = String::new();
        if let Some(place) = error.index() {
            decimal::push(&mut index, u64::try_from(place).unwrap_or_default());
        }
        let kind = error.kind();
        let lines = [
            kind.code(),
            error.blame().as_str(),
            &index,
            error.detail(),
            error.argument(),
        ];
        self.put_lines(start, &lines)
    }

    /// Appends lines to an answer, each with its line feed.
    #[inline(never)]
    fn put_lines(&mut self, start: usize, lines: &[&str]) -> usize {
        let mut end = start;
        for line in lines {
            end = self.put(end, line);
            end = self.put(end, "\n");
        }
        end
    }
}

/// A handle that stands for nothing, or a message that was not begun.
#[cold]
#[inline(never)]
fn disposed() -> Error {
    Error::new(ErrorKind::Disposed, "this", "was disposed")
}

fn number(number: u64) -> String {
    let mut text = String::new();
    decimal::push(&mut text, number);
    text
}
