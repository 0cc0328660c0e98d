//! Signature schemes as data: what is signed, with what, and where the signature travels.
//!
//! A [`Scheme`] is a description; [`Compiled`] is what signs and verifies by it. There is one
//! description for both directions: a carrier is written when a message is signed, and taken apart
//! when it is verified.
//!
//! A message and a carrier are templates: text with placeholders in braces; a brace or a square
//! bracket itself is written twice.
//!
//! ```text
//! {body}          the raw bytes of the body (messages only, at most once)
//! {timestamp}     the instant, in the scheme's format; as received when it is verified
//! {id}            the id of the message, as received when it is verified
//! {url}           the URL that the message is sent to (messages only)
//! {field:a.b}     a member of the body, which is then JSON (messages only)
//! {field:a.b?}    the same, empty where it is absent
//! {signature}     the tag, in the scheme's encoding (carriers only)
//! ```
//!
//! In a path, `*` is the only element of an array. A member is text, a number as it stands in the
//! body, or `true` or `false`.

mod apart;
mod carriers;
pub mod catalog;
mod compile;
mod define;
mod description;
mod key;
mod message;
mod receive;
mod sign;
mod template;
#[cfg(feature = "explain")]
mod vary;

pub use compile::Compiled;
pub use description::{Carrier, Construction, Covers, HexCase, Place, Scheme};
pub use key::Key;
pub use message::Envelope;
pub(crate) use message::{Body, Progress, Values, as_text};
pub(crate) use receive::Received;
pub use sign::Signer;
pub(crate) use template::Part;
#[cfg(feature = "explain")]
pub(crate) use vary::Piece;
