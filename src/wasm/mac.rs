//! HMAC keys, whole messages and messages in pieces.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Instance, error, scratch};
use crate::{Algorithm, Encoding, Error, ErrorKind, MacKey, Secret, SecretEncoding};

#[wasm_bindgen]
impl Instance {
    /// A handle for a key. The scratch buffer holds the secret: bytes, or text in an encoding.
    #[wasm_bindgen(js_name = macKey)]
    pub fn mac_key(&mut self, algorithm: u32, encoding: u32, length: u32) -> i32 {
        let result = secret(self.scratch.bytes(length), encoding).and_then(|secret| {
            let key = MacKey::new(
                nth(&Algorithm::ALL, algorithm, "algorithm")?,
                secret.expose(),
            );
            Ok(i32::try_from(self.keys.add(key)).unwrap_or(i32::MAX))
        });
        self.wipe();
        error::answer(&mut self.scratch, result)
    }

    /// Releases a key and overwrites what it left behind.
    #[wasm_bindgen(js_name = macRelease)]
    pub fn mac_release(&mut self, key: u32) {
        self.keys.release(key);
        self.wipe();
    }

    /// The tag, as text, of the message in the scratch buffer.
    #[wasm_bindgen(js_name = macSign)]
    pub fn mac_sign(&mut self, key: u32, length: u32, encoding: u32) -> i32 {
        let message = self.scratch.bytes(length);
        let result = self.key(key).map(|key| key.sign(message)).and_then(|tag| {
            let encoding = nth(&Encoding::ALL, encoding, "encoding")?;
            Ok(encoding.encode(tag.as_bytes()))
        });
        let result = result.map(|text| self.scratch.answer(text.as_bytes()));
        error::answer(&mut self.scratch, result)
    }

    /// Starts a message that comes in pieces.
    #[wasm_bindgen(js_name = macBegin)]
    pub fn mac_begin(&mut self, key: u32) -> i32 {
        let begun = self.key(key).map(MacKey::begin);
        let result = begun.map(|mac| {
            self.message = Some(mac);
            0
        });
        error::answer(&mut self.scratch, result)
    }

    /// Adds the piece in the scratch buffer to the message that was begun.
    pub fn absorb(&mut self, length: u32) {
        if let Some(mac) = &mut self.message {
            mac.update(self.scratch.bytes(length));
        }
    }

    /// Ends the message: its tag as text.
    #[wasm_bindgen(js_name = macEnd)]
    pub fn mac_end(&mut self, encoding: u32) -> i32 {
        let result = nth(&Encoding::ALL, encoding, "encoding").and_then(|encoding| {
            let mac = self.message.take().ok_or_else(error::disposed)?;
            Ok(encoding.encode(mac.finish().as_bytes()))
        });
        let result = result.map(|text| self.scratch.answer(text.as_bytes()));
        error::answer(&mut self.scratch, result)
    }

    /// Ends the message: whether the tag in the scratch buffer is its tag.
    #[wasm_bindgen(js_name = macMatches)]
    pub fn mac_matches(&mut self, length: u32, encoding: u32) -> i32 {
        let result = nth(&Encoding::ALL, encoding, "encoding").and_then(|encoding| {
            let mac = self.message.take().ok_or_else(error::disposed)?;
            let tag = scratch::text(self.scratch.bytes(length), "tag")
                .and_then(|tag| encoding.decode(tag));
            Ok(i32::from(tag.is_ok_and(|tag| mac.finish().matches(&tag))))
        });
        error::answer(&mut self.scratch, result)
    }
}

impl Instance {
    fn key(&self, handle: u32) -> Result<&MacKey, Error> {
        self.keys.get(handle).ok_or_else(error::disposed)
    }
}

fn secret(bytes: &[u8], encoding: u32) -> Result<Secret, Error> {
    match SecretEncoding::ALL.get(usize::try_from(encoding).unwrap_or(usize::MAX)) {
        Some(encoding) => Secret::decode("secret", scratch::text(bytes, "secret")?, *encoding),
        None => Secret::bytes("secret", bytes),
    }
}

fn nth<T: Copy>(all: &[T], number: u32, argument: &'static str) -> Result<T, Error> {
    all.get(usize::try_from(number).unwrap_or(usize::MAX))
        .copied()
        .ok_or_else(|| Error::new(ErrorKind::Option, argument, "is none of those it can be"))
}
