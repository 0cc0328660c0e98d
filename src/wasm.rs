//! The boundary to JavaScript: flat calls over one scratch buffer in linear memory.
//!
//! The facade writes text straight into the buffer with `TextEncoder.encodeInto`, passes lengths as
//! numbers, and reads the answer back with one decode. That is four times as fast as passing
//! strings, and the buffer is the one place where input lies, so it is the one place to wipe.
//!
//! Every call answers an `i32`. Zero or more is a length, a handle or a truth; less than zero is a
//! failure, whose record ([`error`]) has that many bytes. Nothing here decides anything.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Mac, MacKey};

mod error;
mod handles;
mod mac;
mod scratch;

use handles::Handles;
use scratch::Scratch;

/// One instance of payauth: the scratch buffer and all that handles stand for.
#[wasm_bindgen]
pub struct Instance {
    scratch: Scratch,
    keys: Handles<MacKey>,
    message: Option<Mac>,
}

#[wasm_bindgen]
impl Instance {
    /// An instance with no handles.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self {
            scratch: Scratch::new(),
            keys: Handles::new(),
            message: None,
        }
    }

    /// Where the scratch buffer begins in linear memory.
    #[wasm_bindgen(js_name = scratchAddress)]
    #[must_use]
    pub fn scratch_address(&self) -> usize {
        self.scratch.address()
    }

    /// How many bytes the scratch buffer has.
    #[wasm_bindgen(js_name = scratchLength)]
    #[must_use]
    pub fn scratch_length(&self) -> usize {
        self.scratch.len()
    }

    /// Overwrites the scratch buffer and the stack below this call.
    pub fn wipe(&mut self) {
        self.message = None;
        self.scratch.wipe();
        scratch::wipe_stack();
    }
}

/// The linear memory, for the facade's view of the scratch buffer.
#[wasm_bindgen(js_name = linearMemory)]
#[must_use]
pub fn linear_memory() -> JsValue {
    wasm_bindgen::memory()
}
