//! A credential by the provider's own name.

use alloc::string::String;
use alloc::vec::Vec;

/// A credential by the provider's own name.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Credential {
    /// The name, as in `apiKey`.
    pub name: String,
    /// What it begins with, one of these.
    pub prefixes: Vec<Prefix>,
    /// Where it may be left out: the name of the one without which it is of no use; its own name
    /// where it is of use alone. Empty where it is needed.
    pub pair: String,
    /// Whether it is no secret, so that it may stand in a URL.
    pub is_public: bool,
    /// What it is if it is not given; empty for nothing.
    pub default: String,
}

/// A beginning of a credential.
#[derive(Debug)]
#[non_exhaustive]
pub struct Prefix {
    /// The environment where it counts; empty for each.
    pub environment: String,
    /// The beginning.
    pub text: String,
}
