//! Webhooks: whether a message that was received is the sender's, and how far that goes.
//!
//! ```text
//! scheme + secrets ──► Receiver
//! Receiver + Delivery + body ──► Verified: which secret, when, what is covered, a replay key
//!                              | an error: one kind for everything that does not fit
//! ```
//!
//! - The body is its bytes. It is read as JSON only where the signature is in it, or where the
//!   provider's profile tells an outcome, and then after it was verified.
//! - Every secret is tried with every signature, in constant time, also after one fitted.
//! - A timestamp counts into the past and into the future, and only once it is known to be signed.
//! - A replay key is made of authenticated data alone; [`inbox`](crate::inbox) handles each message once.
//!
//! [`ErrorKind::Signature`] says that no secret made any of the signatures over this content, and no
//! more; it is for logs, not for the response.
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
pub use receiver::{Receiver, Receiving};
pub use secrets::{Secrets, Validity};
pub use sender::Sender;
#[cfg(feature = "wasm-webhooks")]
pub(crate) use verified::Facts;
pub use verified::Verified;
