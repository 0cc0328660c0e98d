//! What is signed: the message template, filled.

use alloc::vec::Vec;
use core::ops::Deref;

use super::key::Key;
use super::template::Part;
use super::{Compiled, Construction};
use crate::digest::sha256;
use crate::encoding::json::{self, Kind, Value};
use crate::wipe::wipe;
use crate::{Error, ErrorKind, Mac, SecretText, Tag, UnixTime, grammar};

const LONGEST_ID: usize = 255;

/// What a message of one's own is sent with, beside its body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Envelope<'a> {
    /// When it is signed.
    pub now: UnixTime,
    /// Its id, where the scheme has one; otherwise empty.
    pub id: &'a str,
    /// Where it is sent to, where the scheme signs that; otherwise empty.
    pub url: &'a str,
}

impl<'a> Envelope<'a> {
    /// An envelope for a message that is signed at `now`.
    #[must_use]
    pub const fn new(now: UnixTime) -> Self {
        Self {
            now,
            id: "",
            url: "",
        }
    }

    /// The same with the id of the message.
    #[must_use]
    pub const fn id(self, id: &'a str) -> Self {
        Self { id, ..self }
    }

    /// The same with the URL that the message is sent to.
    #[must_use]
    pub const fn url(self, url: &'a str) -> Self {
        Self { url, ..self }
    }
}

/// What fills the placeholders of a message, beside its body.
pub(crate) struct Values<'a> {
    pub(crate) timestamp: &'a str,
    pub(crate) id: &'a str,
    pub(crate) url: &'a str,
    /// The body, where it is read as JSON.
    pub(crate) root: Option<Value<'a>>,
}

/// A message on its way to its tag.
#[derive(Debug)]
pub(crate) struct Progress {
    mac: Mac,
    /// What stands after the body; for a plain hash, everything.
    text: SecretText,
    takes_body: bool,
    is_digest: bool,
    /// Whether the timestamp stands before the body, and whether after it, with nothing between.
    digits_beside: [bool; 2],
    /// The first and the last byte of the body so far.
    ends: Option<(u8, u8)>,
}

impl Compiled {
    /// Fills the message, and starts its tag with what stands before the body.
    pub(crate) fn progress(&self, key: &Key, values: &Values<'_>) -> Result<Progress, Error> {
        let mut progress = Progress {
            mac: key.mac.begin(),
            text: SecretText::default(),
            takes_body: false,
            is_digest: self.is_digest(),
            digits_beside: [false; 2],
            ends: None,
        };
        let (mut seen, mut previous) = (Part::END, Part::END);
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                break;
            }
            let [precede, follow] = &mut progress.digits_beside;
            *precede |= previous == Part::TIMESTAMP && part == Part::BODY;
            *follow |= previous == Part::BODY && part == Part::TIMESTAMP;
            progress.takes_body |= part == Part::BODY;
            let member;
            let value = match part {
                Part::TIMESTAMP => values.timestamp,
                Part::ID => values.id,
                Part::URL => needed(values.url)?,
                Part::SECRET => &key.text,
                Part::FIELD | Part::FIELD_OR_EMPTY => {
                    member = values.member(part, text)?;
                    &member
                }
                _ => text,
            };
            if part.has(Part::VALUE) && self.construction == Construction::HMAC {
                self.stands_out(index, value, seen, values.timestamp)?;
            }
            progress.add(value);
            (seen, previous) = (seen.or(part), part);
        }
        Ok(progress)
    }
}

impl Progress {
    /// Adds what does not come from the body.
    fn add(&mut self, text: &str) {
        if self.is_digest || self.takes_body {
            self.text.push_str(text);
        } else {
            self.mac.update(text.as_bytes());
        }
    }

    /// Adds the next piece of the body, if the scheme signs it.
    pub(crate) fn absorb(&mut self, piece: &[u8]) {
        if let (true, [first, ..], [.., last]) = (self.takes_body, piece, piece) {
            self.mac.update(piece);
            self.ends = Some((self.ends.unwrap_or((*first, 0)).0, *last));
        }
    }

    /// The tag; none for a body with a digit at an end where the timestamp's stand beside it, because
    /// the tag would also fit another body at another time.
    ///
    /// A copy is ended, because a value that moves out of a list leaves its bytes there.
    pub(crate) fn finish(&mut self) -> Option<Tag> {
        if self.is_digest {
            return Some(Tag::new(&sha256(&[self.text.as_bytes()])));
        }
        let (first, last) = self.ends.unwrap_or_default();
        let [precede, follow] = self.digits_beside;
        if precede && first.is_ascii_digit() || follow && last.is_ascii_digit() {
            return None;
        }
        self.mac.update(self.text.as_bytes());
        Some(self.mac.clone().finish())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.mac.erase();
    }
}

impl Values<'_> {
    /// Text, a number as it stands in the body, `true` or `false`; nothing else has one rendering.
    fn member(&self, part: Part, path: &str) -> Result<SecretText, Error> {
        let Some(member) = self.root.and_then(|root| root.at(path)) else {
            return match part {
                Part::FIELD_OR_EMPTY => Ok(SecretText::default()),
                _ => Err(missing(path)),
            };
        };
        match member.kind() {
            Kind::String => Ok(member.text().unwrap_or_default()),
            Kind::Number | Kind::Bool => Ok(member.raw().into()),
            Kind::Null | Kind::Array | Kind::Object => {
                let detail = "is neither text, a number, true nor false";
                Err(Error::named(ErrorKind::FieldMalformed, path, detail))
            }
        }
    }
}

/// A body that is read as JSON, and overwritten when it was: it may carry a credential.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    bytes: Vec<u8>,
    /// How long a body may be that is still read.
    longest: usize,
}

impl Body {
    /// An empty body, of which `longest` bytes are read.
    pub(crate) const fn new(longest: usize) -> Self {
        Self {
            bytes: Vec::new(),
            longest,
        }
    }

    /// Keeps a piece; what is above the limit only makes the body too long.
    pub(crate) fn keep(&mut self, piece: &[u8]) {
        let held = self.bytes.len();
        let room = self.longest.saturating_add(1).saturating_sub(held);
        let kept = piece.get(..room).unwrap_or(piece);
        if self.bytes.capacity().saturating_sub(held) < kept.len() {
            // The place that it had is overwritten, which the vector's own growth would not do.
            let length = held.saturating_mul(2).max(kept.len());
            let mut larger = Self::new(self.longest);
            larger.bytes.reserve_exact(held.saturating_add(length));
            larger.bytes.extend_from_slice(&self.bytes);
            *self = larger;
        }
        self.bytes.extend_from_slice(kept);
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::new(json::LONGEST)
    }
}

impl Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        wipe(&mut self.bytes);
    }
}

/// A body that is read as JSON.
pub(crate) fn as_text(body: &[u8]) -> Result<&str, Error> {
    if body.len() > json::LONGEST {
        let detail = "is longer than 64 KiB, and this scheme reads it as JSON";
        return Err(Error::new(ErrorKind::TooLarge, "body", detail));
    }
    str::from_utf8(body).map_err(|error| {
        let detail = "is not UTF-8, and this scheme reads it as JSON";
        Error::new(ErrorKind::Encoding, "body", detail).at(error.valid_up_to())
    })
}

/// Whether `text` can be the id of a message.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST_ID && text.bytes().all(grammar::is_vchar)
}

fn needed(url: &str) -> Result<&str, Error> {
    // Digits alone could be those of a timestamp beside it.
    if url.bytes().all(|byte| byte.is_ascii_digit()) {
        let detail = "is needed: this scheme signs it, as it is registered with the sender";
        return Err(Error::new(ErrorKind::Option, "url", detail));
    }
    Ok(url)
}

#[cold]
#[inline(never)]
pub(super) fn missing(name: &str) -> Error {
    let detail = "is missing, and this scheme needs it";
    Error::named(ErrorKind::FieldMissing, name, detail)
}
