//! Access tokens, kept fresh by decisions: state in, decision and new state out.
//!
//! A [`Machine`] decides from a state, which is a text, and the time alone. It holds no clock, no promise and no
//! lock, so the same state gives the same answer in every isolate, and the host may keep the state
//! in any store.
//!
//! ```text
//!  issued                           early_at        must_at   expires
//!    |--------------- use -------------|-- use and --|-- refresh -|-- refresh, wait or fail -->
//!                                      |   refresh   |            |
//! ```
//!
//! To refresh is to take a lease ([`Machine::begin_refresh`]), to send the provider's token request,
//! and to commit what was answered ([`Machine::commit_refresh`]). Others use the token they have, or
//! wait for the end of the lease. A lease ends by itself, so a host that dies holds nobody up.
//!
//! - The life of a token counts from the sending of the request, never from the answer.
//! - A failure never deletes a token. Until a token ends, it is served.
//! - After a failure nobody asks again before a back-off has passed, nor before `Retry-After`.
//! - A late 401 of an older token changes nothing ([`Machine::on_unauthorized`]).
//! - A commit whose lease was taken over, or whose token was rejected meanwhile, is refused.

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
pub(crate) use machine::{MAX_LEASE_MS, MIN_CLOCK_MS, MIN_LEASE_MS};
pub use policy::Policy;
pub use reading::Shape;
pub(crate) use reading::{EndFormat, Reading};
pub use response::Answer;
pub(crate) use state::FORMAT;
