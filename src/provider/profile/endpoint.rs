//! An endpoint that a definition lists.

use alloc::string::String;

/// An endpoint that a definition lists.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// The method; empty if the endpoint accepts every method.
    pub method: String,
    /// The path. `{x}` matches one segment, and a final `*` matches one or more segments.
    pub path: String,
    /// The path as the most lenient server reads it.
    pub(crate) folded: String,
    /// The index of its auth in the profile, if the endpoint names an auth.
    pub(crate) auth: Option<usize>,
    /// Whether it accepts an idempotency key; `None` if the rule of the profile applies.
    pub idempotency: Option<Takes>,
}

/// Whether an idempotency key is accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Takes {
    /// It is required.
    Required,
    /// It is optional.
    Optional,
    /// It is rejected.
    None,
}

impl Takes {
    pub(crate) const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::None];
}
