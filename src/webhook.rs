//! Webhooks: verifies that the sender signed a received message, and reports which parts the signature covers.
//!
//! ```text
//! scheme + secrets ──► Receiver
//! Receiver + Delivery + body ──► Verified: the secret's id, the time, the covered parts, a replay key
//!                              | an error, of the same kind for every mismatch
//! ```
//!
//! - The body is bytes. It is parsed before the verification only if it contains the signature or signed members.
//!   It is parsed after the verification if the provider's profile defines outcomes.
//! - Every secret is tried with every signature, in constant time, even after a signature matched.
//! - The time window applies to the past and to the future. It is checked only after the signature was verified.
//! - A replay key is made only from authenticated data. With the key, [`inbox`](crate::inbox) handles each message
//!   once.
//!
//! [`ErrorKind::Signature`] says only that no secret produces any of the signatures for this content. The error is
//! for logs, not for the response.
//!
//! [`ErrorKind::Signature`]: crate::ErrorKind::Signature

mod conclude;
mod delivery;
mod identity;
mod outcome;
mod packed;
mod receiver;
mod secrets;
mod sender;
mod token;
mod verified;

pub use delivery::{Delivery, Window};
#[cfg(feature = "wasm-facts")]
pub(crate) use identity::MAX_BODY_WITH_ID;
#[cfg(feature = "wasm-webhooks")]
pub(crate) use identity::{EventId, replay_key};
pub use outcome::{Cell, Outcome, Row, Table, Verdict};
#[cfg(feature = "wasm-webhooks")]
pub(crate) use receiver::ONLY_SIGNS;
pub use receiver::{Receiver, Receiving};
#[cfg(any(feature = "explain", feature = "wasm-webhooks"))]
pub(crate) use secrets::SECRETS;
pub use secrets::{Secrets, Validity};
pub use sender::Sender;
#[cfg(feature = "wasm-webhooks")]
pub(crate) use verified::Facts;
pub use verified::Verified;
