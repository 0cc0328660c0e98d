//! The facts that all calls of one kind share.

use alloc::string::String;

use crate::scheme::PreparedMessage;

/// The facts that all calls of one kind share. The calls have the same path, method and auth. Either all of the
/// calls have a body, or no call has a body. The calls have no parameters, and no fields that the caller passes.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(super) method: String,
    pub(super) path: String,
    /// The index of the endpoint in the profile, if the endpoint is listed.
    pub(super) endpoint: Option<usize>,
    pub(super) auth: usize,
    /// The signed message; `None` if the auth has no signature, or if its messages cannot be prepared.
    pub(super) message: Option<PreparedMessage>,
}
