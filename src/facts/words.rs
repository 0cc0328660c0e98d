//! Words: the names of what can be chosen, and texts with a meaning.

use alloc::vec;
use alloc::vec::Vec;

use crate::provider::FIELD;
use crate::scheme::words as of_schemes;
use crate::{Blame, token, webhook, wipe};

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:expr;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $value;)+

        /// Every text: its name, itself and what it says of itself.
        pub const TEXTS: &[(&str, &str, &str)] =
            &[$((stringify!($name), $name, concat!($($doc),+))),+];
    };
}

texts! {
    /// What is shown in place of a secret.
    REDACTED = wipe::REDACTED;
    /// The beginning of a path that names a header field of an answer.
    FIELD_PREFIX = FIELD;
    /// A flag that is set; one that is not is an empty line.
    YES = "1";

    /// The name of a message's method among its header fields. No field has a name with a colon.
    NAME_METHOD = ":method";
    /// The name of a message's nonce among its header fields.
    NAME_NONCE = ":nonce";
    /// The name of a message's key id among its header fields.
    NAME_KEY_ID = ":key";
    /// What precedes the name of an id among the header fields.
    ID_PREFIX = ":#";
    /// What precedes the name of a variable among the header fields.
    VAR_PREFIX = "::";

    /// What is explained is a message of a scheme.
    EXPLAINS_SCHEME = "scheme";
    /// What is explained is a webhook of a provider.
    EXPLAINS_WEBHOOK = "webhook";
    /// What is explained is a request to a provider.
    EXPLAINS_REQUEST = "request";

    /// Another caller has the lease.
    LEASE_HELD = "held";
    /// This caller has the lease.
    LEASE_GRANTED = "granted";

    /// The handler is to be run.
    INBOX_RUN = "run";
    /// The message was handled.
    INBOX_DUPLICATE = "duplicate";
    /// Another caller handles the message.
    INBOX_IN_PROGRESS = "in-progress";
    /// The step was made.
    INBOX_KEPT = "kept";
    /// Another caller has taken the lease over.
    INBOX_LOST = "lost";

    /// The signature covers the whole body.
    COVERS_BODY = "body";
    /// The signature covers nothing that changes.
    COVERS_NOTHING = "nothing";
}

/// Words in the order of their numbers, where they have some, by the names that the facade gives their type.
#[must_use]
pub fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    let schemes = of_schemes::all();
    let token = vec![
        (
            "TokenAction",
            token::Action::ALL.map(token::Action::as_str).to_vec(),
        ),
        (
            "Verdict",
            token::Verdict::ALL.map(token::Verdict::as_str).to_vec(),
        ),
    ];
    let others = vec![
        ("Blame", Blame::ALL.map(Blame::as_str).to_vec()),
        (
            "BasicAuthMode",
            crate::auth::basic::UserPass::ALL
                .map(crate::auth::basic::UserPass::name)
                .to_vec(),
        ),
        (
            "PaymentVerdict",
            webhook::Verdict::ALL.map(webhook::Verdict::as_str).to_vec(),
        ),
        (
            "InboxVerdict",
            vec![
                INBOX_RUN,
                INBOX_DUPLICATE,
                INBOX_IN_PROGRESS,
                INBOX_KEPT,
                INBOX_LOST,
            ],
        ),
        #[cfg(feature = "explain")]
        ("Mistake", crate::explain::mistakes().collect()),
    ];
    [schemes, token, others].concat()
}
