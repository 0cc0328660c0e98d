//! From a description to what signs and verifies by it.

use alloc::string::String;
use alloc::vec::Vec;

use super::template::{Part, Parts};
use super::{Carrier, Construction, Covers, HexCase, Place, Scheme};
use crate::text::pieces;
use crate::{Algorithm, Encoding, Error, ErrorKind, SecretEncoding, TimestampFormat, grammar};

/// A scheme whose templates were read.
#[derive(Debug)]
pub struct Compiled {
    pub(super) construction: Construction,
    pub(super) hash: Algorithm,
    pub(super) key: SecretEncoding,
    pub(super) key_prefix: String,
    pub(super) message: Parts,
    pub(super) encoding: Encoding,
    pub(super) hex_case: HexCase,
    pub(super) slots: Vec<Slot>,
    pub(super) timestamp: Option<TimestampFormat>,
    pub(super) tolerance_secs: u32,
}

/// A carrier whose items were read.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) separator: String,
    pub(super) items: Vec<Parts>,
}

impl Compiled {
    /// The scheme without its message and its carriers.
    pub(super) fn blank(scheme: &Scheme<'_>) -> Self {
        Self {
            construction: scheme.construction,
            hash: scheme.hash,
            key: scheme.key,
            key_prefix: scheme.key_prefix.into(),
            message: Parts::default(),
            encoding: scheme.encoding,
            hex_case: scheme.hex_case,
            slots: Vec::new(),
            timestamp: scheme.timestamp,
            tolerance_secs: scheme.tolerance_secs,
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
        if self.message.has(Part::Body) {
            return Covers::Body;
        }
        let mut paths = Vec::new();
        for (part, path) in self.message.iter() {
            if matches!(part, Part::Field | Part::FieldOrEmpty) {
                paths.push(path.into());
            }
        }
        if paths.is_empty() {
            Covers::Nothing
        } else {
            Covers::Fields(paths)
        }
    }

    /// Whether the body is read as JSON before it is known to be authentic.
    pub(crate) fn reads_body(&self) -> bool {
        self.slots.iter().any(|slot| slot.place == Place::Body)
            || self.message.has(Part::Field)
            || self.message.has(Part::FieldOrEmpty)
    }

    pub(crate) fn signs_id(&self) -> bool {
        self.message.has(Part::Id)
    }

    pub(super) fn is_digest(&self) -> bool {
        self.construction == Construction::DIGEST
    }

    /// The name of the carrier of a part.
    pub(crate) fn carrier_of(&self, part: Part) -> &str {
        let carries = |slot: &&Slot| slot.carries(part);
        self.slots
            .iter()
            .find(carries)
            .map_or("", |slot| &slot.name)
    }

    /// The same with the tag in another encoding, in the case of that encoding alone.
    pub(crate) fn with_encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self.hex_case = if encoding == Encoding::HexUpper {
            HexCase::Upper
        } else {
            HexCase::Lower
        };
        self
    }

    pub(super) fn message(&mut self, template: &str) -> Result<(), Error> {
        self.message = Parts::read("message", template)?;
        Ok(())
    }

    pub(super) fn carrier(&mut self, carrier: &Carrier<'_>) -> Result<(), Error> {
        let slot = self.slot(carrier)?;
        let Some(separator) = slot.separator.bytes().next() else {
            return slot.item(carrier.value);
        };
        let mut start = 0_usize;
        for piece in pieces(carrier.value, separator) {
            let item = piece.trim_start_matches(' ');
            let index = start.saturating_add(piece.len().saturating_sub(item.len()));
            slot.item(item).map_err(|error| shift(error, index))?;
            start = start.saturating_add(piece.len()).saturating_add(1);
        }
        Ok(())
    }

    /// A new slot without items.
    pub(super) fn slot(&mut self, carrier: &Carrier<'_>) -> Result<&mut Slot, Error> {
        let is_name = match carrier.place {
            Place::Header => grammar::is_token(carrier.name),
            Place::Body => !carrier.name.is_empty(),
        };
        if !is_name {
            return Err(refuse(HEADERS, "have a name that is no token"));
        }
        let is_separator = match carrier.separator.as_bytes() {
            [] => true,
            [one] | [one, b' '] => one.is_ascii() && !one.is_ascii_alphanumeric(),
            _ => false,
        };
        if !is_separator {
            let detail =
                "have a separator that is not one character of punctuation, or that and a space";
            return Err(refuse(HEADERS, detail));
        }
        let slot = Slot {
            place: carrier.place,
            name: carrier.name.into(),
            prefix: carrier.prefix.into(),
            separator: carrier.separator.into(),
            items: Vec::new(),
        };
        self.slots.push(slot);
        self.slots
            .last_mut()
            .ok_or_else(|| refuse(HEADERS, "carry no {signature}"))
    }

    /// What no template can tell alone.
    pub(super) fn checked(self) -> Result<Self, Error> {
        let message = &self.message;
        let carries = |part| self.slots.iter().any(|slot| slot.carries(part));
        let travels = |part| message.has(part) == carries(part);
        let fault = if message.has(Part::Signature) {
            (MESSAGE, "cannot contain {signature}")
        } else if message.count(Part::Body) > 1 {
            (MESSAGE, "can contain {body} only once")
        } else if message.has(Part::Body) && self.reads_body() {
            (
                MESSAGE,
                "cannot contain {body}, because something is read from the body",
            )
        } else if message.has(Part::Secret) != self.is_digest() {
            (MESSAGE, "cannot contain {secret}: it is the key")
        } else if !carries(Part::Signature) {
            (HEADERS, "carry no {signature}")
        } else if self.timestamp.is_none() && carries(Part::Timestamp) {
            (TIMESTAMP, "is needed, because a template has {timestamp}")
        } else if self.timestamp.is_some() && !message.has(Part::Timestamp) {
            (
                TIMESTAMP,
                "is not in the message, so that anyone could change it",
            )
        } else if !travels(Part::Timestamp) || !travels(Part::Id) {
            (
                MESSAGE,
                "must contain each {timestamp} and {id} that travels, and no other",
            )
        } else {
            return Ok(self);
        };
        Err(refuse(fault.0, fault.1))
    }
}

impl Slot {
    pub(super) fn carries(&self, part: Part) -> bool {
        self.items.iter().any(|item| item.has(part))
    }

    /// Reads the next item of the value.
    pub(super) fn item(&mut self, template: &str) -> Result<(), Error> {
        let item = Parts::read(HEADERS, template)?;
        let mut before = Part::Literal;
        for (part, _) in item.iter() {
            if !matches!(
                part,
                Part::Literal | Part::Signature | Part::Timestamp | Part::Id
            ) {
                let detail = "can carry {signature}, {timestamp} and {id}, and nothing else";
                return Err(refuse(HEADERS, detail));
            }
            if part != Part::Literal && before != Part::Literal {
                let detail = "have two placeholders with nothing between them";
                return Err(refuse(HEADERS, detail));
            }
            before = part;
        }
        self.items.push(item);
        Ok(())
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

const MESSAGE: &str = "message";
const HEADERS: &str = "headers";
const TIMESTAMP: &str = "timestamp";
