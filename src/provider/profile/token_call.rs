//! How an access token is requested.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::text::{Text, TextPairs};
use crate::token::Reading;

/// How an access token is requested.
#[derive(Debug)]
#[non_exhaustive]
pub struct TokenCall {
    /// For each environment, a path under its base URL, or a whole URL.
    pub url: Vec<Text>,
    /// Whether the method is GET; it is POST otherwise.
    pub is_get: bool,
    /// The user-id and the password of the `Authorization` field.
    pub basic: Option<[Text; 2]>,
    /// Fields with values.
    pub fields: TextPairs,
    /// The names and values of the query.
    pub query: TextPairs,
    /// How the body is written; `None` if there is none.
    pub format: Option<BodyFormat>,
    /// The names and values of the body.
    pub body: TextPairs,
    /// Where the parts of the answer are.
    pub(crate) reading: Arc<Reading>,
    /// How many milliseconds before its expiry a token is refreshed, unless the caller sets another time.
    pub early_ms: Option<u64>,
}

/// How the names and values of a body are written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// An object (RFC 8259).
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

impl BodyFormat {
    pub(crate) const ALL: [Self; 2] = [Self::Json, Self::Form];

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
        }
    }
}
