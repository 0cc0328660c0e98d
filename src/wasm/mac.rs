//! The exports that make HMAC keys, and that sign and verify messages with these keys.

use alloc::boxed::Box;
use wasm_bindgen::prelude::wasm_bindgen;

use super::handles::{HandleValue, disposed};
use super::instance::{Instance, answer};
use super::pending::OpenStream;
use super::scratch::{nth, text};
use crate::secret_bytes::SecretBytes;
use crate::{Algorithm, Encoding, Error, MacKey, Secret, SecretEncoding, Tag};

/// Makes an HMAC key and returns its handle. The scratch buffer contains the secret, as bytes or as text in an
/// encoding.
#[wasm_bindgen(js_name = macKey)]
pub fn mac_key(algorithm: usize, encoding: usize, length: usize) -> i32 {
    answer(|instance| {
        let key = key(algorithm, encoding, instance.scratch.bytes(length));
        instance.scratch.wipe();
        Ok(instance.handles.add(HandleValue::Key(Box::new(key?))))
    })
}

/// Returns the tag of the message in the scratch buffer, as text.
#[wasm_bindgen(js_name = macSign)]
pub fn mac_sign(key: usize, length: usize, encoding: usize) -> i32 {
    answer(|instance| {
        let tag = instance
            .handles
            .key(key)?
            .sign(instance.scratch.bytes(length));
        instance.put_tag(&tag, encoding)
    })
}

/// Starts to sign or verify a message that arrives in pieces.
#[wasm_bindgen(js_name = macBegin)]
pub fn mac_begin(key: usize) -> i32 {
    answer(|instance| {
        instance.pending = OpenStream::Mac(instance.handles.key(key)?.begin());
        Ok(0)
    })
}

/// Ends the message, and returns its tag as text.
#[wasm_bindgen(js_name = macEnd)]
pub fn mac_end(encoding: usize) -> i32 {
    answer(|instance| {
        let tag = instance.end_mac()?;
        instance.put_tag(&tag, encoding)
    })
}

/// Ends the message, and returns whether the text in the scratch buffer is its tag.
#[wasm_bindgen(js_name = macMatches)]
pub fn mac_matches(length: usize, encoding: usize) -> i32 {
    answer(|instance| {
        let tag = instance.end_mac()?;
        let given = nth(&Encoding::ALL, encoding)?.decode(instance.scratch.text(length)?);
        let given = SecretBytes::from(given.unwrap_or_default());
        Ok(tag.matches(given.expose()).into())
    })
}

impl Instance {
    fn end_mac(&mut self) -> Result<Tag, Error> {
        match self.pending.take() {
            OpenStream::Mac(mac) => Ok(mac.finish()),
            _ => Err(disposed()),
        }
    }

    fn put_tag(&mut self, tag: &Tag, encoding: usize) -> Result<usize, Error> {
        let encoding = nth(&Encoding::ALL, encoding)?;
        Ok(self.scratch.put_tag(0, tag, encoding))
    }
}

fn key(algorithm: usize, encoding: usize, given: &[u8]) -> Result<MacKey, Error> {
    let secret = secret(given, encoding)?;
    Ok(MacKey::new(
        nth(&Algorithm::ALL, algorithm)?,
        secret.expose(),
    ))
}

/// The secret that the facade wrote. The secret is bytes if `encoding` is not the number of an encoding.
pub(super) fn secret(bytes: &[u8], encoding: usize) -> Result<Secret, Error> {
    match SecretEncoding::ALL.get(encoding) {
        Some(encoding) => Secret::decode("secret", text(bytes)?, *encoding),
        None => Secret::bytes("secret", bytes),
    }
}
