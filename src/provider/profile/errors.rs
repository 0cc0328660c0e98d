//! Where an error answer says what.

use alloc::string::String;
use alloc::vec::Vec;

/// What a path begins with that leads to a header field.
pub(crate) const FIELD: &str = "header:";

/// Where an error answer says what; the first path that leads somewhere counts.
#[derive(Debug)]
#[non_exhaustive]
pub struct ErrorShape {
    /// When an answer is an error although its status is not.
    pub when: Option<When>,
    /// Paths to the message.
    pub message: Vec<String>,
    /// Paths to a code.
    pub code: Vec<String>,
    /// Paths to the id of the request.
    pub request_id: Vec<String>,
    /// Where the messages by field are.
    pub fields: FieldErrors,
    /// Statuses after which the same request may be sent again, later.
    pub retry_later: Vec<u16>,
    /// Statuses that say that the operation may exist already, if it was sent before.
    pub may_exist: Vec<u16>,
    /// The fields that say when to ask again, after `Retry-After` itself.
    pub retry_after: Vec<(String, RetryFormat)>,
}

/// A member that tells an error from a success.
#[derive(Debug)]
#[non_exhaustive]
pub struct When {
    /// The path of the member.
    pub path: String,
    /// The texts that it is compared with.
    pub texts: Vec<String>,
    /// What the texts are.
    pub rule: Rule,
}

/// What makes an error of a member that is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// Whatever it says.
    There,
    /// It is one of the texts.
    Is,
    /// It differs from each of the texts.
    Not,
}

impl Rule {
    pub(crate) const ALL: [Self; 3] = [Self::There, Self::Is, Self::Not];
}

/// Where the messages by field are.
#[derive(Debug)]
#[non_exhaustive]
pub enum FieldErrors {
    /// Nowhere.
    None,
    /// An object of messages by field is at this path.
    Object(String),
    /// A list of objects.
    List {
        /// The path of the list.
        list: String,
        /// The path, in an object of it, to the field's name.
        name: String,
        /// The paths, in an object of it, to the message.
        message: Vec<String>,
    },
}

/// How a field says when to ask again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RetryFormat {
    /// Seconds from now.
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
