//! The facts about a sender besides its scheme: data of a provider's profile.

use alloc::string::String;

use super::Table;

/// The facts about a sender besides its scheme.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Sender {
    /// The member of the body that can contain a signed token (HS256) instead of a signature; empty if there is
    /// no such member.
    pub token_member: String,
    /// A claim that is found only in tokens that we signed ourselves. The sender did not make such a token.
    pub own_claim: String,
    /// The member with the id of an event; empty if there is no such member. The id is the same when the
    /// event is sent again.
    pub event_id: String,
    /// The outcomes that a body reports.
    pub told: Table,
    /// The outcomes that the claims of a token report.
    pub told_by_token: Table,
    /// The body of the response that acknowledges a message.
    pub acknowledge: String,
}
