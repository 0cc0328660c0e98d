//! The words that the wasm module and the TypeScript code share: the names of the values that a user can choose, and
//! texts with a fixed meaning.

use alloc::vec;
use alloc::vec::Vec;

use crate::provider::FIELD;
use crate::scheme::words as of_schemes;
use crate::{Blame, token, webhook, wipe};

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:expr;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $value;)+

        /// Every text: the name, the value and the documentation.
        pub const TEXTS: &[(&str, &str, &str)] =
            &[$((stringify!($name), $name, concat!($($doc),+))),+];
    };
}

texts! {
    /// The text that is shown instead of a secret.
    REDACTED = wipe::REDACTED;
    /// The beginning of a path that names a header field of an answer.
    FIELD_PREFIX = FIELD;
    /// The line of a record for a flag that is set. The line for a flag that is not set is empty.
    YES = "1";

    /// The name under which the header fields contain the method of a message. No real field has a name with a
    /// colon.
    NAME_METHOD = ":method";
    /// The name under which the header fields contain the nonce of a message.
    NAME_NONCE = ":nonce";
    /// The name under which the header fields contain the key id of a message.
    NAME_KEY_ID = ":key";
    /// The beginning of the name under which the header fields contain an id of a message.
    ID_PREFIX = ":#";
    /// The beginning of the name under which the header fields contain the value of a scheme's variable.
    VAR_PREFIX = "::";

    /// The message to explain belongs to a scheme.
    EXPLAINS_SCHEME = "scheme";
    /// The message to explain is a webhook of a provider.
    EXPLAINS_WEBHOOK = "webhook";
    /// The message to explain is a request to a provider.
    EXPLAINS_REQUEST = "request";

    /// Another caller has the lease of the token refresh.
    LEASE_HELD = "held";
    /// This caller has the lease of the token refresh.
    LEASE_GRANTED = "granted";

    /// The caller must run the handler.
    INBOX_RUN = "run";
    /// The message was handled before.
    INBOX_DUPLICATE = "duplicate";
    /// Another caller handles the message.
    INBOX_IN_PROGRESS = "in-progress";
    /// The step of the inbox was executed.
    INBOX_KEPT = "kept";
    /// Another caller has taken over the lease of the message.
    INBOX_LOST = "lost";

    /// The signature covers the whole body.
    COVERS_BODY = "body";
    /// The signature covers no part of the message: the signature is a constant text.
    COVERS_NOTHING = "nothing";
}

/// The words of each type, with the name that the type has in TypeScript. If words have numbers, the words are in the
/// order of the numbers.
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
