//! A request that a scheme signs.

use alloc::sync::Arc;

use crate::scheme::{Compiled, Key, Signer};
use crate::{Fields, SecretText};

/// A request that its scheme is signing.
pub(super) struct RequestStream {
    pub(super) scheme: Arc<Compiled>,
    pub(super) key: Key,
    pub(super) signer: Signer,
    /// Method and URL, each on a line.
    pub(super) head: SecretText,
    pub(super) fields: Fields,
}
