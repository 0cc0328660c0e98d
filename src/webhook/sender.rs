//! The facts about a sender that are not in its scheme. They are from the profile of a provider.

use alloc::string::String;

use super::Table;

/// The facts about a sender that are not in its scheme.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Sender {
    /// The path of the member of the body that can contain a signed token (HS256) instead of a signature; empty if
    /// there is no such member.
    pub token_member: String,
    /// The path of a claim that is found only in tokens that we signed ourselves; empty if there is no such claim. A
    /// token with this claim was not made by the sender.
    pub own_claim: String,
    /// The path of the member that contains the id of an event; empty if there is no such member. The id stays the
    /// same when the event is sent again.
    pub event_id: String,
    /// The table of the outcomes that a body reports.
    pub told: Table,
    /// The table of the outcomes that the claims of a token report.
    pub told_by_token: Table,
    /// The body of the response that acknowledges a message.
    pub acknowledge: String,
}
