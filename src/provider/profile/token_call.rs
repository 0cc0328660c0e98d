//! How an access token is requested.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::text::{Text, TextPairs};
use crate::token::Reading;

/// How an access token is requested.
#[derive(Debug)]
#[non_exhaustive]
pub struct TokenCall {
    /// The URL for each environment: a path under the base URL of the environment, or a whole URL.
    pub url: Vec<Text>,
    /// Whether the method is GET. Otherwise, the method is POST.
    pub is_get: bool,
    /// The user-id and the password of the `Authorization` field.
    pub basic: Option<[Text; 2]>,
    /// Header fields, with the texts of their values.
    pub fields: TextPairs,
    /// The names and values of the query.
    pub query: TextPairs,
    /// The format of the body; `None` if there is no body.
    pub format: Option<BodyFormat>,
    /// The names and values of the body.
    pub body: TextPairs,
    /// The places of the values in the answer.
    pub(crate) reading: Arc<Reading>,
    /// The milliseconds before its expiry at which a token is refreshed, unless the caller sets another time.
    pub early_ms: Option<u64>,
}

impl TokenCall {
    /// The texts of all values, except those in the URL.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        let pairs = self.fields.iter().chain(&self.query).chain(&self.body);
        let basic = self.basic.iter().flatten();
        basic.chain(pairs.map(|(_, text)| text))
    }
}

/// The format in which the names and values of a body are written.
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
