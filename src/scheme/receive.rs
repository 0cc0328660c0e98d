//! What a received message carries: its carriers, taken apart again.

use alloc::string::String;
use alloc::vec::Vec;

use super::compile::CARRIED;
use super::message::{is_id, missing};
use super::template::Part;
use super::{Compiled, HexCase};
use crate::encoding::json::Value;
use crate::text::{pieces, position};
use crate::wipe::wipe;
use crate::{Encoding, Error, ErrorKind, UnixTime};

/// The longest value of a carrier, in bytes.
const LONGEST: usize = 8 * 1024;

/// The most signatures in one message.
const MOST: usize = 16;

/// No signature is shorter as text, and no timestamp as long.
const SHORTEST: usize = 20;

/// What was taken from the carriers of a message.
#[derive(Debug, Default)]
pub(crate) struct Received {
    pub(crate) timestamp: String,
    pub(crate) id: String,
    /// The bytes of each signature that could be read and has the length of a tag.
    pub(crate) candidates: Vec<u8>,
    signatures: usize,
}

impl Drop for Received {
    /// A signature over nothing is a credential.
    fn drop(&mut self) {
        wipe(&mut self.candidates);
    }
}

/// What a piece has in the places of the placeholders of an item.
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
        for index in 0..self.parts.len() {
            let (Part::HEADER, name) = self.parts.get(index) else {
                continue;
            };
            let mut value = None;
            for (given, text) in fields {
                if given.eq_ignore_ascii_case(name) && value.replace(*text).is_some() {
                    let detail = "is there more than once";
                    return Err(Error::named(ErrorKind::FieldAmbiguous, name, detail));
                }
            }
            let value = value.filter(|text| !text.is_empty());
            self.read(index, value, received)?;
        }
        Ok(())
    }

    /// Reads the carriers in a body that is JSON.
    pub(crate) fn read_body(&self, root: Value<'_>, received: &mut Received) -> Result<(), Error> {
        for index in 0..self.parts.len() {
            let (Part::MEMBER, path) = self.parts.get(index) else {
                continue;
            };
            let member = root
                .at(path)
                .map(|member| member.text().unwrap_or_default());
            self.read(index, member.as_deref(), received)?;
        }
        Ok(())
    }

    /// The instant of a received timestamp; none for a scheme without.
    pub(crate) fn instant(&self, received: &Received) -> Result<Option<UnixTime>, Error> {
        let Some(format) = self.timestamp else {
            return Ok(None);
        };
        let instant = format.read(&received.timestamp);
        if instant.is_none() {
            let name = self.carrier_of(Part::TIMESTAMP);
            return Err(malformed(
                name,
                "has a timestamp that is not digits of this age",
            ));
        }
        Ok(instant)
    }

    /// Reads the value of the carrier at `index`.
    pub(super) fn read(
        &self,
        index: usize,
        value: Option<&str>,
        received: &mut Received,
    ) -> Result<(), Error> {
        let (_, name) = self.parts.get(index);
        let mut value = value.ok_or_else(|| missing(name))?;
        let mut first = index.saturating_add(1);
        if let (Part::PREFIX, prefix) = self.parts.get(first) {
            let rest = value.strip_prefix(prefix);
            value = rest.ok_or_else(|| malformed(name, NO_SIGNATURE))?;
            first = first.saturating_add(1);
        }
        if value.len() > LONGEST {
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
        } else if received.signatures > MOST {
            "has more than 16 signatures"
        } else if carried.has(Part::TIMESTAMP) && received.timestamp.is_empty() {
            "has no timestamp"
        } else if carried.has(Part::ID) && !is_id(&received.id) {
            "has no id of 1 to 255 visible ASCII characters"
        } else {
            return Ok(());
        };
        Err(malformed(name, detail))
    }

    /// Takes what a piece of a value has, if it is one of the items that begin at a place, and tells
    /// what all of them can have.
    fn piece(
        &self,
        (name, first): (&str, usize),
        piece: &str,
        is_of_list: bool,
        received: &mut Received,
    ) -> Result<Part, Error> {
        let mut carried = Part::END;
        let mut index = first;
        // An item that is a placeholder alone is told by what stands in its place.
        let is_number = piece.len() < SHORTEST && piece.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = |text: &str| is_of_list && text.len() == piece.len();
        loop {
            let mut found = Found::default();
            let mut fits = self.fit(&mut index, piece, &mut found, &mut carried);
            fits &=
                is_number && !is_whole(found.signature) || !is_number && !is_whole(found.timestamp);
            if fits {
                keep(name, found.timestamp, &mut received.timestamp)?;
                keep(name, found.id, &mut received.id)?;
            }
            if fits && !found.signature.is_empty() {
                received.signatures = received.signatures.saturating_add(1);
                if received.signatures <= MOST {
                    self.decode(found.signature, &mut received.candidates);
                }
            }
            if self.parts.get(index).0 != Part::NEXT {
                return Ok(carried);
            }
            index = index.saturating_add(1);
        }
    }

    /// Whether a piece is the item that begins at `index`, which is moved to the end of the item.
    ///
    /// A placeholder stands for at least one character, and ends where the literal after it first
    /// occurs.
    fn fit<'a>(
        &self,
        index: &mut usize,
        piece: &'a str,
        found: &mut Found<'a>,
        carried: &mut Part,
    ) -> bool {
        let (mut open, mut rest, mut fits) = (Part::END, piece, true);
        loop {
            let (part, literal) = self.parts.get(*index);
            let is_end = !part.has(Part::LITERAL.or(CARRIED));
            if part == Part::LITERAL || is_end {
                let end = if is_end {
                    Some(rest.len())
                } else {
                    position(rest, literal)
                };
                let (text, from) = rest
                    .split_at_checked(end.unwrap_or_default())
                    .unwrap_or_default();
                // Text stands in the place of a placeholder, and nowhere else.
                fits &= end.is_some() && text.is_empty() == (open == Part::END);
                found.set(open, text);
                open = Part::END;
                rest = from.get(literal.len()..).unwrap_or_default();
            } else {
                open = part;
                *carried = carried.or(part);
            }
            if is_end {
                return fits;
            }
            *index = index.saturating_add(1);
        }
    }

    /// Adds the bytes of a signature, if it is written as the scheme says.
    fn decode(&self, signature: &str, candidates: &mut Vec<u8>) {
        // No encoding writes a byte with more than three characters.
        if signature.len() > self.hash.tag_length().saturating_mul(3) {
            return;
        }
        let is_hex = matches!(self.encoding, Encoding::HexLower | Encoding::HexUpper);
        for byte in signature.bytes() {
            let is_other = match self.hex_case {
                HexCase::Lower => byte.is_ascii_uppercase(),
                HexCase::Upper => byte.is_ascii_lowercase(),
                HexCase::Either => false,
            };
            if is_hex && is_other {
                return;
            }
        }
        let mut bytes = self.encoding.decode(signature).unwrap_or_default();
        if bytes.len() != self.hash.tag_length() {
            wipe(&mut bytes);
        } else if candidates.is_empty() {
            *candidates = bytes;
        } else {
            // A list that grows leaves a copy of what it held.
            let both = [candidates.as_slice(), &bytes].concat();
            wipe(candidates);
            wipe(&mut bytes);
            *candidates = both;
        }
    }
}

impl<'a> Found<'a> {
    fn set(&mut self, part: Part, text: &'a str) {
        match part {
            Part::SIGNATURE => self.signature = text,
            Part::TIMESTAMP => self.timestamp = text,
            Part::ID => self.id = text,
            _ => {}
        }
    }
}

/// Keeps a value that may occur again, but not with another text.
fn keep(name: &str, found: &str, kept: &mut String) -> Result<(), Error> {
    if kept.is_empty() {
        kept.push_str(found);
    } else if !found.is_empty() && *kept != found {
        let detail = "has two different timestamps or ids";
        return Err(Error::named(ErrorKind::FieldAmbiguous, name, detail));
    }
    Ok(())
}

/// Without spaces and tabs around it.
fn trim(text: &str) -> &str {
    text.trim_matches(|character| matches!(character, ' ' | '\t'))
}

#[cold]
#[inline(never)]
fn malformed(name: &str, detail: &'static str) -> Error {
    Error::named(ErrorKind::FieldMalformed, name, detail)
}

const NO_SIGNATURE: &str = "has no signature of this scheme";
