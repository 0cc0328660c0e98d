//! The facts about an authentic message.

use alloc::string::String;
use alloc::vec::Vec;

use super::identity::Identity;
use super::outcome::Outcome;
use super::secrets::Entry;
use crate::scheme::Covers;
use crate::{Tag, UnixTime};

/// The facts about an authentic message.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verified {
    /// The id of the first secret that matched.
    pub secret_id: String,
    /// When the message was signed, if the scheme signs that.
    pub timestamp: Option<UnixTime>,
    /// For how many seconds the replay key must be kept: until the message is no longer accepted.
    /// `None` if the message never expires.
    pub replay_ttl_secs: Option<u64>,
    /// What the signature covers.
    pub covers: Covers,
    /// The reasons why the scheme proves less than an HMAC of unambiguous values: `digest`, `secret-first`,
    /// `token` and `joined-members`; usually empty.
    pub weak: Vec<&'static str>,
    /// The outcome of the payment, if the sender's profile defines one; absent for a body that is not JSON.
    /// A body that two parsers could read differently is [`Verdict::Other`](super::Verdict::Other).
    pub outcome: Option<Outcome>,
    /// The claims of a token, as JSON.
    pub claims: Option<String>,
    /// The body of the response that acknowledges the message; its status is 200.
    pub acknowledge: String,
    pub(crate) identity: Identity,
}

/// The facts about a message, without those that are the same for all messages of a receiver.
pub(crate) struct Facts<'r> {
    /// The first secret that matched.
    pub(super) entry: &'r Entry,
    pub(crate) instant: Option<UnixTime>,
    pub(crate) ttl_secs: Option<u64>,
    /// The id of the event, if it was read; otherwise empty.
    pub(crate) id: String,
    /// As in [`Identity`].
    pub(crate) tag: Option<Tag>,
    pub(crate) outcome: Option<Outcome>,
    /// The claims of a token, which covers the body.
    pub(crate) claims: Option<String>,
}

impl<'r> Facts<'r> {
    /// The facts about a message if only its secret is known.
    pub(super) const fn of(entry: &'r Entry) -> Self {
        Self {
            entry,
            instant: None,
            ttl_secs: None,
            id: String::new(),
            tag: None,
            outcome: None,
            claims: None,
        }
    }

    /// The id of the secret.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn secret_id(&self) -> &'r str {
        &self.entry.id
    }
}

impl Verified {
    /// Identifies the message, from authenticated data only; empty if nothing in the body is signed.
    ///
    /// If the sender signs an id of the event, the key is made from the sender's name and that id: it
    /// stays the same when the event is sent again, at another time or with another secret. Otherwise
    /// it is made from the tag that matches; if several tags match, from the smallest of them. No id
    /// is read from a body above 1 MiB, or from a body that is not JSON.
    ///
    /// The key is made by this call, not by the verification. Two endpoints that receive the same event
    /// have the same key for it, so each endpoint needs another name for its [`inbox`](crate::inbox).
    #[must_use]
    pub fn replay_key(&self) -> String {
        self.identity.key()
    }
}
