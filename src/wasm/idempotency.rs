//! Idempotency keys.

use wasm_bindgen::prelude::wasm_bindgen;

use super::handles::disposed;
use super::instance::answer;
use super::mac;
use super::pending::Pending;
use super::scratch::text;
use crate::Error;
use crate::idempotency::{self, Derivation};
use crate::text::cut;

/// A key made of the 16 bytes in the scratch buffer.
#[wasm_bindgen(js_name = idempotencyRandom)]
pub fn idempotency_random() -> i32 {
    answer(|instance| {
        let bytes = instance
            .scratch
            .bytes(16)
            .first_chunk()
            .copied()
            .unwrap_or_default();
        Ok(instance.scratch.put(0, &idempotency::random(bytes)))
    })
}

/// Starts a key for an operation: its id, method and path are lines, its secret lies after them.
#[wasm_bindgen(js_name = derivationBegin)]
pub fn derivation_begin(head: usize, secret: usize, encoding: usize, body: usize) -> i32 {
    answer(|instance| {
        let (head, secret) = instance.scratch.split(head, secret);
        let derivation = derivation(head, secret, encoding, body);
        instance.scratch.wipe();
        instance.pending = Pending::Derivation(derivation?);
        Ok(0)
    })
}

/// Ends the key.
#[wasm_bindgen(js_name = derivationEnd)]
pub fn derivation_end() -> i32 {
    answer(|instance| {
        let Pending::Derivation(derivation) = instance.pending.take() else {
            return Err(disposed());
        };
        instance.scratch.wipe();
        Ok(instance.scratch.put(0, &derivation.finish()))
    })
}

fn derivation(
    head: &[u8],
    secret: &[u8],
    encoding: usize,
    body: usize,
) -> Result<Derivation, Error> {
    let (id, rest) = cut(text(head)?, b'\n');
    let (method, rest) = cut(rest, b'\n');
    let path = cut(rest, b'\n').0;
    Derivation::new(&mac::secret(secret, encoding)?, id, method, path, body)
}
