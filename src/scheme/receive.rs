//! What a received message carries: its carriers, taken apart again.

use alloc::string::String;
use alloc::vec::Vec;

use super::compile::Slot;
use super::message::{is_id, missing};
use super::template::{Part, Parts};
use super::{Compiled, HexCase, Place};
use crate::encoding::json::{Kind, Value};
use crate::text::{pieces, position};
use crate::{Encoding, Error, ErrorKind, UnixTime};

/// The longest value of a carrier, in bytes.
const LONGEST: usize = 8 * 1024;

/// The most signatures in one message.
const MOST: usize = 16;

/// What was taken from the carriers of a message.
#[derive(Debug, Default)]
pub(crate) struct Received {
    pub(crate) timestamp: String,
    pub(crate) id: String,
    /// The bytes of each signature that could be read.
    pub(crate) candidates: Vec<Vec<u8>>,
    signatures: usize,
}

/// What an item has where the template has its placeholders; empty where it has none.
#[derive(Default)]
struct Found<'a> {
    signature: &'a str,
    timestamp: &'a str,
    id: &'a str,
}

impl Compiled {
    /// Reads the carriers in the header.
    pub(crate) fn read_header(
        &self,
        fields: &[(&str, &str)],
        received: &mut Received,
    ) -> Result<(), Error> {
        for slot in self.slots_in(Place::Header) {
            let mut value = None;
            for (name, given) in fields {
                if name.eq_ignore_ascii_case(&slot.name) && value.replace(*given).is_some() {
                    let detail = "is there more than once";
                    return Err(Error::named(ErrorKind::FieldAmbiguous, &slot.name, detail));
                }
            }
            let value = value.ok_or_else(|| missing(&slot.name))?;
            slot.read(value, self, received)?;
        }
        Ok(())
    }

    /// Reads the carriers in a body that is JSON.
    pub(crate) fn read_body(&self, root: Value<'_>, received: &mut Received) -> Result<(), Error> {
        for slot in self.slots_in(Place::Body) {
            let member = root.at(&slot.name).ok_or_else(|| missing(&slot.name))?;
            if member.kind() != Kind::String {
                return Err(slot.malformed("is no text"));
            }
            slot.read(&member.text().unwrap_or_default(), self, received)?;
        }
        Ok(())
    }

    /// The instant of a received timestamp; none for a scheme without.
    pub(crate) fn instant(&self, received: &Received) -> Result<Option<UnixTime>, Error> {
        let Some(format) = self.timestamp else {
            return Ok(None);
        };
        let instant = format.read(&received.timestamp).ok_or_else(|| {
            let detail = "has a timestamp that is not digits alone, or no instant before 10000";
            let name = self.carrier_of(Part::Timestamp);
            Error::named(ErrorKind::FieldMalformed, name, detail)
        });
        instant.map(Some)
    }

    fn slots_in(&self, place: Place) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| slot.place == place)
    }

    /// The bytes of a signature, if it is written as the scheme says.
    fn decode(&self, signature: &str) -> Option<Vec<u8>> {
        let is_hex = matches!(self.encoding, Encoding::HexLower | Encoding::HexUpper);
        let other_case: fn(&u8) -> bool = match self.hex_case {
            HexCase::Lower => u8::is_ascii_uppercase,
            HexCase::Upper => u8::is_ascii_lowercase,
            HexCase::Either => |_| false,
        };
        if is_hex && signature.as_bytes().iter().any(other_case) {
            return None;
        }
        self.encoding.decode(signature).ok()
    }
}

impl Slot {
    fn read(&self, value: &str, scheme: &Compiled, received: &mut Received) -> Result<(), Error> {
        if value.len() > LONGEST {
            return Err(self.malformed("is longer than 8 KiB"));
        }
        let Some(value) = value.strip_prefix(&*self.prefix) else {
            return Err(self.malformed("does not begin as this scheme's does"));
        };
        let before = received.signatures;
        match self.separator.bytes().next() {
            None => self.piece(value, scheme, received)?,
            Some(separator) => {
                for piece in pieces(value, separator) {
                    self.piece(trim(piece), scheme, received)?;
                }
            }
        }
        let detail = if self.carries(Part::Signature) && received.signatures == before {
            "has no signature of this scheme"
        } else if received.signatures > MOST {
            "has more than 16 signatures"
        } else if self.carries(Part::Timestamp) && received.timestamp.is_empty() {
            "has no timestamp"
        } else if self.carries(Part::Id) && !is_id(&received.id) {
            "has no id of 1 to 255 visible ASCII characters"
        } else {
            return Ok(());
        };
        Err(self.malformed(detail))
    }

    /// Takes what a piece of the value has, if it is an item.
    fn piece(&self, piece: &str, scheme: &Compiled, received: &mut Received) -> Result<(), Error> {
        for item in &self.items {
            let Some(found) = fit(item, piece) else {
                continue;
            };
            self.keep(found.timestamp, &mut received.timestamp)?;
            self.keep(found.id, &mut received.id)?;
            if !found.signature.is_empty() {
                received.signatures = received.signatures.saturating_add(1);
                if received.signatures <= MOST {
                    received.candidates.extend(scheme.decode(found.signature));
                }
            }
        }
        Ok(())
    }

    /// Keeps a value that may occur again, but not with another text.
    fn keep(&self, found: &str, kept: &mut String) -> Result<(), Error> {
        if kept.is_empty() {
            kept.push_str(found);
        } else if !found.is_empty() && *kept != found {
            let detail = "has two different timestamps or ids";
            return Err(Error::named(ErrorKind::FieldAmbiguous, &self.name, detail));
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn malformed(&self, detail: &'static str) -> Error {
        Error::named(ErrorKind::FieldMalformed, &self.name, detail)
    }
}

/// What a piece has in the places of an item's placeholders, if its literals are those of the item.
///
/// A placeholder ends where the literal after it first occurs; it stands for at least one character.
fn fit<'a>(item: &Parts, piece: &'a str) -> Option<Found<'a>> {
    let mut found = Found::default();
    let mut open = None;
    let mut rest = piece;
    for (part, literal) in item.iter() {
        if part != Part::Literal {
            open = Some(part);
            continue;
        }
        let start = match open {
            Some(_) => position(rest, literal)?,
            None => rest.strip_prefix(literal).map(|_| 0)?,
        };
        let (before, from) = rest.split_at_checked(start)?;
        found.set(open.take(), before)?;
        rest = from.get(literal.len()..)?;
    }
    match open {
        Some(_) => found.set(open, rest)?,
        None if rest.is_empty() => {}
        None => return None,
    }
    Some(found)
}

impl<'a> Found<'a> {
    fn set(&mut self, part: Option<Part>, text: &'a str) -> Option<()> {
        let place = match part {
            Some(Part::Signature) => &mut self.signature,
            Some(Part::Timestamp) => &mut self.timestamp,
            Some(_) => &mut self.id,
            None => return Some(()),
        };
        *place = text;
        (!text.is_empty()).then_some(())
    }
}

/// Without spaces and tabs around it.
fn trim(text: &str) -> &str {
    text.trim_matches(|character| matches!(character, ' ' | '\t'))
}
