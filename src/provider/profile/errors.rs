//! Where an error answer says what.

/// Where an error answer says what; the first path that leads somewhere counts.
#[derive(Debug)]
#[non_exhaustive]
pub struct ErrorShape {
    /// Paths to the message.
    pub message: &'static [&'static str],
    /// Paths to a code.
    pub code: &'static [&'static str],
    /// Paths to the id of the request.
    pub request_id: &'static [&'static str],
    /// The path to an object of messages by field.
    pub fields: &'static str,
    /// Statuses after which the same request may be sent again, later.
    pub retry_later: &'static [u16],
    /// Statuses that say that the operation may exist already, if it was sent before.
    pub may_exist: &'static [u16],
}
