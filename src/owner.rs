//! Who began something, so that nobody else ends it.

use alloc::sync::Arc;

use crate::{Error, ErrorKind};

/// Tells one key, client or receiver from every other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner(Arc<()>);

impl Owner {
    /// Refuses what another began: it would carry the one's name and the other's tag.
    pub(crate) fn check(&self, began: &Self) -> Result<(), Error> {
        if Arc::ptr_eq(&self.0, &began.0) {
            return Ok(());
        }
        let detail =
            "was begun with another key, scheme, client or receiver; finish it with the same";
        Err(Error::new(ErrorKind::Option, "begun", detail))
    }
}
