//! What keeps the values of a message apart, so that no two messages are filled to one text.
//!
//! ```text
//! {field:a}|{id}|{field:b}     no value has a `|`
//! {field:a}{timestamp}         10 digits (13 of milliseconds); or fewer, after what is no digit
//! ```
//!
//! The body is not at hand whole: what stands beside it alone is checked.

use super::Compiled;
use super::template::Part;
use crate::text::position;
use crate::{Error, ErrorKind, SecretText, TimestampFormat};

impl Compiled {
    /// Refuses a value that could begin or end elsewhere: one that has in it the text that parts it from
    /// another, or that stands beside a timestamp whose digits its own could continue.
    pub(super) fn stands_out(
        &self,
        index: usize,
        value: &str,
        seen: Part,
        timestamp: &str,
    ) -> Result<(), Error> {
        let (part, path) = self.parts.get(index);
        let before = index.checked_sub(1).unwrap_or(self.parts.len());
        let ((last, left), (next, right)) = (
            self.parts.get(before),
            self.parts.get(index.saturating_add(1)),
        );
        let is_id = part == Part::ID;
        let others = if is_id {
            Part::FREE
        } else {
            Part::FREE.or(Part::ID)
        };
        let is_blurred = next == Part::LITERAL
            && (is_id || self.has_value_after(index))
            && ends_in(value, right)
            || last == Part::LITERAL && seen.has(others) && begins_in(left, value)
            || last == Part::TIMESTAMP && self.continues(timestamp, value.bytes().next())
            || next == Part::TIMESTAMP && self.continues(timestamp, value.bytes().next_back());
        if !is_blurred {
            return Ok(());
        }
        let name = if is_id { "id" } else { path };
        let detail = "has in it what parts it from the rest";
        Err(Error::named(ErrorKind::FieldMalformed, name, detail))
    }

    /// Whether another value follows in the message.
    fn has_value_after(&self, mut index: usize) -> bool {
        loop {
            index = index.saturating_add(1);
            match self.parts.get(index).0 {
                Part::END | Part::HEADER | Part::MEMBER => return false,
                part if part.has(Part::VALUE) => return true,
                _ => {}
            }
        }
    }

    /// Whether digits that end or begin at this byte could go on in it, or in what is behind it. Those of
    /// the usual number cannot: with more or with fewer, the others are refused.
    fn continues(&self, digits: &str, beside: Option<u8>) -> bool {
        let usual = self.timestamp.map_or(0, TimestampFormat::usual_length);
        let is_other = beside.is_some_and(|byte| !byte.is_ascii_digit());
        digits.len() > usual || digits.len() < usual && !is_other
    }
}

/// Whether the literal that ends a value occurs before its place: in the value, or begun in it.
pub(super) fn ends_in(value: &str, literal: &str) -> bool {
    let mut but_last = literal.chars();
    but_last.next_back();
    is_in(literal, value, but_last.as_str())
}

/// Whether the literal before a value occurs after its place: in the value, or ended in it.
fn begins_in(literal: &str, value: &str) -> bool {
    let mut but_first = literal.chars();
    but_first.next();
    is_in(literal, but_first.as_str(), value)
}

fn is_in(literal: &str, left: &str, right: &str) -> bool {
    let mut both = SecretText::from(left);
    both.push_str(right);
    position(&both, literal).is_some()
}
