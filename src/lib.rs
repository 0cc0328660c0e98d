#![doc = include_str!("../docs/rust.md")]
//!
//! # Where things are
//!
//! | task | items |
//! |---|---|
//! | sign a request to a provider | [`provider::Client`], [`provider::Call`], [`AuthorizedRequest`] |
//! | keep an access token fresh | [`token::Machine`], [`token::Decision`] |
//! | verify a webhook | [`webhook::Receiver`], [`webhook::Delivery`], [`webhook::Verified`] |
//! | use a public scheme, or describe one | [`scheme::catalog`], [`scheme::Scheme`], [`scheme::Compiled::define`] |
//! | compute an HMAC | [`MacKey`], [`Tag`], [`Algorithm`] |
//! | write or read `Authorization` | [`auth`] |
//! | make an idempotency key | [`idempotency`] |
//! | handle a message once | [`inbox`] |
//! | limit calls per second | [`rate_limit`] |
//! | learn the offset of a server's clock | [`clock`] |
//! | sign HS256 tokens | [`jws`] |
//! | handle an error | [`Error`], [`ErrorKind`], [`Blame`] |
#![no_std]

extern crate alloc;

pub mod auth;
pub mod clock;
pub mod encoding;
#[cfg(feature = "explain")]
pub mod explain;
pub mod idempotency;
pub mod inbox;
pub mod jws;
pub mod provider;
pub mod rate_limit;
pub mod scheme;
pub mod token;
pub mod webhook;

mod border;
mod choices;
mod definition;
mod digest;
mod error;
mod field;
mod grammar;
mod item;
mod mac;
mod outlined;
mod owner;
mod packed;
mod pairs;
mod request;
mod secret;
mod secret_bytes;
mod secret_text;
mod tag_text;
mod text;
mod time;
mod wipe;

#[cfg(feature = "wasm-facts")]
pub mod facts;
#[cfg(feature = "wasm-boundary")]
pub mod wasm;
#[cfg(feature = "web")]
pub mod web;

pub use encoding::Encoding;
pub use error::{Blame, Error, ErrorKind};
pub use field::Fields;
pub use mac::{Algorithm, Mac, MacKey, Tag};
pub use pairs::PairsIter;
pub use request::AuthorizedRequest;
pub use secret::{Secret, SecretEncoding};
pub use secret_text::SecretText;
pub use tag_text::TagText;
pub use time::{TimestampFormat, UnixTime};
