//! The buffer, the handles and the pieces, as the facade reaches them.

#[cfg(not(target_family = "wasm"))]
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::lock;
#[cfg(feature = "wasm-engine")]
use super::pending::OpenStream;
use crate::facts::SCRATCH_LENGTH;

/// Allocates the scratch buffer and returns its address. JavaScript writes there between calls.
#[wasm_bindgen(js_name = scratchAddress)]
pub fn scratch_address() -> usize {
    lock().scratch.address()
}

/// The length of the scratch buffer.
#[wasm_bindgen(js_name = scratchLength)]
pub fn scratch_length() -> usize {
    SCRATCH_LENGTH
}

/// The address of an answer that is longer than the scratch buffer; 0 if no answer has this length.
/// The answer stays there until the next wipe.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen(js_name = longAnswer)]
pub fn long_answer(length: usize) -> usize {
    lock().scratch.long_address(length)
}

/// Overwrites what was written to the scratch buffer, and the stack below this call.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen(js_name = wipe)]
pub fn wipe_scratch() {
    let instance = &mut *lock();
    instance.pending = OpenStream::NONE;
    instance.scratch.wipe();
}

/// Writes to the buffer as JavaScript would, for tests on the host.
#[cfg(not(target_family = "wasm"))]
pub fn write_to_scratch(start: usize, bytes: &[u8]) {
    lock().scratch.fill(start, bytes);
}

/// The first `length` bytes of an answer, as JavaScript would read them, for tests on the host.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn read_from_scratch(length: usize) -> Vec<u8> {
    lock().scratch.answer(length).to_vec()
}

/// Releases a value and overwrites what it left behind.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen]
pub fn release(handle: usize) {
    let instance = &mut *lock();
    instance.handles.release(handle);
    instance.pending = OpenStream::NONE;
    instance.scratch.wipe();
}

/// Adds the piece in the scratch buffer.
#[cfg(feature = "wasm-engine")]
#[wasm_bindgen]
pub fn absorb(length: usize) {
    let instance = &mut *lock();
    let piece = instance.scratch.bytes(length);
    instance.pending.absorb(piece);
}
