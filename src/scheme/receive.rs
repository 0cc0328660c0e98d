//! Parses the carriers of a received message.

use super::Compiled;
use super::found::{Found, Received};
use super::inputs::{Inputs, is_method};
use super::message::{is_id, missing};
use super::params;
use super::part::Part;
use crate::encoding::json::{Document, Kind, Value};
use crate::text::{pieces, position};
use crate::{Error, ErrorKind, SecretText, TimestampFormat, UnixTime};

/// The maximum length of the value of a carrier, in bytes.
const MAX_VALUE: usize = 8 * 1024;

/// The maximum length of a body from which a time is read, in bytes. The message was found to be authentic before.
const MAX_BODY: usize = 1024 * 1024;

/// The maximum number of signatures in one message.
pub(super) const MAX_SIGNATURES: usize = 16;

/// The minimum length of a signature. A timestamp of digits is always shorter.
const MIN_SIGNATURE: usize = 20;

impl Compiled {
    /// The values of a received message before the carriers are parsed.
    pub(crate) fn receive(
        &self,
        method: &str,
        url: &str,
        fields: &[(&str, &str)],
        vars: &[(&str, &str)],
    ) -> Result<Received, Error> {
        self.check_url(url, self.carriers)?;
        let mut received = Received::default();
        let inputs = &mut received.inputs;
        inputs.is_received = true;
        if !is_method(method) && self.signs_method() {
            let detail = "must be upper-case letters, such as POST";
            return Err(malformed("method", detail));
        }
        inputs.method = method.into();
        inputs.url = url.into();
        if self.reads().has(Part::HEADER_VALUE) || self.reads_body() {
            inputs.give("headers", fields, |name| self.looks_at(name))?;
        }
        if !self.names.vars.is_empty() {
            let is_known = |name: &str| self.names.vars.iter().any(|var| var == name);
            inputs
                .give("vars", vars, is_known)
                .map_err(Error::of_caller)?;
        }
        Ok(received)
    }

    /// Parses the carriers in the header and in the query of the URL. Afterwards, the parameter with the signature
    /// is removed from the URL.
    pub(crate) fn read_header(
        &self,
        fields: &[(&str, &str)],
        received: &mut Received,
    ) -> Result<(), Error> {
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if part == Part::HEADER {
                let mut value = None;
                for (given, text) in fields {
                    if given.eq_ignore_ascii_case(name) && value.replace(*text).is_some() {
                        let detail = "occurs more than once";
                        return Err(Error::named(ErrorKind::FieldAmbiguous, name, detail));
                    }
                }
                let value = value.filter(|text| !text.is_empty());
                self.read(index, value, received)?;
            }
        }
        if self.carriers.has(Part::QUERY_CARRIER) {
            self.read_query(received)?;
        }
        Ok(())
    }

    #[inline(never)]
    fn read_query(&self, received: &mut Received) -> Result<(), Error> {
        let url = SecretText::from(&*received.inputs.url);
        for (index, name) in self.carriers_at(Part::QUERY_CARRIER) {
            let query = super::address::Address::of(&url)?.query;
            let value = params::only(query, "url", name)?;
            self.read(index, value.as_deref(), received)?;
            if self.signs_at(index) {
                received.inputs.url = params::without(&received.inputs.url, name);
            }
        }
        Ok(())
    }

    /// Parses the carriers in a JSON body.
    pub(crate) fn read_body(&self, root: Value<'_>, received: &mut Received) -> Result<(), Error> {
        for (index, path) in self.carriers_at(Part::MEMBER) {
            let member = root.at(path).map(|member| self.text_in(member, index));
            self.read(index, member.transpose()?.as_deref(), received)?;
        }
        Ok(())
    }

    /// The text of a member that is a carrier: a string, or a number as it is written in the body. Values of other
    /// types are rejected, because their text could also be the text of a string.
    fn text_in(&self, member: Value<'_>, index: usize) -> Result<SecretText, Error> {
        let is_signature = self.signs_at(index);
        match member.kind() {
            // A time or an id may be a JSON number.
            Kind::Number if self.names.is_whole && !is_signature => Ok(member.raw().into()),
            Kind::String => Ok(member.text().unwrap_or_default()),
            _ if is_signature => Ok(SecretText::default()),
            _ => Err(malformed(
                self.parts.get(index).1,
                "must be a string or a number",
            )),
        }
    }

    /// Parses the carriers in a body that is a form.
    pub(crate) fn read_form(&self, body: &str, received: &mut Received) -> Result<(), Error> {
        for (index, name) in self.carriers_at(Part::FORM_CARRIER) {
            let value = params::only(body, "body", name)?;
            self.read(index, value.as_deref(), received)?;
        }
        Ok(())
    }

    /// The carriers of one kind. Each carrier has its index and its name.
    fn carriers_at(&self, kind: Part) -> impl Iterator<Item = (usize, &str)> {
        (0..self.parts.len()).filter_map(move |index| {
            let (part, name) = self.parts.get(index);
            (part == kind).then_some((index, name))
        })
    }

    /// Whether the carrier at `index` contains the signature.
    pub(super) fn signs_at(&self, mut index: usize) -> bool {
        loop {
            index = index.saturating_add(1);
            match self.parts.get(index).0 {
                Part::SIGNATURE => return true,
                Part::END => return false,
                part if part.has(Part::CARRIER) => return false,
                _ => {}
            }
        }
    }

    /// The instant of a received timestamp, and the unit of its text in milliseconds. `None` for a scheme without a
    /// timestamp, and for a scheme whose timestamp is in a member of the body.
    pub(crate) fn instant(&self, received: &Received) -> Result<Option<(UnixTime, u64)>, Error> {
        let text = &received.inputs.timestamp;
        if self.timestamp.is_none() || text.is_empty() {
            return Ok(None);
        }
        self.read_time(text)
    }

    /// The instant in the signed member of the body that contains the time, and the unit of its text.
    pub(crate) fn time_in(&self, body: &[u8]) -> Result<Option<(UnixTime, u64)>, Error> {
        let name = &*self.time_field;
        if body.len() > MAX_BODY {
            let detail = "is longer than 1 MiB, the limit for a body with a signed time";
            return Err(Error::new(ErrorKind::TooLarge, "body", detail).of_peer());
        }
        let body = str::from_utf8(body).unwrap_or_default();
        let document = Document::read_within(body, MAX_BODY);
        let document = document.map_err(|error| error.about("body"))?;
        let member = document.root().at(name).ok_or_else(|| missing(name))?;
        match member.text() {
            Some(text) => self.read_time(&text),
            None => self.read_time(member.raw()),
        }
    }

    /// The instant that a text contains in one of the formats of the scheme, and the unit of the text.
    fn read_time(&self, text: &str) -> Result<Option<(UnixTime, u64)>, Error> {
        // If there are several formats, a format of digits accepts only the usual number of digits of this format.
        let is_usual = |format: &TimestampFormat| match format.usual_length() {
            None | Some(usize::MAX) => true,
            Some(usual) => usual == text.len(),
        };
        let mut formats = self.formats.iter().filter(|format| is_usual(format));
        let read = |format: &TimestampFormat| Some((format.read(text)?, format.unit_ms(text)));
        let instant = match &self.timestamp {
            Some(format) if self.formats.is_empty() => read(format),
            _ => formats.find_map(read),
        };
        if instant.is_none() {
            let detail = "must have a timestamp in the scheme's `timestamp.format`";
            return Err(malformed(self.time_name(), detail));
        }
        Ok(instant)
    }

    /// Parses the value of the carrier at `index`.
    pub(super) fn read(
        &self,
        index: usize,
        value: Option<&str>,
        received: &mut Received,
    ) -> Result<(), Error> {
        let (_, name) = self.parts.get(index);
        let mut first = index.saturating_add(1);
        if self.parts.get(first).0 == Part::GROUP {
            first = first.saturating_add(1);
            if value.is_none() {
                return Ok(());
            }
        }
        let mut value = value.ok_or_else(|| missing(name))?;
        if let (Part::PREFIX, prefix) = self.parts.get(first) {
            let rest = value.strip_prefix(prefix);
            value = rest.ok_or_else(|| malformed(name, NO_SIGNATURE))?;
            first = first.saturating_add(1);
        }
        if value.len() > MAX_VALUE {
            return Err(malformed(name, "is longer than 8 KiB"));
        }
        let before = received.signatures;
        let mut carried = Part::END;
        if let (Part::LIST, separator) = self.parts.get(first) {
            let separator = separator.bytes().next().unwrap_or_default();
            for piece in pieces(value, separator) {
                let place = (name, first.saturating_add(1));
                carried = self.piece(place, trim(piece), true, received)?;
            }
        } else {
            carried = self.piece((name, first), value, false, received)?;
        }
        let detail = if carried.has(Part::SIGNATURE) && received.signatures == before {
            NO_SIGNATURE
        } else if received.signatures > MAX_SIGNATURES {
            "has more than 16 signatures"
        } else if carried.has(Part::TIMESTAMP) && received.inputs.timestamp.is_empty() {
            "has no timestamp"
        } else if carried.has(NAMED) && !self.has_named(index, &received.inputs) {
            "has no digest, or no id of 1 to 255 visible ASCII characters"
        } else {
            return Ok(());
        };
        Err(malformed(name, detail))
    }

    /// Whether a valid text was found for each id and each digest of the carrier at `index`.
    fn has_named(&self, mut index: usize, inputs: &Inputs) -> bool {
        loop {
            index = index.saturating_add(1);
            let (part, name) = self.parts.get(index);
            let is_there = match part {
                Part::ID => is_id(inputs.id(name)),
                Part::DIGEST => !inputs.carried_digest(name).is_empty(),
                Part::END => return true,
                _ if part.has(Part::CARRIER) => return true,
                _ => true,
            };
            if !is_there {
                return false;
            }
        }
    }

    /// Compares a piece of a value with each item of the carrier, and stores the values of the items that match.
    /// Returns the set of the placeholders of all items.
    fn piece(
        &self,
        (name, first): (&str, usize),
        piece: &str,
        is_of_list: bool,
        received: &mut Received,
    ) -> Result<Part, Error> {
        let mut carried = Part::END;
        let mut index = first;
        // If an item is only a placeholder, the value determines which item it is: digits are a timestamp.
        let is_number =
            piece.len() < MIN_SIGNATURE && piece.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = |text: &str| is_of_list && text.len() == piece.len();
        loop {
            let mut found = Found::default();
            let inputs = &received.inputs;
            let mut fits = self.fit(&mut index, piece, &mut found, &mut carried, inputs);
            fits &=
                is_number && !is_whole(found.signature) || !is_number && !is_whole(found.timestamp);
            if fits {
                received.keep(name, &found, self.reads().has(Part::KEY_ID))?;
            }
            if fits && !found.signature.is_empty() {
                received.signatures = received.signatures.saturating_add(1);
                if received.signatures <= MAX_SIGNATURES {
                    self.decode(&found, received);
                }
            }
            if self.parts.get(index).0 != Part::NEXT {
                return Ok(carried);
            }
            index = index.saturating_add(1);
        }
    }

    /// Whether a piece matches the item that begins at `index`. Sets `index` to the end of the item.
    ///
    /// A placeholder matches at least one character. Its value ends where the literal after the placeholder first
    /// occurs.
    fn fit<'a>(
        &'a self,
        index: &mut usize,
        piece: &'a str,
        found: &mut Found<'a>,
        carried: &mut Part,
        inputs: &Inputs,
    ) -> bool {
        let (mut open, mut open_name, mut rest, mut fits) = (Part::END, "", piece, true);
        loop {
            let (part, text) = self.parts.get(*index);
            let is_end = !part.has(Part::LITERAL.or(Part::CARRIED).or(Part::VAR));
            if part.has(Part::CARRIED) {
                (open, open_name) = (part, text);
                *carried = carried.or(part);
            } else {
                // If a variable has no value, the piece does not match.
                let literal = if part == Part::VAR {
                    inputs.var(text)
                } else {
                    text
                };
                let end = if is_end {
                    Some(rest.len())
                } else if open == Part::END {
                    // There is no placeholder before the literal.
                    (!literal.is_empty() && rest.starts_with(literal)).then_some(0)
                } else {
                    position(rest, literal)
                };
                let (text, from) = rest
                    .split_at_checked(end.unwrap_or_default())
                    .unwrap_or_default();
                // A placeholder matches at least one character. Outside placeholders, the text must be equal to the
                // literal.
                fits &= end.is_some() && text.is_empty() == (open == Part::END);
                fits &= found.set(open, open_name, text);
                open = Part::END;
                rest = from.get(literal.len()..).unwrap_or_default();
            }
            if is_end {
                return fits;
            }
            *index = index.saturating_add(1);
        }
    }
}

/// The text without spaces and tabs at its start and end.
fn trim(text: &str) -> &str {
    text.trim_matches(|character| matches!(character, ' ' | '\t'))
}

#[cold]
#[inline(never)]
pub(super) fn malformed(name: &str, detail: &'static str) -> Error {
    Error::named(ErrorKind::FieldMalformed, name, detail)
}

/// The parts whose values are stored by name.
const NAMED: Part = Part::ID.or(Part::DIGEST);

const NO_SIGNATURE: &str = "has no prefix or signature in the format of this scheme";
