//! The boundary to JavaScript: flat calls over one scratch buffer in linear memory.
//!
//! The facade writes text straight into the buffer with `TextEncoder.encodeInto`, passes lengths as
//! numbers, and reads the answer back with one decode. That is several times as fast as passing
//! strings. The input is only in this buffer, so no other memory must be wiped.
//!
//! A call receives several texts as lines; the facade makes sure that no line contains a line
//! break. A call returns an `i32`: zero or more is a length, a handle or a truth value; a negative
//! number is a failure, whose record has that many bytes. This module decides nothing.
//!
//! The package has five builds of this module: `define.wasm` reads definitions, `explain.wasm`
//! explains a mismatch, and `core.wasm` does everything else, with compiled definitions.
//! `hmac.wasm` and `webhooks.wasm` each have the part of `core.wasm` that `payauth/hmac` or
//! `payauth/webhooks` needs.

#![expect(clippy::must_use_candidate, reason = "only JavaScript calls these")]
#![cfg_attr(
    not(feature = "wasm-engine"),
    expect(dead_code, reason = "only an engine uses all of the shared code")
)]

#[cfg(feature = "wasm-hmac")]
pub mod auth;
#[cfg(feature = "wasm")]
pub mod client;
#[cfg(feature = "wasm-define")]
pub mod define;
#[cfg(feature = "wasm-explain")]
pub mod explain;
#[cfg(any(feature = "wasm-webhooks", feature = "wasm-explain"))]
mod given;
#[cfg(feature = "wasm-engine")]
mod handles;
#[cfg(feature = "wasm-hmac")]
pub mod idempotency;
#[cfg(feature = "wasm-webhooks")]
pub mod inbox;
mod instance;
#[cfg(feature = "wasm-engine")]
pub mod mac;
pub mod memory;
#[cfg(feature = "wasm")]
mod outgoing;
#[cfg(feature = "wasm-engine")]
mod pending;
#[cfg(feature = "wasm-hmac")]
pub mod rate_limit;
#[cfg(feature = "wasm")]
pub mod request;
mod scratch;
#[cfg(feature = "wasm-hmac")]
pub mod time;
#[cfg(feature = "wasm")]
pub mod token;
#[cfg(feature = "wasm-webhooks")]
pub mod webhook;
