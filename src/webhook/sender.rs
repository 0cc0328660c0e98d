//! What is known of a sender beside the signature: data of a provider's profile.

use super::Table;

/// What is known of a sender beside the signature.
#[derive(Debug)]
#[non_exhaustive]
pub struct Sender {
    /// The member of the body that can hold a signed token (HS256) in the place of a signature;
    /// empty where there is none.
    pub token_member: &'static str,
    /// The claim that tells a token of one's own, which the sender did not make.
    pub own_claim: &'static str,
    /// The member that names an event, and is the same when the event is sent again; empty where
    /// there is none.
    pub event_id: &'static str,
    /// What a body tells.
    pub told: Table,
    /// What the claims of a token tell.
    pub told_by_token: Table,
    /// The body of the response that acknowledges a message.
    pub acknowledge: &'static str,
}

impl Sender {
    /// A sender of whom nothing is known.
    pub const UNKNOWN: &'static Self = &Self::NOTHING;

    pub(crate) const NOTHING: Self = Self {
        token_member: "",
        own_claim: "",
        event_id: "",
        told: Table::NONE,
        told_by_token: Table::NONE,
        acknowledge: "",
    };
}
