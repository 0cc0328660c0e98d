//! Functions with which the TypeScript code uses the buffer, the handles and the message that arrives in pieces.

#[cfg(not(target_family = "wasm"))]
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::lock;
#[cfg(feature = "wasm-engine")]
use super::pending::OpenStream;
use crate::facts::SCRATCH_LENGTH;

/// Allocates the scratch buffer, if it was not allocated before, and returns the address of the buffer. JavaScript
/// writes to the buffer between calls.
#[wasm_bindgen(js_name = scratchAddress)]
pub fn scratch_address() -> usize {
    lock().scratch.address()
}

/// The length of the scratch buffer.
#[wasm_bindgen(js_name = scratchLength)]
pub fn scratch_length() -> usize {
    SCRATCH_LENGTH
}

/// The address of an answer that is longer than the scratch buffer; 0 if there is no such answer of this length.
/// The answer stays at this address until the next wipe.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen(js_name = longAnswer)]
pub fn long_answer(length: usize) -> usize {
    lock().scratch.long_address(length)
}

/// Overwrites all bytes that were written to the scratch buffer, and the unused part of the stack, where earlier
/// calls left bytes.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen(js_name = wipe)]
pub fn wipe_scratch() {
    let instance = &mut *lock();
    instance.pending = OpenStream::NONE;
    instance.scratch.wipe();
}

/// Writes to the scratch buffer as JavaScript does. Only tests on the host call this function.
#[cfg(not(target_family = "wasm"))]
pub fn write_to_scratch(start: usize, bytes: &[u8]) {
    lock().scratch.fill(start, bytes);
}

/// The first `length` bytes of an answer, which JavaScript would read. Only tests on the host call this function.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn read_from_scratch(length: usize) -> Vec<u8> {
    lock().scratch.answer(length).to_vec()
}

/// Releases a value, and overwrites the bytes that the value left on the stack.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen]
pub fn release(handle: usize) {
    let instance = &mut *lock();
    instance.handles.release(handle);
    instance.pending = OpenStream::NONE;
    instance.scratch.wipe();
}

/// Adds the piece in the scratch buffer to the message that was started.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen]
pub fn absorb(length: usize) {
    let instance = &mut *lock();
    let piece = instance.scratch.bytes(length);
    instance.pending.absorb(piece);
}
