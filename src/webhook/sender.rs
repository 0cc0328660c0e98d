//! What is known of a sender beside the signature: data of a provider's profile.

use alloc::string::String;

use super::Table;

/// What is known of a sender beside the signature.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Sender {
    /// The member of the body that can hold a signed token (HS256) in the place of a signature;
    /// empty if there is none.
    pub token_member: String,
    /// A claim that is found only in tokens that we signed ourselves. The sender did not make such a token.
    pub own_claim: String,
    /// The member with the id of an event, which is the same when the event is sent again. Empty if there is
    /// no such member.
    pub event_id: String,
    /// What a body tells.
    pub told: Table,
    /// What the claims of a token tell.
    pub told_by_token: Table,
    /// The body of the response that acknowledges a message.
    pub acknowledge: String,
}
