//! An endpoint that a definition lists.

use alloc::string::String;

/// An endpoint that a definition lists.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// Its method; empty for each.
    pub method: String,
    /// Its path. `{x}` matches one segment, a last `*` one or more.
    pub path: String,
    /// The path as the most careless server reads it.
    pub(crate) folded: String,
    /// The place of its auth among those of the profile, if it names one.
    pub(crate) auth: Option<usize>,
    /// Whether it takes an idempotency key; `None` where the profile's rule says.
    pub idempotency: Option<Takes>,
}

/// Whether an idempotency key is taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Takes {
    /// It is needed.
    Required,
    /// It is taken.
    Optional,
    /// It is rejected.
    None,
}

impl Takes {
    pub(crate) const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::None];
}
