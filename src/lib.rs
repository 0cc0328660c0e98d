#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

pub mod encoding;

mod error;
mod mac;
mod secret;

#[cfg(feature = "wasm")]
pub mod wasm;

pub use encoding::Encoding;
pub use error::{Blame, Error, ErrorKind};
pub use mac::{Algorithm, Mac, MacKey, Tag};
pub use secret::{Secret, SecretEncoding};
