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
    /// How the webhooks are signed; `None` if the provider does not publish it.
    pub scheme: Option<Arc<Compiled>>,
    /// The credentials that are the secret; `None` if the webhooks have a separate secret.
    pub secret: Option<Text>,
    /// Which facts are not known, and what to do about them.
    pub advice: String,
    /// Whether the caller may name the encoding of the tag, because it is not documented.
    pub has_open_encoding: bool,
    /// The outcomes that the webhooks report.
    pub sender: Arc<Sender>,
}
