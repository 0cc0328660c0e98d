//! The exports that make and parse Basic and Bearer credentials.

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
use super::scratch::{Scratch, nth};
use crate::auth::basic::{Basic, UserPass};
use crate::auth::bearer;
use crate::facts::BasicRecord;
use crate::{Error, SecretText};

/// Makes Basic credentials from the [`BasicRecord`] in the scratch buffer.
#[wasm_bindgen(js_name = basicAuth)]
pub fn basic_auth(mode: usize, length: usize) -> i32 {
    answer(|instance| {
        let BasicRecord { user_id, password } = BasicRecord::take(instance.scratch.text(length)?).0;
        let basic = Basic::new(user_id, password, nth(&UserPass::ALL, mode)?);
        instance
            .scratch
            .put_secret(basic.map(|basic| basic.credentials()))
    })
}

/// Parses the Basic credentials in the scratch buffer. The answer is a [`BasicRecord`] without its last line feed.
#[wasm_bindgen(js_name = parseBasicAuth)]
pub fn parse_basic_auth(mode: usize, length: usize) -> i32 {
    answer(|instance| {
        let basic = Basic::parse(instance.scratch.text(length)?, nth(&UserPass::ALL, mode)?);
        instance.scratch.put_secret(basic.map(|basic| {
            let mut pair = SecretText::default();
            for text in [basic.user_id(), "\n", basic.password()] {
                pair.push_str(text);
            }
            pair
        }))
    })
}

/// Makes Bearer credentials from the token in the scratch buffer.
#[wasm_bindgen(js_name = bearerAuth)]
pub fn bearer_auth(length: usize) -> i32 {
    answer(|instance| {
        let credentials = bearer::credentials(instance.scratch.text(length)?);
        instance.scratch.put_secret(credentials)
    })
}

impl Scratch {
    /// Wipes the buffer, and writes the secret into the buffer as the answer.
    #[inline(never)]
    fn put_secret(&mut self, secret: Result<SecretText, Error>) -> Result<usize, Error> {
        self.wipe();
        Ok(self.put(0, &secret?))
    }
}
