//! The contents of one instance of the module, and the lock around them.

use spin::{Mutex, MutexGuard};

#[cfg(feature = "wasm-engine")]
use super::handles::Handles;
#[cfg(feature = "wasm-engine")]
use super::pending::OpenStream;
use super::scratch::Scratch;
use crate::Error;

/// The contents of one instance of the module: the scratch buffer, all values that have handles, and the message
/// that arrives in pieces.
pub(super) struct Instance {
    pub(super) scratch: Scratch,
    #[cfg(feature = "wasm-engine")]
    pub(super) handles: Handles,
    #[cfg(feature = "wasm-engine")]
    pub(super) pending: OpenStream,
}

/// JavaScript has one thread for an instance, so the lock is usually free. It is not free if an earlier call was
/// aborted by a trap, or because the recursion of a caller had used up the host's stack.
static INSTANCE: Mutex<Instance> = Mutex::new(Instance {
    scratch: Scratch::new(),
    #[cfg(feature = "wasm-engine")]
    handles: Handles::new(),
    #[cfg(feature = "wasm-engine")]
    pending: OpenStream::NONE,
});

/// Runs a call, and returns a number or the negative length of an error record.
pub(super) fn answer(call: impl FnOnce(&mut Instance) -> Result<usize, Error>) -> i32 {
    let instance = &mut *lock();
    let result = call(instance);
    instance.scratch.finish(result)
}

/// Takes the lock. If the lock is not free, it will never be released, so this function traps instead of waiting.
/// The facade then starts a new instance.
#[inline(never)]
pub(super) fn lock() -> MutexGuard<'static, Instance> {
    let Some(instance) = INSTANCE.try_lock() else {
        unreachable!("a call was broken off");
    };
    instance
}
