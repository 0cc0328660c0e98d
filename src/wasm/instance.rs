//! What one instance of the module contains, and how a call reaches it.

use spin::{Mutex, MutexGuard};

#[cfg(feature = "wasm-engine")]
use super::handles::Handles;
#[cfg(feature = "wasm-engine")]
use super::pending::OpenStream;
use super::scratch::Scratch;
use crate::Error;

/// What one instance of the module contains: the scratch buffer, and all values that have handles.
pub(super) struct Instance {
    pub(super) scratch: Scratch,
    #[cfg(feature = "wasm-engine")]
    pub(super) handles: Handles,
    #[cfg(feature = "wasm-engine")]
    pub(super) pending: OpenStream,
}

/// JavaScript has one thread for an instance, so the lock is free, unless a call was aborted: by a
/// trap, or because a caller's recursion had used up the host's stack.
static INSTANCE: Mutex<Instance> = Mutex::new(Instance {
    scratch: Scratch::new(),
    #[cfg(feature = "wasm-engine")]
    handles: Handles::new(),
    #[cfg(feature = "wasm-engine")]
    pending: OpenStream::NONE,
});

/// Answers a call: a number, or a failure.
pub(super) fn answer(call: impl FnOnce(&mut Instance) -> Result<usize, Error>) -> i32 {
    let instance = &mut *lock();
    let result = call(instance);
    instance.scratch.finish(result)
}

/// Traps instead of waiting for a lock that is never released. The facade then starts a new
/// instance.
#[inline(never)]
pub(super) fn lock() -> MutexGuard<'static, Instance> {
    let Some(instance) = INSTANCE.try_lock() else {
        unreachable!("a call was broken off");
    };
    instance
}
