//! Where the parts of an error answer are.

use alloc::string::String;
use alloc::vec::Vec;

/// The prefix of a path that leads to a header field.
pub(crate) const FIELD: &str = "header:";

/// Where the parts of an error answer are. The first path that leads to a value is used.
#[derive(Debug)]
#[non_exhaustive]
pub struct ErrorShape {
    /// Which answers are errors, although their status means success.
    pub when: Option<When>,
    /// Paths to the message.
    pub message: Vec<String>,
    /// Paths to a code.
    pub code: Vec<String>,
    /// Paths to the id of the request.
    pub request_id: Vec<String>,
    /// Where the messages by field are.
    pub fields: FieldErrors,
    /// Statuses after which the same request may be sent again later.
    pub retry_later: Vec<u16>,
    /// Statuses which mean that the operation may exist already, if it was sent before.
    pub may_exist: Vec<u16>,
    /// The fields that say when to retry, after `Retry-After` itself.
    pub retry_after: Vec<(String, RetryFormat)>,
}

/// A member that distinguishes an error from a success.
#[derive(Debug)]
#[non_exhaustive]
pub struct When {
    /// The path of the member.
    pub path: String,
    /// The texts that it is compared with.
    pub texts: Vec<String>,
    /// How the member is compared with the texts.
    pub rule: Rule,
}

/// When a member that is present means an error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// Always: the value does not matter.
    There,
    /// If its value is one of the texts.
    Is,
    /// If its value differs from each of the texts.
    Not,
}

impl Rule {
    pub(crate) const ALL: [Self; 3] = [Self::There, Self::Is, Self::Not];
}

/// Where the messages by field are.
#[derive(Debug)]
#[non_exhaustive]
pub enum FieldErrors {
    /// The answers have no messages by field.
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

/// How a field says when to retry.
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
