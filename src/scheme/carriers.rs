//! Rejects a scheme if payauth could not parse the carriers that it writes for the scheme. A carrier is a header
//! field, a parameter or a member in which values are sent.

use alloc::string::String;
use alloc::vec::Vec;

use super::Compiled;
use super::apart::SEPARATOR;
use super::compile::refuse;
use super::part::Part;
use crate::border::ends_in;
use crate::{Encoding, Error, ErrorKind};

/// The maximum number of carriers, and of list items. There is a limit because each carrier is compared with all
/// others.
const MAX_CARRIERS: usize = 64;

/// An item of a list in a carrier.
#[derive(Clone, Copy)]
struct Item<'a> {
    /// The index of the carrier that contains the item.
    carrier: usize,
    /// The text of the item before its first placeholder.
    lead: &'a str,
    /// The first placeholder of the item.
    first: Part,
    /// The set of the placeholders of the item.
    carries: Part,
    /// Whether the item is only a placeholder, without text.
    is_bare: bool,
}

impl Compiled {
    /// Rejects carriers that payauth could not parse after it wrote them.
    pub(super) fn check_carriers(&self) -> Result<(), Error> {
        self.check_items()?;
        self.check_places()?;
        self.check_marks()?;
        // Finds a character that occurs in the text of no carrier.
        let is_free = |one: &u8| {
            let in_text = |index| {
                let (part, text) = self.parts.get(index);
                part != Part::END && !part.has(Part::CARRIER) && text.as_bytes().contains(one)
            };
            !(0..self.parts.len()).any(in_text)
        };
        let sample = (b'!'..=b'~').rev().find(is_free).unwrap_or(b'~');
        match self.reads_its_own(&String::from(char::from(sample))) {
            Ok(true) => Ok(()),
            _ => Err(refuse(
                "scheme",
                "sends values that payauth could not read back; use only visible ASCII around placeholders, no text that a value can contain, and no raw digest",
            )),
        }
    }

    /// Checks that each field occurs only once, that each id is in only one carrier, and that no member is inside
    /// another member.
    fn check_places(&self) -> Result<(), Error> {
        let mut ids: Vec<(usize, &str)> = Vec::new();
        let mut carrier = None;
        let mut count = 0_usize;
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if let (Part::ID, Some(carrier)) = (part, carrier) {
                let is_again = |(other, id): &(usize, &str)| *id == name && *other != carrier;
                if ids.iter().any(is_again) {
                    let detail = "must send each {id}, {id:…} and {nonce} in one field only";
                    let (place, _) = self.parts.get(carrier);
                    return Err(refuse(place.definition_member(), detail));
                }
                ids.push((carrier, name));
            }
            if !part.has(Part::CARRIER) {
                continue;
            }
            carrier = Some(index);
            count = count.saturating_add(1);
            if count > MAX_CARRIERS {
                let detail = "sends more than 64 fields, parameters and members";
                return Err(refuse("scheme", detail));
            }
            for (other, (kind, path)) in self.all_parts().enumerate() {
                let is_double = kind == part && other < index;
                let is_same = match kind {
                    Part::HEADER => path.eq_ignore_ascii_case(name),
                    Part::QUERY_CARRIER | Part::FORM_CARRIER => path == name,
                    _ => false,
                };
                if is_double && is_same {
                    return Err(refuse(
                        part.definition_member(),
                        "have a name twice, ignoring case",
                    ));
                }
                let is_member = kind.has(Part::MEMBER.or(Part::ANY_FIELD)) && part == Part::MEMBER;
                if is_member && (is_inside(path, name) || is_inside(name, path)) {
                    return Err(refuse(
                        "fields",
                        "must not have a member inside another, such as a.b in a; {field:…} counts, too",
                    ));
                }
                if kind.has(Part::ANY_FIELD) && part == Part::MEMBER && path == name {
                    return Err(refuse(
                        "fields",
                        "must not send a member that a {field:…} reads; remove one of the two",
                    ));
                }
            }
        }
        Ok(())
    }

    /// Rejects a carrier if the signature in it can contain the text that follows the signature.
    fn check_marks(&self) -> Result<(), Error> {
        let (mut last, mut separator, mut carrier) = (Part::END, "", Part::END);
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            let ends = match part {
                Part::LITERAL if last == Part::SIGNATURE => text,
                Part::SIGNATURE => separator.get(..1).unwrap_or_default(),
                _ => "",
            };
            if !ends.is_empty() && ends.bytes().all(|byte| self.can_write(byte)) {
                return Err(refuse(
                    carrier.definition_member(),
                    "must not have text or a `sep` after {signature} or {secret} that its value can contain",
                ));
            }
            if part.has(Part::CARRIER) {
                (separator, carrier) = ("", part);
            } else if part == Part::LIST {
                separator = text;
            }
            last = part;
        }
        Ok(())
    }

    /// Rejects a list item with a timestamp or an id, if it could be confused with another item of the list.
    fn check_items(&self) -> Result<(), Error> {
        let items = self.items();
        if items.len() > MAX_CARRIERS {
            return Err(refuse("scheme", "has more than 64 `items` in total"));
        }
        for (place, one) in items.iter().enumerate() {
            if !one.carries.has(Part::CARRIED.without(Part::SIGNATURE)) {
                continue;
            }
            for (other_place, other) in items.iter().enumerate() {
                let is_pair = place != other_place && one.carrier == other.carrier;
                if is_pair && self.is_like(one, other) {
                    return Err(refuse(
                        self.parts.get(one.carrier).0.definition_member(),
                        "must have list items that begin differently, such as t= and v1=",
                    ));
                }
            }
        }
        Ok(())
    }

    /// Whether a text that was written for the item `other` could be parsed as the item `one`.
    fn is_like(&self, one: &Item<'_>, other: &Item<'_>) -> bool {
        let digit = |byte: u8| byte.is_ascii_digit();
        if one.is_bare && one.first == Part::TIMESTAMP {
            let is_signature = other.is_bare && other.first == Part::SIGNATURE;
            return !is_signature && other.lead.bytes().next().is_none_or(digit);
        }
        if other.lead.starts_with(one.lead) {
            return true;
        }
        one.lead
            .strip_prefix(other.lead)
            .is_some_and(|rest| match other.first {
                Part::SIGNATURE => rest
                    .bytes()
                    .all(|byte| byte != b'=' && self.can_write(byte)),
                Part::TIMESTAMP => rest.bytes().all(digit),
                Part::ID | Part::KEY_ID | Part::DIGEST => true,
                _ => false,
            })
    }

    fn items(&self) -> Vec<Item<'_>> {
        let mut items: Vec<Item<'_>> = Vec::new();
        let (mut carrier, mut is_list, mut is_new) = (0, false, false);
        for index in 0..self.parts.len() {
            if items.len() > MAX_CARRIERS {
                break;
            }
            let (part, text) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                (carrier, is_list) = (index, false);
            } else if part.has(Part::LIST.or(Part::NEXT)) {
                (is_list, is_new) = (true, true);
            } else if is_list && is_new {
                let is_text = part == Part::LITERAL;
                let first = if is_text { Part::END } else { part };
                items.push(Item {
                    carrier,
                    lead: if is_text { text } else { "" },
                    first,
                    carries: first,
                    is_bare: !is_text,
                });
                is_new = false;
            } else if let (true, Some(item)) = (is_list, items.last_mut()) {
                item.is_bare = false;
                if part.has(Part::CARRIED) {
                    item.carries = item.carries.or(part);
                    item.first = if item.first == Part::END {
                        part
                    } else {
                        item.first
                    };
                }
            }
        }
        items
    }

    /// Rejects an id that could not be parsed again, because it contains the text that follows it in its carrier.
    pub(super) fn check_id(&self, name: &str, argument: &str, id: &str) -> Result<(), Error> {
        let (mut is_carried, mut separator, mut last) = (false, None, (Part::END, ""));
        let is_it = |found: (Part, &str)| found == (Part::ID, name);
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                (is_carried, separator) = (true, None);
            } else if part == Part::LIST {
                separator = text.bytes().next();
            }
            let is_cut = is_it((part, text)) && id.bytes().any(|byte| Some(byte) == separator);
            let is_ended = is_it(last) && part == Part::LITERAL && ends_in(id, text);
            if is_carried && (is_cut || is_ended) {
                return Err(Error::named(ErrorKind::Option, argument, SEPARATOR));
            }
            last = (part, text);
        }
        Ok(())
    }

    /// Whether the text of a tag can contain this character.
    fn can_write(&self, byte: u8) -> bool {
        if self.is_token {
            return true;
        }
        match self.encoding {
            Encoding::HexLower | Encoding::HexUpper => byte.is_ascii_hexdigit(),
            Encoding::Base64 | Encoding::HexBase64 => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
            }
            Encoding::Base64Url => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'=')
            }
            Encoding::Base64UrlUnpadded => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
            }
        }
    }
}

/// Whether `path` is the path of a member inside the member with the path `of`.
fn is_inside(path: &str, of: &str) -> bool {
    path.strip_prefix(of)
        .is_some_and(|rest| rest.starts_with('.'))
}
