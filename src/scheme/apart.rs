//! Checks the values of a message, so that two different messages never have the same signed text.
//!
//! ```text
//! {field:a}|{id}|{field:b}     no value contains a `|`
//! {field:a}{timestamp}         the time has 10 digits (13 for milliseconds); fewer only after a non-digit
//! [{query:a};]{query:b};       no value adds a `;`, alone or together with the text around it
//! {field:a}|{body}             the value has no `|`
//! ```
//!
//! The whole body is not available in this module. Only the values and the texts next to them are checked.

use super::Compiled;
use super::inputs::Inputs;
use super::part::Part;
use super::template::Parts;
use crate::border::{begins_in, ends_in};
use crate::text::position;
use crate::{Error, ErrorKind, SecretText, TimestampFormat};

/// The text of an error about a value that contains the text next to it.
pub(super) const SEPARATOR: &str =
    "a signed value contains text that the scheme writes between values";

/// The text of an error about a value or a body that could continue the digits of the timestamp.
pub(super) const DIGIT: &str = "must have a non-digit next to {timestamp} in the signed text";

impl Compiled {
    /// Rejects a value whose beginning or end is ambiguous. A value is ambiguous if it contains the separator next
    /// to it, or if it is next to a timestamp and could continue the digits of the timestamp.
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
        let timestamp = &inputs.timestamp;
        let mut own = [SecretText::default(), SecretText::default()];
        let [own_left, own_right] = &mut own;
        let left = inputs.separator((last, left), own_left);
        let right = inputs.separator((next, right), own_right);
        let is_blurred = (is_id || has_free_after(parts, index)) && ends_in(value, right)
            || seen.has(others) && begins_in(left, value);
        let is_digit = last.has(Part::TIMESTAMP) && self.continues(timestamp, value.bytes().next())
            || next.has(Part::TIMESTAMP) && self.continues(timestamp, value.bytes().next_back());
        let detail = match (is_blurred, is_digit) {
            (true, _) => SEPARATOR,
            (_, true) => DIGIT,
            _ => return Ok(()),
        };
        let part = part.without(Part::LOWER);
        let name = match part {
            Part::ID | Part::KEY_ID if inputs.is_received => self.carrier_of(part, path),
            _ if !path.is_empty() => path,
            Part::ID => "id",
            Part::KEY_ID => "keyId",
            Part::METHOD => "method",
            Part::PARAMS => self.params.argument(),
            _ => "url",
        };
        Err(Error::named(ErrorKind::FieldMalformed, name, detail))
    }

    /// Rejects a timestamp with more digits than usual next to the body or after the URL, because some of these digits
    /// could be a part of the body or of the URL that was signed. After a URL, a timestamp with fewer digits is rejected
    /// too, because its first digits could have been moved into the URL. Next to a variable, a timestamp must have the
    /// usual number of digits.
    pub(super) fn time_is_unambiguous(
        &self,
        parts: &Parts,
        index: usize,
        digits: &str,
    ) -> Result<(), Error> {
        let part = |index: Option<usize>| index.map_or(Part::END, |index| parts.get(index).0);
        let [before, first] = [1, 2].map(|steps| part(index.checked_sub(steps)));
        // The body between a URL and a timestamp may be empty.
        let is_after_url = before.has(Part::URL) || before == Part::BODY && first.has(Part::URL);
        let after = part(index.checked_add(1));
        let is_beside_body = before == Part::BODY || after == Part::BODY;
        let is_beside_var = before.or(after).has(Part::VAR);
        // If there are several formats, payauth rejects other numbers of digits when it reads the time.
        let format = self.timestamp.filter(|_| self.formats.is_empty());
        let usual = format.and_then(TimestampFormat::usual_length);
        let is_other = usual.is_some_and(|usual| {
            digits.len() > usual && (is_beside_body || is_after_url || is_beside_var)
                || digits.len() < usual && (is_after_url || is_beside_var)
        });
        if is_other {
            return Err(Error::named(
                ErrorKind::FieldMalformed,
                self.time_name(),
                DIGIT,
            ));
        }
        Ok(())
    }

    /// Whether the byte next to a timestamp, or a byte after it, could continue the digits of the timestamp. A
    /// timestamp with the usual number of digits cannot be continued, because payauth rejects a timestamp with more
    /// or fewer digits.
    fn continues(&self, digits: &str, beside: Option<u8>) -> bool {
        let is_other = beside.is_some_and(|byte| !byte.is_ascii_digit());
        let is_continued = |format: &TimestampFormat| {
            let usual = format.usual_length();
            usual.is_some_and(|usual| digits.len() > usual || digits.len() < usual && !is_other)
        };
        match self.formats.as_slice() {
            [] => self.timestamp.as_ref().is_some_and(is_continued),
            // The digits of a time in one format, together with digits of the value next to it, may be a time in
            // another format.
            _ => self.has_digits && !is_other,
        }
    }
}

/// Whether another value or the body follows the value at `index`, without secret text between the two.
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

/// A message with groups, and the same message with empty values.
///
/// If each literal occurs equally often in these two texts, no value contains a literal. Different choices of
/// groups write the literals with different counts. So the signed text shows which groups the message has, and
/// where each value begins and ends. A secret may contain a literal, because others do not know the secret, so their
/// values cannot contain it.
#[derive(Default)]
pub(super) struct Bones {
    text: SecretText,
    bones: SecretText,
}

impl Bones {
    pub(super) fn push(&mut self, part: Part, value: &str) {
        let is_secret = part == Part::SECRET;
        self.text.push_str(if is_secret { GAP } else { value });
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
                return Err(Error::new(
                    ErrorKind::FieldMalformed,
                    "signature",
                    SEPARATOR,
                ));
            }
        }
        Ok(())
    }

    /// The number of times that the message contains a literal, if all values are empty.
    pub(super) fn count(&self, literal: &str) -> usize {
        count(&self.bones, literal)
    }
}

/// The number of times that a literal occurs in a text. Overlapping occurrences are counted, too.
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

/// The text that replaces a value. No literal contains this character.
pub(super) const GAP: &str = "\0";
