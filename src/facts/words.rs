//! Words: the names of values that can be chosen, and texts with a fixed meaning.

use alloc::vec;
use alloc::vec::Vec;

use crate::provider::FIELD;
use crate::scheme::words as of_schemes;
use crate::{Blame, token, webhook, wipe};

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:expr;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $value;)+

        /// Every text: its name, its value and its documentation.
        pub const TEXTS: &[(&str, &str, &str)] =
            &[$((stringify!($name), $name, concat!($($doc),+))),+];
    };
}

texts! {
    /// The text that is shown instead of a secret.
    REDACTED = wipe::REDACTED;
    /// The prefix of a path that names a header field of an answer.
    FIELD_PREFIX = FIELD;
    /// The line of a flag that is set. If it is not set, the line is empty.
    YES = "1";

    /// The name of a message's method among its header fields. No field has a name with a colon.
    NAME_METHOD = ":method";
    /// The name of a message's nonce among its header fields.
    NAME_NONCE = ":nonce";
    /// The name of a message's key id among its header fields.
    NAME_KEY_ID = ":key";
    /// The prefix of the name of an id among the header fields.
    ID_PREFIX = ":#";
    /// The prefix of the name of a variable among the header fields.
    VAR_PREFIX = "::";

    /// The message to explain belongs to a scheme.
    EXPLAINS_SCHEME = "scheme";
    /// The message to explain is a webhook of a provider.
    EXPLAINS_WEBHOOK = "webhook";
    /// The message to explain is a request to a provider.
    EXPLAINS_REQUEST = "request";

    /// Another caller has the lease.
    LEASE_HELD = "held";
    /// This caller has the lease.
    LEASE_GRANTED = "granted";

    /// The caller must run the handler.
    INBOX_RUN = "run";
    /// The message was handled.
    INBOX_DUPLICATE = "duplicate";
    /// Another caller handles the message.
    INBOX_IN_PROGRESS = "in-progress";
    /// The step was executed.
    INBOX_KEPT = "kept";
    /// Another caller has taken over the lease.
    INBOX_LOST = "lost";

    /// The signature covers the whole body.
    COVERS_BODY = "body";
    /// The signature does not cover the message: it is constant.
    COVERS_NOTHING = "nothing";
}

/// The words of each type, by the type's name in the facade. Words that have numbers are in the order of
/// these numbers.
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
