//! What is known of a sender beside the signature: data of a provider's profile.

use alloc::string::String;

use super::Table;

/// What is known of a sender beside the signature.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Sender {
    /// The member of the body that can hold a signed token (HS256) in the place of a signature;
    /// empty where there is none.
    pub token_member: String,
    /// The claim that tells a token of one's own, which the sender did not make.
    pub own_claim: String,
    /// The member that names an event, and is the same when the event is sent again; empty where
    /// there is none.
    pub event_id: String,
    /// What a body tells.
    pub told: Table,
    /// What the claims of a token tell.
    pub told_by_token: Table,
    /// The body of the response that acknowledges a message.
    pub acknowledge: String,
}
