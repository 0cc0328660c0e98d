//! How a request is authenticated.

use alloc::string::String;
use alloc::vec::Vec;

use super::text::{Text, TextPairs};
use crate::scheme::Compiled;

/// A way to authenticate a request. All of its parts are sent.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Auth {
    /// The text after `Bearer` in the `Authorization` field (RFC 6750).
    pub bearer: Option<Text>,
    /// The user-id and the password of the `Authorization` field (RFC 7617).
    pub basic: Option<[Text; 2]>,
    /// Fields with values.
    pub fields: TextPairs,
    /// The signature of the request.
    pub signature: Option<Signature>,
}

impl Auth {
    /// Whether the request needs an access token.
    #[must_use]
    pub fn takes_token(&self) -> bool {
        let mut texts = self
            .bearer
            .iter()
            .chain(self.fields.iter().map(|(_, text)| text));
        texts.any(Text::has_token)
    }
}

/// A scheme, and the text of its key.
#[derive(Debug)]
#[non_exhaustive]
pub struct Signature {
    /// How the request is signed.
    pub scheme: Compiled,
    /// The secret that signs.
    pub secret: Text,
    /// Whether the scheme reads more than the body.
    pub(crate) reads_request: bool,
    /// The credentials that the scheme names.
    pub(crate) vars: Vec<String>,
}
