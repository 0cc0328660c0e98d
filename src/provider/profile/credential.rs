//! A credential by the provider's own name.

use alloc::string::String;
use alloc::vec::Vec;

/// A credential by the provider's own name.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Credential {
    /// The name, as in `apiKey`.
    pub name: String,
    /// The allowed prefixes. If the list is empty, every text is allowed.
    pub prefixes: Vec<Prefix>,
    /// Empty: the credential is required. Its own name: it is optional. The name of another credential:
    /// it is required only if the other one is passed.
    pub pair: String,
    /// Whether the credential is public, so that a URL may contain it.
    pub is_public: bool,
    /// The default value; empty if there is none.
    pub default: String,
}

/// A prefix of a credential.
#[derive(Debug)]
#[non_exhaustive]
pub struct Prefix {
    /// Its environment; empty for all environments.
    pub environment: String,
    /// The prefix itself.
    pub text: String,
}
