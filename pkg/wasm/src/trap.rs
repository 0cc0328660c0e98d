//! Two functions that trap, for tests. No input makes the published module trap.

use core::hint::black_box;

use wasm_bindgen::prelude::wasm_bindgen;

/// Panics.
///
/// # Panics
///
/// Always.
#[wasm_bindgen(js_name = trapByPanic)]
#[expect(clippy::panic, reason = "the function must panic")]
pub fn trap_by_panic() {
    panic!();
}

/// Calls itself until the stack overflows.
#[must_use]
#[wasm_bindgen(js_name = trapByDepth)]
#[expect(
    unconditional_recursion,
    reason = "the function must overflow the stack"
)]
pub fn trap_by_depth(depth: u32) -> u32 {
    let frame = black_box([depth; 256]);
    let deeper = trap_by_depth(depth.wrapping_add(1));
    let [first, ..] = black_box(frame);
    deeper.wrapping_add(first)
}
