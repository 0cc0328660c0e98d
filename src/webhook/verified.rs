//! What is known of a message that is authentic.

use alloc::string::String;
use alloc::vec::Vec;

use super::identity::Identity;
use super::outcome::Outcome;
use super::secrets::Entry;
use crate::scheme::Covers;
use crate::{Tag, UnixTime};

/// What was found out about a message that is authentic.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verified {
    /// The id of the first secret that fitted.
    pub secret_id: String,
    /// When it was signed, where the scheme tells.
    pub timestamp: Option<UnixTime>,
    /// How long the message would be let through again, in seconds; `None` where no window ends that.
    pub replay_ttl_secs: Option<u64>,
    /// What the signature binds.
    pub covers: Covers,
    /// Why the scheme proves less than an HMAC over marked values does: `digest`, `secret-first`,
    /// `token` and `joined-members`; usually nothing.
    pub weak: Vec<&'static str>,
    /// What became of the payment, where the sender's profile tells; absent too for a body that is not JSON.
    /// A body that two readers could read differently is [`Verdict::Other`](super::Verdict::Other).
    pub outcome: Option<Outcome>,
    /// The claims of a token, as JSON.
    pub claims: Option<String>,
    /// The body of the response that acknowledges the message; its status is 200.
    pub acknowledge: String,
    pub(crate) identity: Identity,
}

/// What was found out about a message, without what is the same for all messages of a receiver.
pub(crate) struct Facts<'r> {
    /// The first secret that fitted.
    pub(super) entry: &'r Entry,
    pub(crate) instant: Option<UnixTime>,
    pub(crate) ttl_secs: Option<u64>,
    /// The id of the event, where it was read; otherwise empty.
    pub(crate) id: String,
    /// As in [`Identity`].
    pub(crate) tag: Option<Tag>,
    pub(crate) outcome: Option<Outcome>,
    /// Those of a token, which covers the body.
    pub(crate) claims: Option<String>,
}

impl<'r> Facts<'r> {
    /// What a secret fits, of which nothing else is known.
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
    /// Names the message, from authenticated data alone; empty where nothing in the body is covered.
    ///
    /// Where the sender has an id of the event in what it signs, the key is made of the sender's name
    /// and that id: it is the same when the event is sent again, signed at another time and with
    /// another secret. Elsewhere it is made of the tag of the secret that fits, whatever other secrets
    /// there are; where several fit, of the smallest tag. A body above 1 MiB, and one that is not JSON,
    /// has no id that is read.
    ///
    /// The key is made here, and not when the message is verified. Two endpoints that receive the same
    /// event have the same key for it, so each needs a different name for its [`inbox`](crate::inbox).
    #[must_use]
    pub fn replay_key(&self) -> String {
        self.identity.key()
    }
}
