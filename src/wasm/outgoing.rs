//! A request that is being signed with a scheme, without a client.

use alloc::sync::Arc;

use crate::scheme::{Compiled, Key, Signer};
use crate::{Fields, SecretText};

/// A request that is being signed with a scheme, without a client.
pub(super) struct RequestStream {
    pub(super) scheme: Arc<Compiled>,
    pub(super) key: Key,
    pub(super) signer: Signer,
    /// The method and the URL, each on a line.
    pub(super) head: SecretText,
    pub(super) fields: Fields,
}
