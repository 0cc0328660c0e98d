//! Overwrites secrets, and hides them in logs.

use core::hint::black_box;

/// Overwrites all `bytes` in one step. This function is for buffers of many kilobytes; keys are overwritten by
/// `zeroize`, which writes byte by byte. `black_box` makes the compiler assume that the bytes are read, so that it
/// does not remove the write.
#[inline(never)]
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

/// The text that is shown instead of a secret value.
pub(crate) const REDACTED: &str = "[redacted]";
