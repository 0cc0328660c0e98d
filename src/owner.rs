//! The owner of an operation: an operation can be finished only by the owner that started it.

use alloc::sync::Arc;

use crate::{Error, ErrorKind};

/// Identifies one key, client or receiver.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner(Arc<()>);

impl Owner {
    /// Rejects an operation that another owner started. Otherwise, the operation would be finished with the wrong
    /// key or scheme.
    pub(crate) fn check(&self, began: &Self) -> Result<(), Error> {
        if Arc::ptr_eq(&self.0, &began.0) {
            return Ok(());
        }
        let detail = "needs the key, scheme, client or receiver that began the message or request";
        Err(Error::new(ErrorKind::Option, "finish", detail))
    }
}
