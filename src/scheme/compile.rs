//! From a description to what signs and verifies by it.

use alloc::string::String;
use alloc::vec::Vec;

use super::template::{Part, Parts};
use super::{Carrier, Construction, Covers, HexCase, Place, Scheme};
use crate::digest::sha256;
use crate::encoding::decimal;
use crate::encoding::hex::{self, Case};
use crate::owner::Owner;
use crate::text::pieces;
use crate::{Algorithm, Encoding, Error, ErrorKind, SecretEncoding, TimestampFormat, grammar};

/// A scheme whose templates were read.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub(super) owner: Owner,
    /// Whose the ids of its messages are; empty where they have none.
    pub(crate) name: String,
    pub(crate) construction: Construction,
    pub(crate) hash: Algorithm,
    pub(crate) key: SecretEncoding,
    pub(crate) key_prefix: String,
    pub(crate) encoding: Encoding,
    pub(crate) hex_case: HexCase,
    pub(crate) timestamp: Option<TimestampFormat>,
    pub(super) tolerance_secs: u32,
    pub(crate) event_id: String,
    pub(super) parts: Parts,
    /// What the message has, and what the carriers have.
    pub(super) message: Part,
    pub(super) carriers: Part,
}

/// To JavaScript, the prototype of an object; in a path, the only element of an array.
const NO_PLACES: [&str; 2] = ["__proto__", "*"];

impl Scheme<'_> {
    /// Reads the templates, once for any number of messages.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scheme`](crate::ErrorKind::Scheme), at the byte of the template where the fault
    /// is, if it is in one.
    pub fn compile(&self) -> Result<Compiled, Error> {
        let mut compiled = Compiled::blank(self);
        compiled.message(self.message)?;
        for carrier in self.carriers {
            compiled.carrier(carrier)?;
        }
        compiled.finish()?;
        Ok(compiled)
    }
}

impl Compiled {
    /// The scheme without its message and its carriers.
    pub(super) fn blank(scheme: &Scheme<'_>) -> Self {
        Self {
            owner: Owner::default(),
            name: scheme.name.into(),
            construction: scheme.construction,
            hash: scheme.hash,
            key: scheme.key,
            key_prefix: scheme.key_prefix.into(),
            encoding: scheme.encoding,
            hex_case: scheme.hex_case,
            timestamp: scheme.timestamp,
            tolerance_secs: scheme.tolerance_secs,
            event_id: scheme.event_id.into(),
            parts: Parts::default(),
            message: Part::END,
            carriers: Part::END,
        }
    }

    /// The format of the timestamp, where there is one.
    #[must_use]
    pub fn timestamp(&self) -> Option<TimestampFormat> {
        self.timestamp
    }

    /// How far a timestamp may be from now, unless the caller says.
    #[must_use]
    pub fn tolerance_secs(&self) -> u32 {
        self.tolerance_secs
    }

    /// What a signature of this scheme binds.
    #[must_use]
    pub fn covers(&self) -> Covers {
        if self.message.has(Part::BODY) {
            return Covers::Body;
        }
        if !self.message.has(Part::ANY_FIELD) {
            return Covers::Nothing;
        }
        let mut paths = Vec::new();
        for index in 0..self.parts.len() {
            let (part, path) = self.parts.get(index);
            if part.has(Part::ANY_FIELD) {
                paths.push(path.into());
            }
        }
        Covers::Fields(paths)
    }

    /// Whether the body is read as JSON before it is known to be authentic.
    pub(crate) fn reads_body(&self) -> bool {
        self.carriers.has(Part::MEMBER) || self.message.has(Part::ANY_FIELD)
    }

    pub(crate) fn signs_id(&self) -> bool {
        self.message.has(Part::ID)
    }

    pub(super) fn is_digest(&self) -> bool {
        self.construction == Construction::DIGEST
    }

    /// The name of the carrier of a part.
    #[cold]
    pub(crate) fn carrier_of(&self, sought: Part) -> &str {
        let mut name = "";
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                name = text;
            } else if part == sought && !name.is_empty() {
                break;
            }
        }
        name
    }

    /// The same with the tag in another encoding, in the case of that encoding alone.
    pub(crate) fn with_encoding(self, encoding: Encoding) -> Self {
        let hex_case = match encoding {
            Encoding::HexUpper => HexCase::Upper,
            _ => HexCase::Lower,
        };
        Self {
            encoding,
            hex_case,
            ..self
        }
    }

    /// Reads the message, which comes before the carriers.
    ///
    /// An id and a member are any text: side by side with another value, one could end anywhere under
    /// the same tag. A member that is alone has nothing beside it but what others cannot choose.
    pub(super) fn message(&mut self, template: &str) -> Result<(), Error> {
        self.message = self.parts.read(MESSAGE, template)?;
        let mut values = 0_usize;
        for index in 0..self.parts.len() {
            values = values.saturating_add(self.parts.get(index).0.has(Part::VALUE).into());
        }
        let is_marked = self.construction == Construction::HMAC && values > 1;
        let those = if is_marked { Part::VALUE } else { Part::ID };
        self.stand_apart(MESSAGE, 0, those)
    }

    pub(super) fn carrier(&mut self, carrier: &Carrier<'_>) -> Result<(), Error> {
        self.open(carrier)?;
        let Some(separator) = carrier.separator.bytes().next() else {
            return self.item(carrier, carrier.value);
        };
        let mut start = 0_usize;
        for piece in pieces(carrier.value, separator) {
            let item = piece.trim_start_matches(' ');
            let index = start.saturating_add(piece.len().saturating_sub(item.len()));
            self.item(carrier, item)
                .map_err(|error| shift(error, index))?;
            start = start.saturating_add(piece.len()).saturating_add(1);
        }
        Ok(())
    }

    /// Begins a carrier, whose items follow.
    pub(super) fn open(&mut self, carrier: &Carrier<'_>) -> Result<(), Error> {
        let (part, is_name) = match carrier.place {
            Place::Header => (Part::HEADER, grammar::is_token(carrier.name)),
            Place::Body => (Part::MEMBER, !carrier.name.is_empty()),
        };
        let is_separator = match carrier.separator.as_bytes() {
            [] => true,
            [one] | [one, b' '] => one.is_ascii() && !one.is_ascii_alphanumeric(),
            _ => false,
        };
        if !is_name {
            return Err(refuse(HEADERS, "have a name that is no token"));
        }
        if NO_PLACES.contains(&carrier.name) {
            let detail = "are at __proto__, which is no field, or at *, which is no member";
            return Err(refuse(HEADERS, detail));
        }
        if !is_separator {
            let detail = "have a separator that is not one mark, or one and a space";
            return Err(refuse(HEADERS, detail));
        }
        self.carriers = self.carriers.or(part);
        self.parts.push(part, carrier.name);
        for (part, text) in [
            (Part::PREFIX, carrier.prefix),
            (Part::LIST, carrier.separator),
        ] {
            if !text.is_empty() {
                self.parts.push(part, text);
            }
        }
        Ok(())
    }

    /// Reads the next item of a carrier.
    pub(super) fn item(&mut self, carrier: &Carrier<'_>, template: &str) -> Result<(), Error> {
        let (last, _) = self.parts.get(self.parts.len().saturating_sub(1));
        if last.is_within(CARRIED.or(Part::LITERAL)) {
            self.parts.push(Part::NEXT, carrier.separator);
        }
        let start = self.parts.len();
        let set = self.parts.read(HEADERS, template)?;
        if !set.is_within(CARRIED.or(Part::LITERAL)) {
            let detail = "can carry {signature}, {timestamp} and {id}, and nothing else";
            return Err(refuse(HEADERS, detail));
        }
        self.carriers = self.carriers.or(set);
        self.stand_apart(HEADERS, start, CARRIED)
    }

    /// From `start` on, none of these placeholders may stand side by side with another; and no digit
    /// beside those of a timestamp, where both could begin or end elsewhere.
    fn stand_apart(&self, argument: &'static str, start: usize, those: Part) -> Result<(), Error> {
        let (mut seen, mut before, mut left) = (Part::END, Part::LITERAL, "");
        for index in start..self.parts.len() {
            let (part, right) = self.parts.get(index);
            let both = before.or(part);
            let is_close = both.has(those) && !both.has(Part::LITERAL);
            let beside = match (before, part) {
                (Part::TIMESTAMP, _) => right.bytes().next(),
                (_, Part::TIMESTAMP) if seen.has(Part::FREE) => left.bytes().next_back(),
                _ => None,
            };
            let detail = if is_close {
                "has placeholders without text between them"
            } else if beside.is_some_and(|byte| byte.is_ascii_digit()) {
                "has a digit beside {timestamp}"
            } else {
                (seen, before, left) = (seen.or(part), part, right);
                continue;
            };
            return Err(refuse(argument, detail));
        }
        Ok(())
    }

    /// The names of the header fields that are looked at, each once.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        (0..self.parts.len()).filter_map(|index| match self.parts.get(index) {
            (Part::HEADER, name) => Some(name),
            _ => None,
        })
    }

    /// Checks what no template can tell alone, and names the scheme, if its messages have ids and it
    /// has no name: by what it signs and where that travels, so that another has another name.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.check()?;
        let is_covered = match self.covers() {
            Covers::Body => true,
            Covers::Fields(paths) => paths.contains(&self.event_id),
            Covers::Nothing => false,
        };
        let is_path = self.event_id.bytes().all(|byte| byte >= b' ');
        if !self.event_id.is_empty() && (self.signs_id() || !is_covered || !is_path) {
            let detail = "is not covered by the signature, or stands beside {id}";
            return Err(refuse("eventId", detail));
        }
        if self.name.is_empty() && (self.signs_id() || !self.event_id.is_empty()) {
            let mut text = String::new();
            decimal::push(
                &mut text,
                self.hash.tag_length().try_into().unwrap_or_default(),
            );
            for index in 0..self.parts.len() {
                let (part, value) = self.parts.get(index);
                part.push_to(&mut text);
                text.push_str(value);
            }
            let digest = sha256(&[text.as_bytes()]);
            self.name = hex::encode(&digest, Case::Lower);
        }
        Ok(())
    }

    /// What no template can tell alone.
    fn check(&self) -> Result<(), Error> {
        const SIGNED: Part = Part::LITERAL
            .or(Part::BODY)
            .or(Part::TIMESTAMP)
            .or(Part::ID);
        let known = SIGNED.or(Part::URL).or(Part::ANY_FIELD);
        let known = if self.is_digest() {
            known.or(Part::SECRET)
        } else {
            known
        };
        let (message, carriers) = (self.message, self.carriers);
        let travels = |part| message.has(part) == carriers.has(part);
        let (argument, detail) = if !message.is_within(known) {
            (MESSAGE, "cannot contain {signature} or {secret}")
        } else if message.has(Part::BODY) && self.reads_body() {
            (
                MESSAGE,
                "cannot contain {body}, because something is read from the body",
            )
        } else if !carriers.has(Part::SIGNATURE) {
            (HEADERS, "carry no {signature}")
        } else if !travels(Part::TIMESTAMP) || !travels(Part::ID) {
            (
                MESSAGE,
                "must contain each {timestamp} and {id} that travels, and no other",
            )
        } else if self.timestamp.is_some() != message.has(Part::TIMESTAMP) {
            (
                "timestamp",
                "is needed where {timestamp} is signed, and nowhere else",
            )
        } else {
            return self.check_carriers();
        };
        Err(refuse(argument, detail))
    }
}

/// The same error, further on.
pub(super) fn shift(error: Error, by: usize) -> Error {
    match error.index() {
        Some(index) => error.at(index.saturating_add(by)),
        None => error,
    }
}

#[cold]
#[inline(never)]
pub(super) fn refuse(argument: &'static str, detail: &'static str) -> Error {
    Error::new(ErrorKind::Scheme, argument, detail)
}

/// What travels.
pub(super) const CARRIED: Part = Part::SIGNATURE.or(Part::TIMESTAMP).or(Part::ID);
pub(super) const MESSAGE: &str = "message";
pub(super) const HEADERS: &str = "headers";
