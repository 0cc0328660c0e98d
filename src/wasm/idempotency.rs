//! The exports that make idempotency keys.

use wasm_bindgen::prelude::wasm_bindgen;

use super::handles::disposed;
use super::instance::answer;
use super::mac;
use super::pending::OpenStream;
use super::scratch::text;
use crate::Error;
use crate::facts::OperationRecord;
use crate::idempotency::{self, Derivation};

/// Makes an idempotency key from the 16 random bytes in the scratch buffer.
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

/// Starts to derive the idempotency key of an operation. The lines in the scratch buffer are an [`OperationRecord`].
/// The secret follows the lines.
#[wasm_bindgen(js_name = derivationBegin)]
pub fn derivation_begin(head: usize, secret: usize, encoding: usize, body: usize) -> i32 {
    answer(|instance| {
        let (head, secret) = instance.scratch.split(head, secret);
        let derivation = derivation(head, secret, encoding, body);
        instance.scratch.wipe();
        instance.pending = OpenStream::Derivation(derivation?);
        Ok(0)
    })
}

/// Ends the derivation, and returns the idempotency key.
#[wasm_bindgen(js_name = derivationEnd)]
pub fn derivation_end() -> i32 {
    answer(|instance| {
        let OpenStream::Derivation(derivation) = instance.pending.take() else {
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
    let OperationRecord { id, method, path } = OperationRecord::take(text(head)?).0;
    Derivation::new(&mac::secret(secret, encoding)?, id, method, path, body)
}
