//! Signing: a message through a key, then the carriers of its tag.

use alloc::vec::Vec;

use super::Compiled;
use super::body::{Body, as_text};
use super::envelope::Envelope;
use super::found::Received;
use super::inputs::{Inputs, Values};
use super::key::Key;
use super::message::Progress;
use super::params;
use super::part::Part;
use crate::digest::sha256;
use crate::encoding::json::Document;
use crate::owner::Owner;
use crate::{Error, ErrorKind, Fields, SecretText, Tag, TagText, UnixTime, grammar};

/// A message on its way through a scheme.
#[derive(Debug)]
pub struct Signer {
    /// The scheme and the key that began it.
    owners: [Owner; 2],
    inputs: Inputs,
    /// Where the body goes; none where it is read, once it is whole.
    progress: Option<Progress>,
    digests: Vec<Progress>,
    body: Body,
}

impl Compiled {
    /// Signs a message whose body is at hand: what travels in the header, by field name, and in the
    /// body and the query, by path and by name.
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
    /// [`ErrorKind::Option`] for an id, a URL, a method, a nonce, a key id or a variable that the scheme
    /// signs and the envelope lacks, or an id that is not 1 to 255 visible ASCII characters, or has in it
    /// what parts it from the rest; [`ErrorKind::Scheme`] for a scheme in which the secret itself travels.
    pub fn begin(&self, key: &Key, envelope: &Envelope<'_>) -> Result<Signer, Error> {
        if self.is_token {
            let detail = "is a token, which is the secret itself: it verifies, and signs nothing";
            return Err(Error::new(ErrorKind::Scheme, "scheme", detail));
        }
        let mut inputs = self.inputs(envelope)?;
        let mut progress = None;
        let mut digests = Vec::new();
        if !self.reads_body() {
            digests = self.begin_digests(&mut inputs, None).map_err(own)?;
            if !self.signs_late_carrier() {
                let values = Values::of(&inputs);
                progress = Some(self.progress(key, &values).map_err(own)?);
            }
        }
        Ok(Signer {
            owners: [self.owner.clone(), key.owner.clone()],
            inputs,
            progress,
            digests,
            body: Body::default(),
        })
    }

    /// What a message is made of; what travels and is signed as part of something else is written
    /// first.
    fn inputs(&self, envelope: &Envelope<'_>) -> Result<Inputs, Error> {
        let mut inputs = Inputs {
            key_id: envelope.key_id.into(),
            method: envelope.method.into(),
            url: envelope.url.into(),
            ..Inputs::default()
        };
        if let Some(format) = self.timestamp.filter(|_| self.time_field.is_empty()) {
            format.write(envelope.now, &mut inputs.timestamp);
        }
        inputs.give("headers", envelope.fields, |_| true)?;
        inputs.give("vars", envelope.vars, |name| {
            self.names.vars.iter().any(|var| var == name)
        })?;
        self.check_given(&inputs)?;
        self.each_id(&mut |name| self.push_id(&mut inputs, envelope, name))?;
        if self.signs_by_carrier() {
            self.write_first(&mut inputs, false)?;
        }
        Ok(inputs)
    }

    /// Whether something that travels is signed as part of the query or of the header.
    fn signs_by_carrier(&self) -> bool {
        let of_header = Part::HEADER_VALUE.or(Part::HEADER_BLOCK);
        self.carriers.has(Part::QUERY_CARRIER) || self.message.has(of_header)
    }

    /// Whether a digest of the body travels in what is signed, which thus waits for the whole body.
    fn signs_late_carrier(&self) -> bool {
        let mut all = 0..self.parts.len();
        self.signs_by_carrier() && all.any(|index| self.turn(index) == Turn::Late)
    }

    /// Writes the carriers in the query and in the header that have no signature: what is signed has
    /// them in it. Those with a digest of the body come later than the others.
    fn write_first(&self, inputs: &mut Inputs, is_late: bool) -> Result<(), Error> {
        let mut query = SecretText::default();
        let turn = if is_late { Turn::Late } else { Turn::First };
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if self.turn(index) != turn {
                continue;
            }
            let value = self.value(index, inputs, "");
            if part == Part::QUERY_CARRIER {
                params::push(&mut query, name, &value);
            } else if part == Part::HEADER && inputs.field(name)?.is_empty() {
                inputs.fields.push(name, &value);
            }
        }
        if !query.is_empty() {
            inputs.url = params::append(&inputs.url, &query);
        }
        Ok(())
    }

    /// Writes what travels: to `fields` what is in the header and in the body, to `query` what is in the
    /// query, in the order in which it can be written.
    fn carry(
        &self,
        inputs: &Inputs,
        signature: &str,
        fields: &mut Fields,
        mut query: Option<&mut SecretText>,
    ) -> Result<(), Error> {
        for turn in [Turn::First, Turn::Late, Turn::Signed] {
            for index in 0..self.parts.len() {
                let (part, name) = self.parts.get(index);
                if !part.has(Part::CARRIER) {
                    continue;
                }
                let in_query = query.as_deref_mut().filter(|_| part == Part::QUERY_CARRIER);
                match in_query {
                    Some(query) if turn == self.turn(index) => {
                        params::push(query, name, &self.value(index, inputs, signature));
                    }
                    Some(_) => {}
                    None if turn != Turn::First => {}
                    None => fields.push(name, &self.value(index, inputs, signature))?,
                }
            }
        }
        Ok(())
    }

    /// When the part at `index` can be written, if it is a carrier.
    fn turn(&self, index: usize) -> Turn {
        if !self.parts.get(index).0.has(Part::CARRIER) {
            return Turn::Never;
        }
        if self.signs_at(index) {
            return Turn::Signed;
        }
        let mut parts = (index.saturating_add(1)..).map(|index| self.parts.get(index));
        let is_late = parts.find_map(|(part, name)| {
            let is_end = part == Part::END || part.has(Part::CARRIER);
            (is_end || self.is_late(part, name)).then_some(!is_end)
        });
        if is_late == Some(true) {
            Turn::Late
        } else {
            Turn::First
        }
    }

    /// The value of the carrier at `index`.
    fn value(&self, mut index: usize, inputs: &Inputs, signature: &str) -> SecretText {
        let mut value = SecretText::default();
        loop {
            index = index.saturating_add(1);
            let (part, text) = self.parts.get(index);
            let encoded;
            value.push_str(match part {
                Part::END => return value,
                part if part.has(Part::CARRIER) => return value,
                Part::TIMESTAMP => &inputs.timestamp,
                Part::ID => inputs.id(text),
                Part::KEY_ID => &inputs.key_id,
                Part::VAR => inputs.var(text),
                Part::SIGNATURE => signature,
                Part::DIGEST => {
                    encoded = self.digest_text(text, inputs);
                    encoded.as_ref().map_or("", TagText::as_str)
                }
                Part::LIST | Part::GROUP => "",
                _ => text,
            });
        }
    }

    /// Whether a message with this id, of no body, is read again as it was written.
    pub(super) fn reads_its_own(&self, id: &str) -> Result<bool, Error> {
        let mut inputs = Inputs {
            key_id: id.into(),
            ..Inputs::default()
        };
        if let Some(format) = self.timestamp {
            format.write(UnixTime::from_secs(1_700_000_000)?, &mut inputs.timestamp);
        }
        for name in &self.names.vars {
            inputs.vars.push(name, id);
        }
        self.each_id(&mut |name| {
            inputs.push_id(name, id);
            Ok(())
        })?;
        for digest in &self.digests {
            inputs.digests.push(Some(sample(digest.hash.tag_length())));
        }
        let tag = if self.is_token {
            Tag::new(&sha256(&[id.as_bytes()]))
        } else {
            sample(self.hash.tag_length())
        };
        let text = self.encoding.encode(&tag);
        let signature = if self.is_token { id } else { text.as_str() };
        let mut received = Received::default();
        for name in &self.names.vars {
            received.inputs.vars.push(name, id);
        }
        for index in 0..self.parts.len() {
            let (part, _) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                let value = self.value(index, &inputs, signature);
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
        let mut is_same = is_there;
        if self.carriers.has(Part::TIMESTAMP) {
            is_same &= received.inputs.timestamp == inputs.timestamp;
        }
        self.each_id(&mut |name| {
            is_same &= received.inputs.id(name) == id || !self.travels(Part::ID, name);
            Ok(())
        })?;
        Ok(is_same)
    }
}

impl Signer {
    /// Adds the next piece of the body.
    pub fn absorb(&mut self, piece: &[u8]) {
        for digest in &mut self.digests {
            digest.absorb(piece);
        }
        match &mut self.progress {
            Some(progress) => progress.absorb(piece),
            None => self.body.keep(piece),
        }
    }

    /// Ends a message that was begun with the same scheme and key: the carriers go to `fields`,
    /// those in the body by their paths, and those in the query by their names.
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
        let tag = self.tag(scheme, key)?;
        let signature = scheme.encoding.encode(&tag);
        scheme.carry(&self.inputs, signature.as_str(), fields, None)
    }

    /// The same of a request: what travels in its query is appended to `query`, in which it is encoded.
    ///
    /// # Errors
    ///
    /// As [`Signer::finish`]; [`ErrorKind::Scheme`] for a scheme that writes into the body.
    pub fn finish_request(
        mut self,
        scheme: &Compiled,
        key: &Key,
        fields: &mut Fields,
        query: &mut SecretText,
    ) -> Result<(), Error> {
        if scheme.carriers.has(Part::MEMBER.or(Part::FORM_CARRIER)) || scheme.is_digest() {
            let detail =
                "signs no request: it writes into the body, or is a digest, which verifies only";
            return Err(Error::new(ErrorKind::Scheme, "scheme", detail));
        }
        let tag = self.tag(scheme, key).map_err(Error::of_caller)?;
        let signature = scheme.encoding.encode(&tag);
        scheme.carry(&self.inputs, signature.as_str(), fields, Some(query))
    }

    fn tag(&mut self, scheme: &Compiled, key: &Key) -> Result<Tag, Error> {
        let [of_scheme, of_key] = &self.owners;
        scheme.owner.check(of_scheme)?;
        key.owner.check(of_key)?;
        let mut progress = match self.progress.take() {
            Some(mut progress) => {
                Compiled::end_digests(&mut self.inputs, &mut self.digests);
                scheme.resume(key, &Values::of(&self.inputs), &mut progress)?;
                progress
            }
            None if scheme.reads_body() => self.read(scheme, key)?,
            None => self.read_after_digests(scheme, key)?,
        };
        progress.finish().ok_or_else(|| {
            let detail = "has a digit beside {timestamp}";
            Error::new(ErrorKind::Body, "body", detail)
        })
    }

    /// The message in which a digest of the body travels, once the body is whole.
    fn read_after_digests(&mut self, scheme: &Compiled, key: &Key) -> Result<Progress, Error> {
        Compiled::end_digests(&mut self.inputs, &mut self.digests);
        scheme.write_first(&mut self.inputs, true)?;
        let mut progress = scheme.progress(key, &Values::of(&self.inputs))?;
        if scheme.message.has(Part::BODY) {
            progress.absorb(as_text(&self.body)?.as_bytes());
            scheme.resume(key, &Values::of(&self.inputs), &mut progress)?;
        }
        Ok(progress)
    }

    /// The message of a body that is whole.
    fn read(&mut self, scheme: &Compiled, key: &Key) -> Result<Progress, Error> {
        let body = as_text(&self.body)?;
        scheme.begin_digests(&mut self.inputs, Some(body))?;
        scheme.write_first(&mut self.inputs, true)?;
        let document = if scheme.reads_json() {
            Some(Document::read(body)?)
        } else {
            None
        };
        let values = Values {
            inputs: &self.inputs,
            root: document.as_ref().map(Document::root),
            body: Some(body),
        };
        scheme.progress(key, &values)
    }
}

/// When a carrier can be written: at once, once the body is whole, or once the message is signed.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Never,
    First,
    Late,
    Signed,
}

/// An error about a value of the caller's, which is no field that was received.
fn own(error: Error) -> Error {
    match error.kind() {
        ErrorKind::FieldMalformed if error.argument() == "id" => {
            error.of_kind(ErrorKind::Option).about("id")
        }
        _ => error.of_caller(),
    }
}

fn sample(length: usize) -> Tag {
    Tag::new([0xe7; 64].get(..length).unwrap_or_default())
}
