//! A provider's webhooks.

use crate::scheme::Scheme;
use crate::webhook::Sender;

/// How a provider's webhooks are signed, and what they tell.
#[derive(Debug)]
#[non_exhaustive]
pub struct Webhook {
    /// How they are signed; `None` where that is not public.
    pub scheme: Option<Scheme<'static>>,
    /// The credentials that are the secret, with colons between; none where webhooks have a secret
    /// of their own.
    pub secret: &'static [&'static str],
    /// What is not known, and what to do about it.
    pub advice: &'static str,
    /// Whether the caller may name the encoding of the tag, because it is not documented.
    pub has_open_encoding: bool,
    /// What they tell.
    pub sender: Sender,
}

impl Webhook {
    /// Webhooks of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self {
        scheme: None,
        secret: &[],
        advice: "is needed: this provider does not publish how it signs",
        has_open_encoding: false,
        sender: Sender::NOTHING,
    };
}
