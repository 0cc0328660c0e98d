//! Writes the carriers of a message after it was signed.

use super::Compiled;
use super::apart::DIGIT;
use super::inputs::Inputs;
use super::params;
use super::part::Part;
use crate::{Error, ErrorKind, Fields, SecretText, Tag, TagText};

/// A message that was signed.
#[derive(Default)]
pub(crate) struct Signed {
    pub(super) inputs: Inputs,
    pub(super) tag: Option<Tag>,
}

impl Signed {
    /// Writes the carriers of the message. `scheme` must be the scheme that signed the message: see
    /// [`Compiled::carry`].
    pub(crate) fn carry(
        &self,
        scheme: &Compiled,
        fields: &mut Fields,
        query: Option<&mut SecretText>,
    ) -> Result<(), Error> {
        let is_whole = self.inputs.digests.iter().all(Option::is_some);
        let tag = self.tag.as_ref().filter(|_| is_whole);
        let tag = tag.ok_or_else(digit_beside)?;
        let signature = scheme.encoding.encode(tag);
        scheme.carry(&self.inputs, signature.as_str(), fields, query)
    }
}

impl Compiled {
    /// Writes the carriers in header fields and in the body to `fields`, and the carriers in the query to `query`.
    /// The carriers are written in the order in which their values become available.
    pub(super) fn carry(
        &self,
        inputs: &Inputs,
        signature: &str,
        fields: &mut Fields,
        mut query: Option<&mut SecretText>,
    ) -> Result<(), Error> {
        let has_query = query.is_some() && self.carriers.has(Part::QUERY_CARRIER);
        let mut value = SecretText::default();
        for turn in [Turn::First, Turn::Late, Turn::Signed] {
            for index in 0..self.parts.len() {
                let (part, name) = self.parts.get(index);
                if !part.has(Part::CARRIER) {
                    continue;
                }
                let in_query = query.as_deref_mut().filter(|_| part == Part::QUERY_CARRIER);
                match in_query {
                    Some(query) if turn == self.turn(index) => {
                        params::push(
                            query,
                            name,
                            self.value(index, inputs, signature, &mut value),
                        );
                    }
                    Some(_) => {}
                    None if turn != Turn::First => {}
                    None => fields.push(name, self.value(index, inputs, signature, &mut value))?,
                }
            }
            if !has_query {
                break;
            }
        }
        Ok(())
    }

    /// The step at which the carrier at `index` can be written, if there is a carrier.
    pub(super) fn turn(&self, index: usize) -> Turn {
        if !self.parts.get(index).0.has(Part::CARRIER) {
            return Turn::Never;
        }
        if self.signs_at(index) {
            return Turn::Signed;
        }
        let mut parts = (index.saturating_add(1)..).map(|index| self.parts.get(index));
        let is_late = parts.find_map(|(part, _)| {
            let is_end = part == Part::END || part.has(Part::CARRIER);
            (is_end || part == Part::DIGEST).then_some(!is_end)
        });
        if is_late == Some(true) {
            Turn::Late
        } else {
            Turn::First
        }
    }

    /// The value of the carrier at `index`. If the value has only one part, the text of that part is returned.
    /// Otherwise, the value is composed in `own`.
    pub(super) fn value<'v>(
        &'v self,
        index: usize,
        inputs: &'v Inputs,
        signature: &'v str,
        own: &'v mut SecretText,
    ) -> &'v str {
        let mut place = index.saturating_add(1);
        let is_end = |place| {
            let part = self.parts.get(place).0;
            part == Part::END || part.has(Part::CARRIER)
        };
        if is_end(place.saturating_add(1))
            && let Some(text) = self.carried(place, inputs, signature)
        {
            return text;
        }
        own.clear();
        while !is_end(place) {
            if let Some(text) = self.carried(place, inputs, signature) {
                own.push_str(text);
            } else {
                let encoded = self.digest_text(self.parts.get(place).1, inputs);
                own.push_str(encoded.as_ref().map_or("", TagText::as_str));
            }
            place = place.saturating_add(1);
        }
        own
    }

    /// The text of a part of a carrier; `None` for a digest, because a digest must be encoded first.
    pub(super) fn carried<'v>(
        &'v self,
        place: usize,
        inputs: &'v Inputs,
        signature: &'v str,
    ) -> Option<&'v str> {
        let (part, text) = self.parts.get(place);
        Some(match part {
            Part::TIMESTAMP => &inputs.timestamp,
            Part::ID => inputs.id(text),
            Part::KEY_ID => &inputs.key_id,
            Part::VAR => inputs.var(text),
            Part::SIGNATURE => signature,
            Part::DIGEST => return None,
            Part::LIST | Part::GROUP => "",
            _ => text,
        })
    }
}

/// The step at which a carrier can be written: immediately, when the digests are computed, or when the message is
/// signed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Turn {
    Never,
    First,
    Late,
    Signed,
}

#[cold]
pub(super) fn digit_beside() -> Error {
    Error::new(ErrorKind::Body, "body", DIGIT)
}
