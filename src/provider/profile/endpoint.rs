//! An endpoint that a definition lists.

use alloc::string::String;

/// An endpoint that a definition lists.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// The method; empty if the endpoint accepts every method.
    pub method: String,
    /// The path. `{x}` matches one segment, and a `*` at the end matches one or more segments.
    pub path: String,
    /// The path as the most lenient server reads it.
    pub(crate) folded: String,
    /// The index in the profile of the auth that the endpoint names; `None` if the endpoint names no auth.
    pub(crate) auth: Option<usize>,
    /// Whether the endpoint accepts an idempotency key; `None` if the rule of the profile applies.
    pub idempotency: Option<Takes>,
}

/// Whether an endpoint accepts an idempotency key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Takes {
    /// The key is required.
    Required,
    /// The key is optional.
    Optional,
    /// A key is rejected.
    None,
}

impl Takes {
    pub(crate) const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::None];
}
