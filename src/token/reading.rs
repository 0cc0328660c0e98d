//! The paths in the answer of a token endpoint.

use alloc::string::String;

/// The paths in the answer of a token endpoint.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "users write it as a literal")]
pub struct Shape<'a> {
    /// The path of the token.
    pub token: &'a str,
    /// The path of the token's lifetime in seconds.
    pub expires_in: &'a str,
    /// The path of the token's type. The type must be `Bearer` if the answer has a type. The path is empty if
    /// answers have no type.
    pub token_type: &'a str,
    /// The default lifetime of a token, in seconds.
    pub default_life_secs: u32,
}

/// The paths as owned texts, including the paths of the instant at which a token expires. An empty text means that
/// there is no path.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) token: String,
    pub(crate) expires_in: String,
    pub(crate) expires_at: String,
    pub(crate) issued_at: String,
    pub(crate) format: EndFormat,
    pub(crate) token_type: String,
    pub(crate) life_secs: u32,
}

/// The format of a time in an answer.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum EndFormat {
    /// Seconds since 1970.
    #[default]
    Unix,
    /// Milliseconds since 1970.
    UnixMillis,
    /// RFC 3339, with or without the colon in the offset.
    Iso,
}

impl EndFormat {
    pub(crate) const ALL: [Self; 3] = [Self::Unix, Self::UnixMillis, Self::Iso];
}

impl From<&Shape<'_>> for Reading {
    fn from(shape: &Shape<'_>) -> Self {
        Self {
            token: shape.token.into(),
            expires_in: shape.expires_in.into(),
            token_type: shape.token_type.into(),
            life_secs: shape.default_life_secs,
            ..Self::default()
        }
    }
}
