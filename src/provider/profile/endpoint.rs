//! An endpoint that payauth knows, and the signature of those that are signed.

use super::auth::Auth;
use crate::scheme::Scheme;

/// An endpoint that payauth knows.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// Its method.
    pub method: &'static str,
    /// Its path.
    pub path: &'static str,
    /// How it is authenticated.
    pub auth: &'static Auth,
    /// The field that must carry an idempotency key; empty where none is taken.
    pub idempotency_field: &'static str,
}

/// A scheme, and the credential that is its key.
#[derive(Debug)]
#[non_exhaustive]
pub struct Signature {
    /// How the request is signed.
    pub scheme: Scheme<'static>,
    /// The credential that signs.
    pub secret: &'static str,
}
