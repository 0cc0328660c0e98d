//! What is signed: the message template, filled.

use alloc::vec::Vec;

use super::Compiled;
use super::key::Key;
use super::template::Part;
use crate::digest::sha256;
use crate::encoding::json::{self, Kind, Value};
use crate::text::position;
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
    /// What stands before the body; for a plain hash, everything.
    before: SecretText,
    after: SecretText,
    takes_body: bool,
    is_digest: bool,
    /// Whether the timestamp follows the body at once.
    digits_follow: bool,
    /// The last byte of the body so far.
    last: u8,
}

impl Compiled {
    /// Fills the message, and starts its tag with what stands before the body.
    pub(crate) fn progress(&self, key: &Key, values: &Values<'_>) -> Result<Progress, Error> {
        let mut progress = Progress {
            mac: key.mac.begin(),
            before: SecretText::default(),
            after: SecretText::default(),
            takes_body: false,
            is_digest: self.is_digest(),
            digits_follow: false,
            last: 0,
        };
        let mut previous = Part::Literal;
        for (part, text) in self.message.iter() {
            if part == Part::Body {
                progress.takes_body = true;
            } else {
                let side = if progress.takes_body {
                    &mut progress.after
                } else {
                    &mut progress.before
                };
                values.write(part, text, key, side)?;
            }
            if previous == Part::Id && part == Part::Literal && position(values.id, text).is_some()
            {
                let detail = "has in it what ends it in the message";
                return Err(Error::new(ErrorKind::FieldMalformed, "id", detail));
            }
            progress.digits_follow |= previous == Part::Body && part == Part::Timestamp;
            previous = part;
        }
        progress.mac.update(progress.before.as_bytes());
        Ok(progress)
    }
}

impl Values<'_> {
    fn write(
        &self,
        part: Part,
        text: &str,
        key: &Key,
        message: &mut SecretText,
    ) -> Result<(), Error> {
        let value = match part {
            Part::Timestamp => self.timestamp,
            Part::Id => self.id,
            Part::Url => needed(self.url)?,
            Part::Secret => &key.text,
            Part::Field | Part::FieldOrEmpty => {
                let member = self.root.and_then(|root| root.at(text));
                return match member {
                    Some(member) => write_member(member, text, message),
                    None if part == Part::FieldOrEmpty => Ok(()),
                    None => Err(missing(text)),
                };
            }
            Part::Literal | Part::Body | Part::Signature => text,
        };
        message.push_str(value);
        Ok(())
    }
}

impl Progress {
    /// Adds the next piece of the body, if the scheme signs it.
    pub(crate) fn absorb(&mut self, piece: &[u8]) {
        if self.takes_body {
            self.mac.update(piece);
            self.last = piece.last().copied().unwrap_or(self.last);
        }
    }

    /// The tag; none for a body that ends in a digit where digits follow it, because the tag would
    /// also fit another body at another time.
    ///
    /// A copy is ended, because a value that moves out of a list leaves its bytes there.
    pub(crate) fn finish(&mut self) -> Option<Tag> {
        if self.is_digest {
            return Some(Tag::new(&sha256(&[self.before.as_bytes()])));
        }
        if self.digits_follow && self.last.is_ascii_digit() {
            return None;
        }
        self.mac.update(self.after.as_bytes());
        Some(self.mac.clone().finish())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.mac.erase();
    }
}

/// Text, a number as it stands in the body, `true` or `false`; nothing else has one rendering.
fn write_member(member: Value<'_>, path: &str, message: &mut SecretText) -> Result<(), Error> {
    match member.kind() {
        Kind::String => message.push_str(&member.text().unwrap_or_default()),
        Kind::Number | Kind::Bool => message.push_str(member.raw()),
        Kind::Null | Kind::Array | Kind::Object => {
            let detail = "is neither text, a number, true nor false";
            return Err(Error::named(ErrorKind::FieldMalformed, path, detail));
        }
    }
    Ok(())
}

/// Keeps a piece of a body that is read as JSON; what is above the limit only makes it too long.
pub(crate) fn keep(body: &mut Vec<u8>, piece: &[u8]) {
    let room = (json::LONGEST + 1).saturating_sub(body.len());
    let kept = piece.get(..room).unwrap_or(piece);
    body.extend_from_slice(kept);
}

/// A body that is read as JSON.
pub(crate) fn as_text(body: &[u8]) -> Result<&str, Error> {
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
    if url.is_empty() {
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
