//! Prepares messages of one kind: only the time, the body and the signature differ from message to message.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::Compiled;
use super::carry::digit_beside;
use super::envelope::Envelope;
use super::inputs::MessageInputs;
use super::key::Key;
use super::part::Part;
use crate::{Error, Fields, SecretText, UnixTime};

/// A message in which all other values than the time, the body and the signature are texts.
#[derive(Default)]
pub(crate) struct PreparedMessage {
    message: Vec<PreparedPart>,
    /// The values of the carriers, each with a line feed after it.
    carriers: Vec<PreparedPart>,
    /// Two values: whether a timestamp that digits can continue is directly before the body, and whether it is
    /// directly after the body.
    digits_beside: [bool; 2],
}

/// A timestamp, a body, a signature, or a text.
type PreparedPart = (Part, SecretText);

impl Compiled {
    /// Prepares the messages with the values of this envelope. `None` if messages of the scheme have other values
    /// that differ, or if a value is computed from the body. The time of the envelope is not used later.
    ///
    /// # Errors
    ///
    /// The errors of [`Compiled::sign`] for an empty body.
    pub(crate) fn prepare(
        &self,
        key: &Key,
        envelope: &Envelope<'_>,
    ) -> Result<Option<PreparedMessage>, Error> {
        let is_same = self.message.is_within(SAME) && self.carriers.is_within(SAME_CARRIED);
        // If values are checked for separators, the result can depend on the time.
        if !is_same || self.checks_values() {
            return Ok(None);
        }
        // Every check that does not depend on the body is made here.
        let signed = self.signed_request(key, envelope, &[])?;
        signed.carry(self, &mut Fields::default(), None)?;
        let values = MessageInputs::of(&signed.inputs);
        let mut prepared = PreparedMessage::default();
        let (mut previous, mut in_message) = (Part::END, true);
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            let mut own = SecretText::default();
            let text = if part == Part::HEADER {
                if in_message { "" } else { LINE_FEED }
            } else if part.has(DIFFERS) {
                if part.has(Part::LOWER) {
                    return Ok(None);
                }
                ""
            } else if in_message {
                self.text_of((part, text), &key.text, &values, &mut own)?
            } else {
                self.carried(index, &signed.inputs, "").unwrap_or_default()
            };
            in_message &= part != Part::HEADER;
            let [precede, follow] = &mut prepared.digits_beside;
            *precede |= self.has_digits && [previous, part] == [Part::TIMESTAMP, Part::BODY];
            *follow |= self.has_digits && [previous, part] == [Part::BODY, Part::TIMESTAMP];
            previous = part;
            let steps = if in_message {
                &mut prepared.message
            } else {
                &mut prepared.carriers
            };
            if part.has(DIFFERS) || !text.is_empty() {
                steps.push((part, text.into()));
            }
        }
        let end = (Part::LITERAL, LINE_FEED.into());
        prepared.carriers.push(end);
        Ok(Some(prepared))
    }

    /// Signs a message that was prepared with the same scheme and key. Appends the values of the carriers to
    /// `lines`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`](crate::ErrorKind::Body) for a body that begins or ends with a digit next to the
    /// timestamp.
    pub(crate) fn sign_prepared(
        &self,
        prepared: &PreparedMessage,
        key: &Key,
        now: UnixTime,
        body: &[u8],
        lines: &mut SecretText,
    ) -> Result<(), Error> {
        prepared.check(body)?;
        let mut timestamp = String::new();
        if let Some(format) = self.timestamp {
            format.write(now, &mut timestamp);
        }
        let mut mac = key.mac.begin();
        for (part, text) in &prepared.message {
            mac.update(match *part {
                Part::BODY => body,
                Part::TIMESTAMP => timestamp.as_bytes(),
                _ => text.as_bytes(),
            });
        }
        // A state that is moved leaves its bytes on the stack, so a copy is finished, and the state is overwritten.
        let tag = mac.clone().finish();
        mac.erase();
        let signature = self.encoding.encode(&tag);
        for (part, text) in &prepared.carriers {
            lines.push_str(match *part {
                Part::SIGNATURE => signature.as_str(),
                Part::TIMESTAMP => &timestamp,
                _ => text,
            });
        }
        Ok(())
    }
}

impl PreparedMessage {
    /// Rejects a body with a digit next to the timestamp, because the tag would also match another body with
    /// another timestamp.
    fn check(&self, body: &[u8]) -> Result<(), Error> {
        let [precede, follow] = self.digits_beside;
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        if precede && is_digit(body.first()) || follow && is_digit(body.last()) {
            return Err(digit_beside());
        }
        Ok(())
    }
}

/// Shows no part of the message.
impl fmt::Debug for PreparedMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PreparedMessage")
    }
}

/// The parts of a message that can be prepared. Their values depend only on the client, the method and the path. The
/// secret is not one of them, because each prepared message would store a copy of it.
const SAME: Part = Part::LITERAL
    .or(Part::BODY)
    .or(Part::TIMESTAMP)
    .or(Part::KEY_ID)
    .or(Part::VAR)
    .or(Part::METHOD)
    .or(Part::URL)
    .or(Part::HOST)
    .or(Part::PATH)
    .or(Part::QUERY)
    .or(Part::TARGET)
    .or(Part::LOWER);
/// The parts of carriers that can be prepared.
const SAME_CARRIED: Part = Part::HEADER
    .or(Part::PREFIX)
    .or(Part::LIST)
    .or(Part::NEXT)
    .or(Part::GROUP)
    .or(Part::LITERAL)
    .or(Part::TIMESTAMP)
    .or(Part::SIGNATURE)
    .or(Part::KEY_ID)
    .or(Part::VAR);
/// The parts whose values differ from message to message.
const DIFFERS: Part = Part::BODY.or(Part::TIMESTAMP).or(Part::SIGNATURE);
const LINE_FEED: &str = "\n";
