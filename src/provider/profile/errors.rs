//! The places of the parts of an error answer.

use alloc::string::String;
use alloc::vec::Vec;

/// The beginning of a path that names a header field.
pub(crate) const FIELD: &str = "header:";

/// The places of the parts of an error answer. If there are several paths for a part, the first path that leads to
/// a value is used.
#[derive(Debug)]
#[non_exhaustive]
pub struct ErrorShape {
    /// The rule for answers that are errors although their status means success.
    pub when: Option<When>,
    /// The paths of the message.
    pub message: Vec<String>,
    /// The paths of the code.
    pub code: Vec<String>,
    /// The paths of the id of the request.
    pub request_id: Vec<String>,
    /// The place of the messages that belong to fields of the request.
    pub fields: FieldErrors,
    /// The statuses after which the same request may be sent again later.
    pub retry_later: Vec<u16>,
    /// The statuses which mean that the operation may already exist, if it was sent before.
    pub may_exist: Vec<u16>,
    /// The fields that contain the time of a retry, each with its format. They are used if there is no
    /// `Retry-After`.
    pub retry_after: Vec<(String, RetryFormat)>,
}

/// A member that distinguishes an error from a success.
#[derive(Debug)]
#[non_exhaustive]
pub struct When {
    /// The path of the member.
    pub path: String,
    /// The texts with which the member is compared.
    pub texts: Vec<String>,
    /// How the member is compared with the texts.
    pub rule: Rule,
}

/// The condition under which a member that is present means an error. A member that is `null` counts as missing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The value of the member does not matter, but an empty array or object counts as missing.
    There,
    /// The value of the member is one of the texts.
    Is,
    /// The value of the member is not one of the texts.
    Not,
}

impl Rule {
    pub(crate) const ALL: [Self; 3] = [Self::There, Self::Is, Self::Not];
}

/// The place of the messages that belong to fields of the request.
#[derive(Debug)]
#[non_exhaustive]
pub enum FieldErrors {
    /// The answers have no messages that belong to fields.
    None,
    /// The path of an object whose members are messages, each under the name of its field.
    Object(String),
    /// A list with an object for each message.
    List {
        /// The path of the list.
        list: String,
        /// The path of the field's name, inside an object of the list.
        name: String,
        /// The paths of the message, inside an object of the list.
        message: Vec<String>,
    },
}

/// The format of the time of a retry in a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RetryFormat {
    /// Seconds from the arrival of the answer.
    Seconds,
    /// Seconds since 1970.
    Unix,
    /// Milliseconds since 1970.
    UnixMillis,
    /// An HTTP date.
    HttpDate,
}

impl RetryFormat {
    pub(crate) const ALL: [Self; 4] = [Self::Seconds, Self::Unix, Self::UnixMillis, Self::HttpDate];
}
