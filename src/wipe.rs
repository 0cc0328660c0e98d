//! Overwrites secrets, and hides them in logs.

use core::hint::black_box;

/// Overwrites `bytes`, all at once. Keys are overwritten by `zeroize`, which writes byte by byte; this
/// function is for buffers of many kilobytes. For the compiler, `black_box` reads the bytes, so it
/// does not remove the write.
#[inline(never)]
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

/// Shown instead of a secret value.
pub(crate) const REDACTED: &str = "[redacted]";
