//! The signed message: a template whose placeholders are replaced with values.

use super::Compiled;
use super::apart::Bones;
use super::inputs::MessageInputs;
use super::key::Key;
use super::part::Part;
use super::template::Parts;
use crate::{Encoding, Error, ErrorKind, Mac, MacKey, SecretText, Tag, grammar};

const MAX_ID: usize = 255;

/// A message whose tag is being computed.
#[derive(Debug)]
pub(crate) struct TagStream {
    mac: Mac,
    /// The text of the parts after the body.
    text: SecretText,
    takes_body: bool,
    /// The index of the part that needs the complete body; `None` if no part waits for the body.
    next: Option<usize>,
    /// The set of the parts that were added after the last secret.
    pub(super) seen: Part,
    previous: Part,
    /// Two values: whether the timestamp is directly before the body, and whether the timestamp is directly after
    /// the body.
    digits_beside: [bool; 2],
    /// The first byte and the last byte of the body that was added until now.
    ends: Option<(u8, u8)>,
}

impl Compiled {
    /// Fills the template of the message, and starts the tag with the parts before the body.
    pub(crate) fn progress(
        &self,
        key: &Key,
        values: &MessageInputs<'_>,
    ) -> Result<TagStream, Error> {
        let mut progress = TagStream::new(self.mac(key));
        self.fill(&self.parts, &key.text, values, &mut progress)?;
        Ok(progress)
    }

    /// The tag of a message whose body is complete. For the cases of `None`, see [`TagStream::finish`].
    pub(crate) fn tag(&self, key: &Key, values: &MessageInputs<'_>) -> Result<Option<Tag>, Error> {
        let mut progress = TagStream::new(self.mac(key));
        self.fill(&self.parts, &key.text, values, &mut progress)?;
        Ok(progress.finish())
    }

    /// Whether each value of a message is checked, so that no other values result in the same message. Only messages
    /// that can be verified are checked.
    pub(super) fn checks_values(&self) -> bool {
        self.only_signs.is_none() && !self.is_joined
    }

    fn mac(&self, key: &Key) -> Mac {
        if self.is_digest() {
            MacKey::plain(self.hash).begin()
        } else {
            key.mac.begin()
        }
    }

    /// Continues a message that had to wait for the complete body.
    pub(crate) fn resume(
        &self,
        key: &Key,
        values: &MessageInputs<'_>,
        progress: &mut TagStream,
    ) -> Result<(), Error> {
        if progress.next.is_some() {
            progress.end_body();
            self.fill(&self.parts, &key.text, values, progress)?;
        }
        Ok(())
    }

    /// Fills a template. Stops at the end of the template, or at a part that needs the complete body.
    pub(super) fn fill(
        &self,
        parts: &Parts,
        secret: &str,
        values: &MessageInputs<'_>,
        progress: &mut TagStream,
    ) -> Result<(), Error> {
        let is_checked = self.checks_values();
        // `has_groups` is only the faster check. The `GROUP` of a carrier has no `CLOSE`.
        let has_groups = self.has_groups && parts.set_from(0).has(Part::CLOSE);
        let mut bones = (is_checked && has_groups).then(Bones::default);
        let mut index = progress.next.take().unwrap_or_default();
        loop {
            let (part, text) = parts.get(index);
            if part == Part::END || part.has(Part::CARRIER) {
                break;
            }
            if part.has(Part::GROUP.or(Part::CLOSE)) {
                index = self.past(parts, index, values)?;
                continue;
            }
            let mut own = SecretText::default();
            if part == Part::DIGEST {
                let tag = self.tag_of(text, values.inputs);
                let Some((tag, encoding)) = tag.filter(|_| !progress.takes_body) else {
                    progress.next = Some(index);
                    break;
                };
                progress.add_tag(tag, encoding);
            } else {
                let value = self.text_of((part, text), secret, values, &mut own)?;
                if let Some(bones) = &mut bones {
                    bones.push(part, value);
                } else if part.has(Part::VALUE) && is_checked {
                    let place = (parts, index, progress.seen);
                    self.id_is_unambiguous(place, value, values.inputs)?;
                }
                if part.has(Part::TIMESTAMP) && is_checked {
                    self.time_is_unambiguous(parts, index, value)?;
                }
                progress.add(part, value, self.has_digits);
                if let (Part::BODY, Some(body)) = (part, values.body) {
                    progress.absorb(body);
                    progress.end_body();
                }
            }
            progress.pass(part);
            index = index.saturating_add(1);
        }
        bones.map_or(Ok(()), |bones| bones.check(parts))
    }

    /// The index after a bracket. For an opening bracket, it is the index after the whole group if a placeholder in
    /// the group has no value.
    fn past(
        &self,
        parts: &Parts,
        bracket: usize,
        values: &MessageInputs<'_>,
    ) -> Result<usize, Error> {
        let mut index = bracket;
        if parts.get(index).0 == Part::GROUP && !self.is_there(parts, index, values)? {
            while !matches!(parts.get(index).0, Part::CLOSE | Part::END) {
                index = index.saturating_add(1);
            }
        }
        Ok(index.saturating_add(1))
    }
}

impl TagStream {
    /// A message without parts.
    pub(super) fn new(mac: Mac) -> Self {
        Self {
            mac,
            text: SecretText::default(),
            takes_body: false,
            next: None,
            seen: Part::END,
            previous: Part::END,
            digits_beside: [false; 2],
            ends: None,
        }
    }

    /// Adds a part that is not from the body. For `{body}`, prepares the message for the bytes of the body.
    fn add(&mut self, part: Part, text: &str, has_digits: bool) {
        let [precede, follow] = &mut self.digits_beside;
        *precede |= has_digits && self.previous.has(Part::TIMESTAMP) && part == Part::BODY;
        *follow |= has_digits && self.previous == Part::BODY && part.has(Part::TIMESTAMP);
        if part == Part::BODY {
            self.takes_body = true;
        } else if self.takes_body {
            self.text.push_str(text);
        } else {
            self.mac.update(text.as_bytes());
        }
    }

    /// Adds a digest as text or as bytes. The body must be complete, if it is before the digest.
    fn add_tag(&mut self, tag: &Tag, encoding: Option<Encoding>) {
        match encoding {
            Some(encoding) => self.mac.update(encoding.encode(tag).as_str().as_bytes()),
            None => self.mac.update(tag.as_bytes()),
        }
    }

    /// Stores the kind of the last part. A secret separates the parts before it from the parts after it.
    fn pass(&mut self, part: Part) {
        self.previous = part;
        self.seen = if part == Part::SECRET {
            Part::END
        } else {
            self.seen.or(part)
        };
    }

    /// Ends the body, and adds the text after the body.
    fn end_body(&mut self) {
        if self.takes_body {
            self.mac.update(self.text.as_bytes());
            self.text = SecretText::default();
            self.takes_body = false;
        }
    }

    /// Adds the next piece of the body, if the scheme signs it.
    pub(crate) fn absorb(&mut self, piece: &[u8]) {
        if let (true, [first, ..], [.., last]) = (self.takes_body, piece, piece) {
            self.mac.update(piece);
            self.ends = Some((self.ends.unwrap_or((*first, 0)).0, *last));
        }
    }

    /// The tag. `None` for a message that still waits for the body. Also `None` for a body with a digit next to the
    /// timestamp, because the tag would also match another body with another timestamp.
    ///
    /// Finishes a copy of the MAC. Streams are stored in a list, and a MAC that is moved out of the list would
    /// leave its bytes in the memory of the list. `drop` overwrites the original.
    pub(crate) fn finish(&mut self) -> Option<Tag> {
        let (first, last) = self.ends.unwrap_or_default();
        let [precede, follow] = self.digits_beside;
        let is_open = precede && first.is_ascii_digit() || follow && last.is_ascii_digit();
        if is_open || self.next.is_some() {
            return None;
        }
        self.end_body();
        Some(self.mac.clone().finish())
    }
}

impl Drop for TagStream {
    fn drop(&mut self) {
        self.mac.erase();
    }
}

/// Whether `text` can be the id of a message.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_ID && text.bytes().all(grammar::is_vchar)
}

#[cold]
#[inline(never)]
pub(super) fn missing(name: &str) -> Error {
    let detail = "is missing, but this scheme needs it";
    Error::named(ErrorKind::FieldMissing, name, detail)
}
