//! Keeps the values of a message distinct, so that two messages never have the same signed text.
//!
//! ```text
//! {field:a}|{id}|{field:b}     no value contains a `|`
//! {field:a}{timestamp}         the time has 10 digits (13 for milliseconds); fewer only after a non-digit
//! [{query:a};]{query:b};       no value adds a `;`, alone or together with the text around it
//! {field:a}|{body}             the value has no `|`
//! ```
//!
//! The whole body is not available here: only the values and the texts next to it are checked.

use super::Compiled;
use super::inputs::Inputs;
use super::part::Part;
use super::template::Parts;
use crate::text::position;
use crate::{Error, ErrorKind, SecretText, TimestampFormat};

impl Compiled {
    /// Rejects a value whose beginning or end is ambiguous: it contains the separator next to it, or it is
    /// next to a timestamp and could continue the digits of the timestamp.
    pub(super) fn id_is_unambiguous(
        &self,
        (parts, index, seen): (&Parts, usize, Part),
        value: &str,
        inputs: &Inputs,
    ) -> Result<(), Error> {
        let (part, path) = parts.get(index);
        let before = index.checked_sub(1).unwrap_or(parts.len());
        let ((last, left), (next, right)) = (parts.get(before), parts.get(index.saturating_add(1)));
        let is_id = part.has(Part::ID.or(Part::KEY_ID));
        let others = if is_id {
            Part::FREE
        } else {
            Part::VALUE.or(Part::FREE)
        };
        let text = |part, text| match part {
            Part::LITERAL => Some(text),
            Part::VAR => Some(inputs.var(text)),
            _ => None,
        };
        let timestamp = &inputs.timestamp;
        let is_blurred = text(next, right)
            .is_some_and(|right| (is_id || has_free_after(parts, index)) && ends_in(value, right))
            || text(last, left).is_some_and(|left| seen.has(others) && begins_in(left, value))
            || last.has(Part::TIMESTAMP) && self.continues(timestamp, value.bytes().next())
            || next.has(Part::TIMESTAMP) && self.continues(timestamp, value.bytes().next_back());
        if !is_blurred {
            return Ok(());
        }
        let name = match part.without(Part::LOWER) {
            _ if !path.is_empty() => path,
            Part::ID => "id",
            Part::KEY_ID => "keyId",
            Part::METHOD => "method",
            Part::PARAMS => "params",
            _ => "url",
        };
        Err(blurred(name))
    }

    /// Whether the digits of a timestamp could continue in the byte next to them, or after that byte. A
    /// timestamp with the usual number of digits cannot continue: with more or fewer digits, it would be
    /// rejected.
    fn continues(&self, digits: &str, beside: Option<u8>) -> bool {
        let is_other = beside.is_some_and(|byte| !byte.is_ascii_digit());
        let is_continued = |format: &TimestampFormat| {
            let usual = format.usual_length();
            usual.is_some_and(|usual| digits.len() > usual || digits.len() < usual && !is_other)
        };
        match self.formats.as_slice() {
            [] => self.timestamp.as_ref().is_some_and(is_continued),
            // The digits of one format may also be a timestamp in another format, together with
            // digits of the value next to it.
            _ => self.has_digits && !is_other,
        }
    }
}

/// Whether another value or the body follows in the message, without secret text between them.
fn has_free_after(parts: &Parts, mut index: usize) -> bool {
    loop {
        index = index.saturating_add(1);
        match parts.get(index).0 {
            Part::END | Part::SECRET => return false,
            part if part.has(Part::CARRIER) => return false,
            part if part.has(Part::VALUE.or(Part::FREE)) => return true,
            _ => {}
        }
    }
}

/// Whether the literal after a value occurs earlier: in the value, or beginning in it.
pub(super) fn ends_in(value: &str, literal: &str) -> bool {
    let mut but_last = literal.chars();
    but_last.next_back();
    is_in(literal, value, but_last.as_str())
}

/// Whether the literal before a value occurs later: in the value, or ending in it.
fn begins_in(literal: &str, value: &str) -> bool {
    let mut but_first = literal.chars();
    but_first.next();
    is_in(literal, but_first.as_str(), value)
}

/// Whether a literal occurs in `left` followed by `right`: in one of them, or across their border.
fn is_in(literal: &str, left: &str, right: &str) -> bool {
    let spans = |place| {
        let halves = literal.as_bytes().split_at_checked(place);
        halves.is_some_and(|(first, last)| {
            left.as_bytes().ends_with(first) && right.as_bytes().starts_with(last)
        })
    };
    position(left, literal).is_some()
        || position(right, literal).is_some()
        || (1..literal.len()).any(spans)
}

#[cold]
fn blurred(name: &str) -> Error {
    let detail = "contains the separator next to it";
    Error::named(ErrorKind::FieldMalformed, name, detail)
}

/// A message with groups, and the same message with empty values.
///
/// If each literal occurs equally often in both, no value contains a literal. No two choices of groups
/// write all literals equally often. So the text shows which groups the message has, and where each
/// value begins and ends.
#[derive(Default)]
pub(super) struct Bones {
    text: SecretText,
    bones: SecretText,
}

impl Bones {
    pub(super) fn push(&mut self, part: Part, value: &str) {
        self.text.push_str(value);
        let bone = if part == Part::LITERAL { value } else { GAP };
        self.bones.push_str(bone);
    }

    /// Rejects a message in which a value contains a literal.
    pub(super) fn check(&self, parts: &Parts) -> Result<(), Error> {
        for index in 0..parts.len() {
            let (part, literal) = parts.get(index);
            if part.has(Part::CARRIER) {
                break;
            }
            if part == Part::LITERAL && count(&self.text, literal) != count(&self.bones, literal) {
                return Err(blurred("signature"));
            }
        }
        Ok(())
    }

    /// How often a literal is written.
    pub(super) fn count(&self, literal: &str) -> usize {
        count(&self.bones, literal)
    }
}

/// How often a literal occurs. Overlapping occurrences are counted, too.
fn count(text: &str, literal: &str) -> usize {
    let (mut rest, mut number) = (text, 0_usize);
    while let Some(place) = position(rest, literal) {
        number = number.saturating_add(1);
        let mut characters = rest.get(place..).unwrap_or_default().chars();
        characters.next();
        rest = characters.as_str();
    }
    number
}

/// The placeholder for a value: no literal contains it.
pub(super) const GAP: &str = "\0";
