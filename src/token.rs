//! Access tokens that are refreshed in time. Each function takes a state, and returns a decision and the new state.
//!
//! A [`Machine`] decides only from the time and a state, which is a text. It has no clock, no promise and no lock.
//! So the same state leads to the same decision in every isolate, and the host may keep the state in any store.
//!
//! ```text
//!  issued                           early_at        must_at   expires
//!    |--------------- use -------------|-- use and --|-- refresh -|-- refresh, wait or fail -->
//!                                      |   refresh   |            |
//! ```
//!
//! A refresh has three steps: take a lease ([`Machine::begin_refresh`]), send the provider's token request, and
//! commit the answer ([`Machine::commit_refresh`]). In the meantime, other callers use the current token, or wait
//! until the lease ends. A lease expires, so a host that crashes does not block other hosts.
//!
//! - The lifetime of a token begins when the request is sent, not when the answer arrives.
//! - A failure never deletes a token. The token is used until it expires.
//! - After a failure, no call requests a token before the back-off and the time of `Retry-After` have passed.
//! - A 401 for an older token changes nothing, even if it arrives late ([`Machine::on_unauthorized`]).
//! - A commit is rejected if its lease was taken over, or if its token was rejected in the meantime.

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
