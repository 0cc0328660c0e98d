//! The specification of payauth; the modules mirror `src/`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::panic,
    clippy::std_instead_of_core,
    unreachable_pub,
    reason = "a test may panic at an unexpected value"
)]

mod auth;
mod challenge;
mod clock;
mod encoding;
mod error;
mod explain;
mod field;
mod fuzz;
mod growth;
mod idempotency;
mod inbox;
mod jws;
mod mac;
mod packed;
mod provider;
mod rate_limit;
mod scheme;
mod secret;
mod support;
mod time;
mod token;
mod webhook;
