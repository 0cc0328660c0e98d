//! Basic and bearer credentials.

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
use super::scratch::{Scratch, nth};
use crate::auth::basic::{Basic, UserPass};
use crate::auth::bearer;
use crate::text::cut;
use crate::{Error, SecretText};

/// Basic credentials of a user-id and a password, which are two lines.
#[wasm_bindgen(js_name = basicAuth)]
pub fn basic_auth(mode: usize, length: usize) -> i32 {
    answer(|instance| {
        let (user_id, rest) = cut(instance.scratch.text(length)?, b'\n');
        let password = cut(rest, b'\n').0;
        let basic = Basic::new(user_id, password, nth(&UserPass::ALL, mode)?);
        instance
            .scratch
            .put_secret(basic.map(|basic| basic.credentials()))
    })
}

/// The user-id and the password, as two lines, of Basic credentials.
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

/// Bearer credentials of a token.
#[wasm_bindgen(js_name = bearerAuth)]
pub fn bearer_auth(length: usize) -> i32 {
    answer(|instance| {
        let credentials = bearer::credentials(instance.scratch.text(length)?);
        instance.scratch.put_secret(credentials)
    })
}

impl Scratch {
    /// Leaves an answer and nothing else.
    #[inline(never)]
    fn put_secret(&mut self, secret: Result<SecretText, Error>) -> Result<usize, Error> {
        self.wipe();
        Ok(self.put(0, &secret?))
    }
}
