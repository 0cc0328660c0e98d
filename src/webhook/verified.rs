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
    /// The time at which the message was signed, if the scheme signs a time. `None` for a token.
    pub timestamp: Option<UnixTime>,
    /// The number of seconds for which the replay key must be kept, which is the time until the message is no
    /// longer accepted. `None` if the message never expires, because no time is signed or the time is not checked.
    pub replay_ttl_secs: Option<u64>,
    /// The parts of the message that the signature covers.
    pub covers: Covers,
    /// The reasons why the scheme proves less than an HMAC of unambiguous values: `digest`, `secret-first`, `token`
    /// and `joined-members`. The list is usually empty.
    pub weak: Vec<&'static str>,
    /// The outcome of the payment. `None` if the sender's profile defines no outcomes, or if the body does not
    /// begin like JSON. If the body begins like JSON but cannot be read, for example because two parsers could read
    /// it differently, the outcome is [`Verdict::Other`](super::Verdict::Other).
    pub outcome: Option<Outcome>,
    /// The claims of a token, as JSON; `None` if the message is not a token.
    pub claims: Option<String>,
    /// The body of the response that acknowledges the message. The status of this response is 200.
    pub acknowledge: String,
    pub(crate) identity: Identity,
}

/// The facts about a message, except the facts that are equal for all messages of a receiver.
pub(crate) struct Facts<'r> {
    /// The first secret that matched.
    pub(super) entry: &'r Entry,
    pub(crate) instant: Option<UnixTime>,
    pub(crate) ttl_secs: Option<u64>,
    /// The id of the event, if it was read; otherwise empty.
    pub(crate) id: String,
    /// The smallest tag that matches, as in [`Identity`].
    pub(crate) tag: Option<Tag>,
    pub(crate) outcome: Option<Outcome>,
    /// The claims of a token. A token covers the whole body.
    pub(crate) claims: Option<String>,
}

impl<'r> Facts<'r> {
    /// The facts about a message of which only the secret is known.
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
    /// A key that identifies the message. The key is made only from authenticated data. It is empty if
    /// [`covers`](Self::covers) is [`Covers::Nothing`] and no id is signed.
    ///
    /// If the sender signs an id of the event, the key is made from the sender's name and this id. Then the key
    /// stays the same when the event is sent again, at another time or with another secret. Otherwise, the key is
    /// made from the tag that matches; if several tags match, from the smallest of them. No id is read from a body
    /// above 1 MiB, or from a body that is not JSON.
    ///
    /// The key is made by this function, not by the verification. Two endpoints that receive the same event get the
    /// same key for it, so each endpoint needs another name for its [`inbox`](crate::inbox).
    #[must_use]
    pub fn replay_key(&self) -> String {
        self.identity.key()
    }
}
