//! The identity of a message, from which its replay key is made.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

use crate::Tag;
use crate::digest::sha256;
use crate::encoding::hex::{self, Case};
use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::{Body, Compiled, Covers};

/// The maximum length of a body from which an id is read, in bytes. The message was found to be authentic before.
pub(crate) const MAX_BODY_WITH_ID: usize = 1024 * 1024;

/// The place of the event's id in the messages of a sender, and the sender's name.
#[derive(Debug, Default)]
pub(crate) struct EventId {
    pub(crate) name: String,
    /// The path of the member with the id; empty if no member with an id is signed.
    pub(crate) path: String,
    /// Whether the signature distinguishes a text from a number. This is true if the signature covers the body, and
    /// not only members of the body.
    pub(crate) is_of_body: bool,
}

impl EventId {
    /// Uses the path of the sender's profile if the member at this path can be an id; otherwise, the path of the scheme
    /// under the same condition; otherwise no path.
    pub(crate) fn new(scheme: &Compiled, name: &str, event_id: &str) -> Self {
        let covers = scheme.covers();
        let is_id = |path: &str| !path.is_empty() && scheme.has_event_id(path);
        let (name, path) = if is_id(event_id) {
            (name, event_id)
        } else if is_id(&scheme.event_id) {
            (&*scheme.name, &*scheme.event_id)
        } else {
            (&*scheme.name, "")
        };
        Self {
            name: name.into(),
            path: path.into(),
            is_of_body: matches!(covers, Covers::Body),
        }
    }

    /// The id in a body: a string that is not empty. If the signature does not distinguish types, the id may also
    /// be a number or a boolean. Then the id is the text in the body.
    pub(super) fn read(&self, root: Value<'_>) -> String {
        let id = root.at(&self.path);
        match id.map_or(Kind::Null, Value::kind) {
            Kind::String => id.and_then(Value::text).map(|text| (&*text).into()),
            Kind::Number | Kind::Bool if !self.is_of_body => id.map(|id| id.raw().into()),
            _ => None,
        }
        .unwrap_or_default()
    }
}

/// The identity of a message: the sender's id of the event, if the id is signed; otherwise the tag that matches.
///
/// The id depends neither on the secret nor on the time. So a key that is made from the id does not depend on them,
/// either. No id is read and no key is hashed before the caller asks for the key.
#[derive(Clone, Default)]
pub(crate) struct Identity {
    pub(super) event: Arc<EventId>,
    /// The id of the event, if it was read; otherwise empty.
    pub(crate) id: String,
    /// The smallest tag that matches; `None` if a tag does not identify the message.
    pub(crate) tag: Option<Tag>,
    /// The body, if the id has not been read from the body yet.
    pub(super) body: Body,
}

impl Identity {
    /// The replay key: 32 hex digits. The key is empty for a message without an identity.
    pub(super) fn key(&self) -> String {
        let mut found = String::new();
        let text = str::from_utf8(&self.body).unwrap_or_default();
        if let Ok(document) = Document::read_within(text, MAX_BODY_WITH_ID) {
            found = self.event.read(document.root());
        }
        let id = if found.is_empty() { &self.id } else { &found };
        let tag = self.tag.as_ref().map(Tag::as_bytes);
        replay_key(
            &self.event.name,
            &self.event.path,
            id,
            tag.unwrap_or_default(),
        )
    }
}

/// Makes a replay key. The key does not reveal the id or the tag from which it is made.
pub(crate) fn replay_key(name: &str, path: &str, id: &str, tag: &[u8]) -> String {
    let parts: [&[u8]; 6] = [
        b"payauth event id",
        name.as_bytes(),
        b"\0",
        path.as_bytes(),
        b"\0",
        id.as_bytes(),
    ];
    let digest = if !id.is_empty() {
        sha256(&parts)
    } else if !tag.is_empty() {
        sha256(&[b"payauth replay key", tag])
    } else {
        return String::new();
    };
    let (half, _) = digest.split_at(digest.len() / 2);
    hex::encode(half, Case::Lower)
}

/// Shows no part of the message.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity")
    }
}
