#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

pub mod auth;
pub mod clock;
pub mod encoding;
#[cfg(feature = "explain")]
pub mod explain;
pub mod idempotency;
pub mod jws;
pub mod provider;
pub mod rate_limit;
pub mod scheme;
pub mod token;
pub mod webhook;

mod digest;
mod error;
mod field;
mod grammar;
mod mac;
mod owner;
mod request;
mod secret;
mod text;
mod time;

#[cfg(any(feature = "wasm", feature = "wasm-explain"))]
pub mod wasm;
#[cfg(feature = "web")]
pub mod web;

pub use encoding::{Encoding, TagText};
pub use error::{Blame, Error, ErrorKind};
pub use field::Fields;
pub use mac::{Algorithm, Mac, MacKey, Tag};
pub use request::AuthorizedRequest;
pub use secret::{Secret, SecretEncoding, SecretText};
pub use text::PairsIter;
pub use time::{TimestampFormat, UnixTime};
