//! What a message is told from others by.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

use crate::Tag;
use crate::digest::sha256;
use crate::encoding::hex::{self, Case};
use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::{Body, Compiled, Covers};

/// The longest body in which an id is read once the message is known to be authentic.
pub(crate) const MAX_BODY_WITH_ID: usize = 1024 * 1024;

/// Where a sender's messages have the id of their event, and whose it is.
#[derive(Debug, Default)]
pub(crate) struct EventId {
    pub(crate) name: String,
    /// The path of the member; empty where the body has none that is covered.
    pub(crate) path: String,
    /// Whether the signature tells text from a number: it covers the body, and not its members alone.
    pub(crate) is_of_body: bool,
}

impl EventId {
    /// The sender's own, if it is covered; else that of the scheme.
    pub(crate) fn new(scheme: &Compiled, name: &str, event_id: &str) -> Self {
        let covers = scheme.covers();
        let is_covered = !event_id.is_empty() && covers.has_member(event_id);
        let (name, path) = if is_covered {
            (name, event_id)
        } else {
            (&*scheme.name, &*scheme.event_id)
        };
        Self {
            name: name.into(),
            path: path.into(),
            is_of_body: matches!(covers, Covers::Body),
        }
    }

    /// The id in a body: text that is not empty; or a number or a truth as it stands there, where the
    /// signature does not tell it from text.
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

/// What a message is told from others by: the sender's id of the event where what is covered has one,
/// else the tag of the secret that fits.
///
/// An id is good whoever signed it and when, so a key that is made of it has no secret in it. Nothing
/// is read or hashed before the key is asked for.
#[derive(Clone, Default)]
pub(crate) struct Identity {
    pub(super) event: Arc<EventId>,
    /// The id, where it was read.
    pub(crate) id: String,
    /// The smallest tag that fits; none where it names nothing.
    pub(crate) tag: Option<Tag>,
    /// The body, where the id is still to be read.
    pub(super) body: Body,
}

impl Identity {
    /// 32 hex digits; nothing for a message that cannot be told from another.
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

/// A key that tells neither the id nor the tag that it is made of.
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

/// Says nothing of what a message holds.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity")
    }
}
