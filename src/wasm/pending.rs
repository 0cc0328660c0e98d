//! A message that comes in pieces.

use wasm_bindgen::prelude::wasm_bindgen;

use super::lock;
use crate::Mac;
use crate::idempotency::Derivation;
use crate::provider::Signing;

/// What the pieces are for. A new beginning takes the place of what was not ended.
#[derive(Default)]
pub(super) enum Pending {
    /// Nothing was begun.
    #[default]
    None,
    /// A tag.
    Mac(Mac),
    /// An idempotency key.
    Derivation(Derivation),
    /// A request, and the handle of its client.
    Request(usize, Signing),
}

/// Adds the piece in the scratch buffer.
#[wasm_bindgen]
pub fn absorb(length: usize) {
    let instance = &mut *lock();
    let piece = instance.scratch.bytes(length);
    match &mut instance.pending {
        Pending::Mac(mac) => mac.update(piece),
        Pending::Derivation(derivation) => derivation.absorb(piece),
        Pending::Request(_, signing) => signing.absorb(piece),
        Pending::None => {}
    }
}
