//! Overwrites secrets, and hides them in logs.

use core::hint::black_box;

/// Overwrites `bytes`, all at once. Keys are overwritten by `zeroize`, which writes byte by byte; this
/// is for buffers of many kilobytes. `black_box` reads the bytes as far as the compiler knows, so that
/// the write is made.
#[inline(never)]
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

/// Shown instead of a secret value.
pub(crate) const REDACTED: &str = "[redacted]";
