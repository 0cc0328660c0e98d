//! Signs messages: computes the tag and writes the carriers.

use alloc::vec::Vec;

use super::Compiled;
use super::address::Address;
use super::body::{Body, as_json, as_text, longest};
use super::carry::{Signed, Turn};
use super::envelope::Envelope;
use super::found::Received;
use super::inputs::{Inputs, MessageInputs};
use super::key::Key;
use super::message::TagStream;
use super::params;
use super::part::Part;
use crate::digest::sha256;
use crate::encoding::json::Document;
use crate::owner::Owner;
use crate::{Error, ErrorKind, Fields, SecretText, Tag, UnixTime, grammar};

/// A message that a scheme is signing.
#[derive(Debug)]
pub struct Signer {
    /// The owners of the scheme and of the key with which the message was started.
    owners: [Owner; 2],
    inputs: Inputs,
    /// The message that is being signed; `None` if signing needs the complete body first.
    progress: Option<TagStream>,
    digests: Vec<TagStream>,
    body: Body,
}

impl Compiled {
    /// Signs a message with its body. Returns the values to send. Each value has the name of its header field, the
    /// path of its member in the body, or the name of its parameter in the query.
    ///
    /// # Errors
    ///
    /// The errors of [`Compiled::begin`] and [`Signer::finish`].
    pub fn sign(&self, key: &Key, envelope: &Envelope<'_>, body: &[u8]) -> Result<Fields, Error> {
        let mut fields = Fields::default();
        self.signed(key, envelope, body)?
            .carry(self, &mut fields, None)?;
        Ok(fields)
    }

    /// Signs a message whose body is complete.
    pub(crate) fn signed(
        &self,
        key: &Key,
        envelope: &Envelope<'_>,
        body: &[u8],
    ) -> Result<Signed, Error> {
        let mut inputs = self.begin_inputs(envelope)?;
        if !self.reads_body() {
            self.digests(&mut inputs, body, "", None).map_err(own)?;
        }
        let tag = if self.reads_body() || self.signs_late_carrier() {
            self.tag_late(key, &mut inputs, body)?
        } else {
            let values = MessageInputs::of(&inputs).with(body);
            self.tag(key, &values).map_err(own)?
        };
        Ok(Signed { inputs, tag })
    }

    /// The tag of a message whose body is parsed, or that signs a carrier with a digest.
    fn tag_late(&self, key: &Key, inputs: &mut Inputs, body: &[u8]) -> Result<Option<Tag>, Error> {
        let (mut form, mut document) = ("", None);
        if self.reads_body() {
            self.check_sent_format(inputs, body)?;
            form = as_text(body, self.reads_json())?;
        }
        if self.reads_json() {
            document = Some(as_json(form)?);
        }
        let root = document.as_ref().map(Document::root);
        if self.reads_body() {
            self.digests(inputs, body, form, root)?;
        }
        self.write_first(inputs, true)?;
        let values = MessageInputs {
            root,
            form,
            ..MessageInputs::of(inputs).with(body)
        };
        self.tag(key, &values)
    }

    /// The values of a message. A scheme that is a token returns an error, because a token cannot sign.
    fn begin_inputs(&self, envelope: &Envelope<'_>) -> Result<Inputs, Error> {
        self.check_signs()?;
        self.check_url(envelope.url, Part::END)?;
        self.check_taken(envelope.url).map_err(own)?;
        self.inputs(envelope)
    }

    /// Starts a message with the parts before the body.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if the envelope lacks an id, a URL, a method, a nonce, a key id or a variable that the
    /// scheme signs. [`ErrorKind::Option`] also for a URL with a parameter that servers may read as a parameter that
    /// the scheme writes, for an id that is not 1 to 255 visible ASCII characters, and for an id that contains the
    /// separator next to it. [`ErrorKind::Scheme`] for a token, which is the secret itself. A scheme whose construction
    /// is a plain hash makes the hash, so that a program can test its receiver.
    pub fn begin(&self, key: &Key, envelope: &Envelope<'_>) -> Result<Signer, Error> {
        let mut inputs = self.begin_inputs(envelope)?;
        let mut progress = None;
        let mut digests = Vec::new();
        if !self.reads_body() {
            digests = self.begin_digests(&mut inputs).map_err(own)?;
            if !self.signs_late_carrier() {
                let values = MessageInputs::of(&inputs);
                progress = Some(self.progress(key, &values).map_err(own)?);
            }
        }
        Ok(Signer {
            owners: [self.owner.clone(), key.owner.clone()],
            inputs,
            progress,
            digests,
            body: if self.reads_body() {
                Body::new(longest(self.reads_json()))
            } else {
                Body::new(usize::MAX)
            },
        })
    }

    /// Signs a request whose body is complete.
    pub(crate) fn signed_request(
        &self,
        key: &Key,
        envelope: &Envelope<'_>,
        body: &[u8],
    ) -> Result<Signed, Error> {
        self.check_request()?;
        self.signed(key, envelope, body).map_err(Error::of_caller)
    }

    /// Rejects a URL that already has a parameter that the scheme writes. With two such parameters, the message could
    /// not be verified.
    fn check_taken(&self, url: &str) -> Result<(), Error> {
        if self.carriers.has(Part::QUERY_CARRIER)
            && self.writes_parameter_of(Address::of(url)?.query)
        {
            let detail = "has a parameter with the same or a similar name as a parameter that payauth writes; remove it";
            return Err(Error::new(ErrorKind::Option, "url", detail));
        }
        Ok(())
    }

    /// Rejects a scheme that cannot sign a request.
    fn check_request(&self) -> Result<(), Error> {
        if self.carriers.has(Part::MEMBER.or(Part::FORM_CARRIER)) || self.is_digest() {
            let detail = "cannot sign requests; use a scheme with an HMAC in `headers` or `query`";
            return Err(Error::new(ErrorKind::Scheme, "scheme", detail));
        }
        Ok(())
    }

    /// The values of a message. A carrier that is also signed, as a part of the query or of the header, is written
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
        self.check_misread(&inputs)?;
        self.each_id(&mut |name| self.push_id(&mut inputs, envelope, name))?;
        if self.signs_by_carrier() {
            self.write_first(&mut inputs, false)?;
        }
        Ok(inputs)
    }

    /// Whether a carrier may be signed as a part of the query or of the header.
    fn signs_by_carrier(&self) -> bool {
        let of_header = Part::HEADER_VALUE.or(Part::HEADER_BLOCK);
        self.carriers.has(Part::QUERY_CARRIER) || self.reads().has(of_header)
    }

    /// Whether a carrier with a digest may also be signed. Then the digests are computed before the message is signed.
    fn signs_late_carrier(&self) -> bool {
        let mut all = 0..self.parts.len();
        self.signs_by_carrier() && all.any(|index| self.turn(index) == Turn::Late)
    }

    /// Writes the carriers in the query and in the header that do not contain the signature, because these carriers
    /// may be signed. Carriers with a digest are written only if `is_late` is true.
    fn write_first(&self, inputs: &mut Inputs, is_late: bool) -> Result<(), Error> {
        let mut query = SecretText::default();
        let turn = if is_late { Turn::Late } else { Turn::First };
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if self.turn(index) != turn {
                continue;
            }
            let mut own = SecretText::default();
            let value = self.value(index, inputs, "", &mut own);
            if part == Part::QUERY_CARRIER {
                params::push(&mut query, name, value);
            } else if part == Part::HEADER && inputs.field(name)?.is_empty() {
                let value = SecretText::from(value);
                inputs.fields.push(name, &value);
            }
        }
        if !query.is_empty() {
            inputs.url = params::append(&inputs.url, &query);
        }
        Ok(())
    }

    /// Whether payauth can parse the carriers that it writes for a message with this id.
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
                let mut own = SecretText::default();
                let value = self.value(index, &inputs, signature, &mut own);
                if !grammar::is_field_value(value) {
                    return Ok(false);
                }
                self.read(index, Some(value), &mut received)?;
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

    /// Finishes a message that was started with the same scheme and key. The carriers are written to `fields`. The
    /// name of a carrier in the body is its path, and the name of a carrier in the query is the name of its
    /// parameter.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`] if the body begins or ends with a digit next to the timestamp, because the same
    /// signature would also be valid for another body with another timestamp. [`ErrorKind::FieldValue`] if the
    /// value of a carrier is not the value of a header field. [`ErrorKind::FieldName`] if the path of a carrier in
    /// the body is not the name of a header field. If members of the body are signed: [`ErrorKind::Json`],
    /// [`ErrorKind::TooLarge`], [`ErrorKind::FieldMissing`] and [`ErrorKind::FieldMalformed`].
    /// [`ErrorKind::Option`] if another scheme or key started the message.
    pub fn finish(self, scheme: &Compiled, key: &Key, fields: &mut Fields) -> Result<(), Error> {
        self.signed(scheme, key)?.carry(scheme, fields, None)
    }

    /// Finishes a request that was started with the same scheme and key. The carriers in the query of the request
    /// are appended to `query`, percent-encoded.
    ///
    /// # Errors
    ///
    /// The errors of [`Signer::finish`]. [`ErrorKind::Scheme`] for a scheme that writes into the body.
    pub fn finish_request(
        self,
        scheme: &Compiled,
        key: &Key,
        fields: &mut Fields,
        query: &mut SecretText,
    ) -> Result<(), Error> {
        scheme.check_request()?;
        let signed = self.signed(scheme, key).map_err(Error::of_caller)?;
        signed.carry(scheme, fields, Some(query))
    }

    fn signed(mut self, scheme: &Compiled, key: &Key) -> Result<Signed, Error> {
        let [of_scheme, of_key] = &self.owners;
        scheme.owner.check(of_scheme)?;
        key.owner.check(of_key)?;
        let mut inputs = core::mem::take(&mut self.inputs);
        Compiled::end_digests(&mut inputs, &mut self.digests);
        let tag = match &mut self.progress {
            Some(progress) => {
                scheme.resume(key, &MessageInputs::of(&inputs), progress)?;
                progress.finish()
            }
            None => scheme.tag_late(key, &mut inputs, &self.body)?,
        };
        Ok(Signed { inputs, tag })
    }
}

/// Turns an error about a received field into an error about a value that the caller passed.
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
