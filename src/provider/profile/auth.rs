//! How a request is authenticated.

use alloc::string::String;
use alloc::vec::Vec;

use super::text::{Text, TextPairs};
use crate::scheme::Compiled;

/// A way to authenticate a request. All parts that are not empty are sent.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Auth {
    /// The text after `Bearer` in the `Authorization` field (RFC 6750).
    pub bearer: Option<Text>,
    /// The user-id and the password of the `Authorization` field (RFC 7617).
    pub basic: Option<[Text; 2]>,
    /// Header fields, with the texts of their values.
    pub fields: TextPairs,
    /// The signature of the request.
    pub signature: Option<Signature>,
}

impl Auth {
    /// Whether the request needs an access token.
    #[must_use]
    pub fn takes_token(&self) -> bool {
        let is_in_field = self.fields.iter().any(|(_, text)| text.has_token());
        is_in_field || self.bearer.as_ref().is_some_and(Text::has_token)
    }
}

/// A scheme that signs requests, and the text of its key.
#[derive(Debug)]
#[non_exhaustive]
pub struct Signature {
    /// How the request is signed.
    pub scheme: Compiled,
    /// The text of the secret that signs.
    pub secret: Text,
    /// Whether the scheme needs other parts of the request than the body.
    pub(crate) reads_request: bool,
    /// The names of the credentials that the scheme contains as variables.
    pub(crate) vars: Vec<String>,
}
