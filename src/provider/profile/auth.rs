//! How a request is authenticated.

/// A way to authenticate a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Auth {
    /// Fields that carry a credential as it is: field name, credential name.
    pub fields: &'static [(&'static str, &'static str)],
    /// Whether the profile's signature goes with it.
    pub is_signed: bool,
    /// What the `Authorization` field carries.
    pub authorization: Authorization,
}

impl Auth {
    /// No authentication.
    pub(crate) const NONE: &Self = &Self {
        fields: &[],
        is_signed: false,
        authorization: Authorization::None,
    };

    /// An access token.
    pub(crate) const BEARER: &Self = &Self {
        authorization: Authorization::Bearer,
        ..*Self::NONE
    };
}

/// What the `Authorization` field carries.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Authorization {
    /// There is none.
    None,
    /// An access token (RFC 6750), which the caller has.
    Bearer,
    /// Two credentials (RFC 7617): user-id and password.
    Basic(&'static str, &'static str),
}
