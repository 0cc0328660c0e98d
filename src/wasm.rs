//! The boundary to JavaScript. All calls use one scratch buffer in the linear memory, and have only numbers as
//! arguments.
//!
//! The facade is the TypeScript code of the npm package. It writes texts directly into the buffer with
//! `TextEncoder.encodeInto`, passes the lengths of the texts as numbers, and decodes the answer in one step. This way
//! is several times as fast as passing strings. The input is only in this buffer, so no other memory must be wiped.
//!
//! A call receives several texts as lines; the facade makes sure that no line contains a line break. A call returns
//! an `i32`. A number of at least 0 is a length, a handle or a truth value. A negative number means a failure: its
//! absolute value is the length of the error record in bytes. This module makes no decisions.
//!
//! The package has five builds of this module. `define.wasm` reads definitions, `explain.wasm` explains a mismatch,
//! and `core.wasm` does everything else, with compiled definitions. `hmac.wasm` and `webhooks.wasm` each have the
//! part of `core.wasm` that `payauth/hmac` or `payauth/webhooks` needs.

#![expect(
    clippy::must_use_candidate,
    reason = "only JavaScript calls these functions"
)]
#![cfg_attr(
    not(feature = "wasm-engine"),
    expect(
        dead_code,
        reason = "only the builds with an engine use all of the shared code"
    )
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
