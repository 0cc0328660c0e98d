//! Signing: a message through a key, then the carriers of its tag.

use alloc::string::String;

use super::Compiled;
use super::key::Key;
use super::message::{Body, Envelope, Progress, Values, as_text, is_id};
use super::receive::Received;
use super::template::Part;
use crate::encoding::json::Document;
use crate::owner::Owner;
use crate::{Error, ErrorKind, Fields, Tag, TagText, UnixTime, grammar};

/// A message on its way through a scheme.
#[derive(Debug)]
pub struct Signer {
    /// The scheme and the key that began it.
    owners: [Owner; 2],
    timestamp: String,
    id: String,
    url: String,
    /// Where the body goes; none where it is read as JSON, once it is whole.
    progress: Option<Progress>,
    body: Body,
}

impl Compiled {
    /// Signs a message whose body is at hand: what travels in the header, by field name, and in the
    /// body, by path.
    ///
    /// # Errors
    ///
    /// As [`Compiled::begin`] and [`Signer::finish`].
    pub fn sign(&self, key: &Key, envelope: &Envelope<'_>, body: &[u8]) -> Result<Fields, Error> {
        let mut fields = Fields::default();
        let mut signer = self.begin(key, envelope)?;
        signer.absorb(body);
        signer.finish(self, key, &mut fields)?;
        Ok(fields)
    }

    /// Starts a message: what stands before the body goes in.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for an id or a URL that the scheme signs and the envelope lacks, or an
    /// id that is not 1 to 255 visible ASCII characters, or has in it what parts it from the rest.
    pub fn begin(&self, key: &Key, envelope: &Envelope<'_>) -> Result<Signer, Error> {
        let mut timestamp = String::new();
        if let Some(format) = self.timestamp {
            format.write(envelope.now, &mut timestamp);
        }
        if self.signs_id() && !is_id(envelope.id) {
            let detail = "is not 1 to 255 visible ASCII characters, and this scheme signs it";
            return Err(Error::new(ErrorKind::Option, "id", detail));
        }
        if self.signs_id() {
            self.check_id(envelope.id)?;
        }
        let values = Values {
            timestamp: &timestamp,
            id: envelope.id,
            url: envelope.url,
            root: None,
        };
        let mut progress = None;
        if !self.reads_body() {
            let own = |error: Error| match error.kind() {
                ErrorKind::FieldMalformed => Error::new(ErrorKind::Option, "id", error.detail()),
                _ => error,
            };
            progress = Some(self.progress(key, &values).map_err(own)?);
        }
        Ok(Signer {
            owners: [self.owner.clone(), key.owner.clone()],
            timestamp,
            id: envelope.id.into(),
            url: envelope.url.into(),
            progress,
            body: Body::default(),
        })
    }

    /// Writes what travels to `fields`.
    fn carry(
        &self,
        signer: &Signer,
        signature: &TagText,
        fields: &mut Fields,
    ) -> Result<(), Error> {
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                fields.push(
                    name,
                    &self.value(index, &signer.timestamp, &signer.id, signature),
                )?;
            }
        }
        Ok(())
    }

    /// The value of the carrier at `index`.
    fn value(&self, mut index: usize, timestamp: &str, id: &str, signature: &TagText) -> String {
        let mut value = String::new();
        loop {
            index = index.saturating_add(1);
            let (part, text) = self.parts.get(index);
            value.push_str(match part {
                Part::END | Part::HEADER | Part::MEMBER => return value,
                Part::TIMESTAMP => timestamp,
                Part::ID => id,
                Part::SIGNATURE => signature.as_str(),
                Part::LIST => "",
                _ => text,
            });
        }
    }

    /// Whether a message with this id, of no body, is read again as it was written.
    pub(super) fn reads_its_own(&self, id: &str) -> Result<bool, Error> {
        let mut timestamp = String::new();
        if let Some(format) = self.timestamp {
            format.write(UnixTime::from_secs(1_700_000_000)?, &mut timestamp);
        }
        let tag = Tag::new([0xe7; 64].get(..self.hash.tag_length()).unwrap_or_default());
        let signature = self.encoding.encode(&tag);
        let mut received = Received::default();
        for index in 0..self.parts.len() {
            if self.parts.get(index).0.has(Part::CARRIER) {
                let value = self.value(index, &timestamp, id, &signature);
                if !grammar::is_field_value(&value) {
                    return Ok(false);
                }
                self.read(index, Some(&value), &mut received)?;
            }
        }
        let is_there = received
            .candidates
            .chunks(tag.as_bytes().len())
            .any(|one| tag.matches(one));
        Ok(is_there && received.timestamp == timestamp && (received.id == id || !self.signs_id()))
    }
}

impl Signer {
    /// Adds the next piece of the body.
    pub fn absorb(&mut self, piece: &[u8]) {
        match &mut self.progress {
            Some(progress) => progress.absorb(piece),
            None => self.body.keep(piece),
        }
    }

    /// Ends a message that was begun with the same scheme and key: the carriers go to `fields`,
    /// those in the body by their paths.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`] for a body with a digit at an end where those of the timestamp stand beside
    /// it in the message: the signature would also fit another body at another time. [`ErrorKind::FieldValue`] for a
    /// scheme whose carrier is no field value, [`ErrorKind::FieldName`] for one in the body whose
    /// path is no field name. Where members of the body are signed:
    /// [`ErrorKind::Json`], [`ErrorKind::TooLarge`], [`ErrorKind::FieldMissing`] and
    /// [`ErrorKind::FieldMalformed`]. [`ErrorKind::Option`] for another scheme or key than began it.
    pub fn finish(
        mut self,
        scheme: &Compiled,
        key: &Key,
        fields: &mut Fields,
    ) -> Result<(), Error> {
        let [of_scheme, of_key] = &self.owners;
        scheme.owner.check(of_scheme)?;
        key.owner.check(of_key)?;
        let mut progress = match self.progress.take() {
            Some(progress) => progress,
            None => self.read(scheme, key)?,
        };
        let tag = progress.finish().ok_or_else(|| {
            let detail = "has a digit beside {timestamp}";
            Error::new(ErrorKind::Body, "body", detail)
        })?;
        scheme.carry(&self, &scheme.encoding.encode(&tag), fields)
    }
    /// The message of a body that is whole.
    fn read(&self, scheme: &Compiled, key: &Key) -> Result<Progress, Error> {
        let document = Document::read(as_text(&self.body)?)?;
        let values = Values {
            timestamp: &self.timestamp,
            id: &self.id,
            url: &self.url,
            root: Some(document.root()),
        };
        scheme.progress(key, &values)
    }
}
