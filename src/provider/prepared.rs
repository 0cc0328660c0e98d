//! What is the same for all calls of one kind.

use alloc::string::String;

/// Where the calls of one kind go: those of one path, method and auth, which all have a body or none, no
/// parameters, and no fields of the caller's.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(super) method: String,
    pub(super) path: String,
    /// The places of the endpoint and of the auth among those of the profile.
    pub(super) endpoint: Option<usize>,
    pub(super) auth: usize,
}
