//! A provider's webhooks.

use alloc::string::String;
use alloc::sync::Arc;

use super::text::Text;
use crate::scheme::Compiled;
use crate::webhook::Sender;

/// How a provider's webhooks are signed, and what they report.
#[derive(Debug)]
#[non_exhaustive]
pub struct Webhook {
    /// The scheme with which the webhooks are signed; `None` if the provider does not publish the scheme.
    pub scheme: Option<Arc<Compiled>>,
    /// The text of the secret, made of credentials; `None` if the webhooks have a separate secret.
    pub secret: Option<Text>,
    /// The text of the error about a missing scheme: why the scheme is not known, and what the caller can do.
    pub advice: String,
    /// Whether the caller may choose the encoding of the tag, because the provider does not document the encoding.
    pub has_open_encoding: bool,
    /// The outcomes that the webhooks report.
    pub sender: Arc<Sender>,
}
