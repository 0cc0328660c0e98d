//! Access tokens, kept fresh by decisions: state in, decision and new state out.
//!
//! A [`Machine`] decides only from a state, which is a text, and the time. It has no clock, no promise and no
//! lock, so the same state leads to the same decision in every isolate, and the host may keep the
//! state in any store.
//!
//! ```text
//!  issued                           early_at        must_at   expires
//!    |--------------- use -------------|-- use and --|-- refresh -|-- refresh, wait or fail -->
//!                                      |   refresh   |            |
//! ```
//!
//! A refresh has three steps: take a lease ([`Machine::begin_refresh`]), send the provider's token
//! request, and commit the answer ([`Machine::commit_refresh`]). Meanwhile, other callers use the
//! current token, or wait for the end of the lease. A lease expires, so a host that crashes does
//! not block the others.
//!
//! - The lifetime of a token begins when the request is sent, not when the answer arrives.
//! - A failure never deletes a token. It is used until it expires.
//! - After a failure, no call requests a token before the back-off and `Retry-After` have passed.
//! - A late 401 of an older token changes nothing ([`Machine::on_unauthorized`]).
//! - A commit whose lease was taken over, or whose token was rejected meanwhile, is rejected.

mod decision;
mod machine;
mod newer;
mod packed;
mod policy;
mod reading;
mod response;
mod state;

pub use decision::{Action, Commit, Decision, Refresh, Verdict};
pub use machine::Machine;
#[cfg(feature = "wasm-facts")]
pub(crate) use machine::{MIN_CLOCK_MS, MIN_LEASE_MS};
pub use policy::Policy;
pub use reading::Shape;
pub(crate) use reading::{EndFormat, Reading};
pub use response::Answer;
pub(crate) use state::FORMAT;
#[cfg(feature = "wasm-facts")]
pub(crate) use state::MAX_LEASE_MS;
