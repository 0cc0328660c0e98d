//! A credential, with the name that the provider uses.

use alloc::string::String;
use alloc::vec::Vec;

/// A credential, with the name that the provider uses.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Credential {
    /// The name of the credential, such as `apiKey`.
    pub name: String,
    /// The allowed prefixes. If the list is empty, every text is allowed.
    pub prefixes: Vec<Prefix>,
    /// Whether the credential may be missing. Empty: the credential is required. The name of this credential: the
    /// credential is optional. The name of another credential: this credential is required only if that other
    /// credential is passed.
    pub pair: String,
    /// Whether the credential is public, so that a URL may contain it.
    pub is_public: bool,
    /// The default value; empty if there is no default.
    pub default: String,
}

/// A prefix of a credential.
#[derive(Debug)]
#[non_exhaustive]
pub struct Prefix {
    /// The environment to which credentials with this prefix belong; empty for all environments.
    pub environment: String,
    /// The text of the prefix.
    pub text: String,
}
