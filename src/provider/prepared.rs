//! The facts that all calls of one kind share.

use alloc::string::String;

/// The route of all calls of one kind. They have the same path, method and auth; all of them have a
/// body, or none has. They have no parameters and no fields of the caller.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(super) method: String,
    pub(super) path: String,
    /// The indices of the endpoint and of the auth in the profile.
    pub(super) endpoint: Option<usize>,
    pub(super) auth: usize,
}
