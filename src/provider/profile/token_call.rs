//! How an access token is asked for.

use super::auth::Authorization;
use crate::token::Shape;

/// How an access token is asked for.
#[derive(Debug)]
#[non_exhaustive]
pub struct TokenCall {
    /// The path of the token endpoint.
    pub path: &'static str,
    /// How the body is written.
    pub format: BodyFormat,
    /// The names and values of the body.
    pub body: &'static [(&'static str, Member)],
    /// What the `Authorization` field carries.
    pub authorization: Authorization,
    /// What the answer looks like.
    pub shape: Shape,
    /// How long before its end a token is renewed, in milliseconds, unless the caller says.
    pub early_ms: u64,
}

/// How the names and values of a body are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// An object of strings (RFC 8259).
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// A value in the body of a token request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Member {
    /// This text.
    Text(&'static str),
    /// The credential of this name.
    Credential(&'static str),
}
