//! Signature schemes as data. A scheme describes the text that is signed, the way it is signed, and the place of
//! the signature.
//!
//! A [`Scheme`] is a description, and [`Compiled`] signs and verifies. A carrier is a place in which values of a
//! message are sent: a header field, a parameter, or a member of the body. The same description is used to write a
//! carrier when a message is signed, and to parse the carrier when the message is verified.
//!
//! The message and each carrier are templates, which are texts with placeholders in braces. Double a brace or a
//! square bracket to write it as text.
//!
//! In a definition, a part of the message in square brackets is a group: one placeholder, with text before or after
//! it. The group is left out if the placeholder has no value.
//!
//! ```text
//! {body}          the raw bytes of the body (messages only, at most once)
//! {timestamp}     the instant, in the scheme's format; in verification, the received text
//! {id}            the id of the message; in verification, the received text
//! {url}           the URL that the message is sent to (messages only)
//! {field:a.b}     a member of the body, which is then JSON (messages only)
//! {field:a.b?}    the same member, or empty text if it is absent
//! {signature}     the tag, in the scheme's encoding (carriers only)
//! ```
//!
//! In the path of a member, `*` is the only element of an array. The value of a member must be a string, a number,
//! `true` or `false`. A number is signed as it is written in the body.

mod address;
mod apart;
mod beside;
mod body;
mod carriers;
mod carry;
pub mod catalog;
mod check;
mod compile;
mod context;
mod covers;
mod define;
mod description;
mod digest;
mod digests;
mod envelope;
mod found;
mod given;
mod inputs;
mod key;
mod key_member;
mod message;
mod misread;
mod names;
mod needs;
mod nonce;
mod options;
mod packed;
mod params;
mod part;
#[cfg(feature = "wasm")]
mod prepare;
mod reader;
mod receive;
mod sign;
mod template;
mod values;
#[cfg(feature = "explain")]
mod vary;
pub(crate) mod words;

#[cfg(feature = "explain")]
pub(crate) use address::authority;
pub(crate) use body::{Body, as_json, as_text, longest};
pub(crate) use carry::Signed;
pub(crate) use check::JOINED_ID;
pub use compile::Compiled;
pub(crate) use context::Context;
pub use covers::Covers;
pub use description::{Carrier, Construction, HexCase, Place, Scheme};
pub use envelope::Envelope;
pub(crate) use found::Received;
pub(crate) use inputs::MessageInputs;
pub use key::Key;
pub(crate) use message::TagStream;
pub(crate) use misread::is_opposite_format;
pub(crate) use part::Part;
#[cfg(feature = "wasm")]
pub(crate) use prepare::PreparedMessage;
pub use sign::Signer;
#[cfg(feature = "explain")]
pub(crate) use vary::TemplatePiece;
