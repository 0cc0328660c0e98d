//! Variants of a scheme with another message or other carriers. `explain` uses them to find a sender's mistake.

use alloc::string::String;
use alloc::vec::Vec;

use super::inputs::{Inputs, MessageInputs};
use super::names::NONCE;
use super::part::Part;
use super::template::Parts;
use super::{Compiled, HexCase};
use crate::{Encoding, Error, ErrorKind, SecretText, TimestampFormat};

/// A part and its text.
pub(crate) type TemplatePiece = (Part, String);

impl Compiled {
    /// Changes a scheme that can only sign, so that it can verify: a request is compared with the request that payauth
    /// would sign. The checks for an ambiguous text are off, as with `unsafe: ["joined-members"]`. Hex digits must have
    /// the case that payauth writes. Only for `explain`.
    pub(crate) fn explain_requests(&mut self) {
        self.only_signs = None;
        self.is_joined = true;
        self.hex_case = match self.encoding {
            Encoding::HexUpper => HexCase::Upper,
            _ => HexCase::Lower,
        };
    }

    /// Whether a part of the scheme or of one of its digests passes a test.
    pub(crate) fn has(&self, test: &dyn Fn(Part, &str) -> bool) -> bool {
        let is_among = |parts: &Parts| parts.0.iter().any(|(part, name)| test(*part, name));
        is_among(&self.parts) || self.digests.iter().any(|digest| is_among(&digest.of))
    }

    /// Rejects a scheme that signs an id or a key id, but does not send it: no message contains the signed value.
    pub(crate) fn check_sends_ids(&self) -> Result<(), Error> {
        let is_unsent = |part: Part, name: &str| {
            let part = part.without(Part::LOWER);
            part.has(Part::ID.or(Part::KEY_ID)) && name != NONCE && !self.travels(part, name)
        };
        if self.has(&is_unsent) {
            let detail = "cannot be explained, because an id or a key id is signed but not sent";
            return Err(Error::new(ErrorKind::Scheme, "scheme", detail));
        }
        Ok(())
    }

    /// The same scheme, with the text of the received fields instead of each `{headers:…}`; `None` if it has no
    /// `{headers:…}`. The field with the signature is not signed.
    pub(crate) fn with_fields(&self, fields: &[(&str, &str)]) -> Result<Option<Self>, Error> {
        if !self.reads().has(Part::HEADER_BLOCK) {
            return Ok(None);
        }
        let carrier = self.carrier_of(Part::SIGNATURE, "");
        let mut inputs = Inputs::default();
        inputs.give("headers", fields, |name| {
            !name.eq_ignore_ascii_case(carrier)
        })?;
        let values = MessageInputs::of(&inputs);
        let mut result = Ok(());
        let changed = self.clone().with_parts(&mut |(part, text)| {
            if part.has(Part::HEADER_BLOCK) {
                let mut own = SecretText::default();
                let block = self.text_of((*part, text), "", &values, &mut own);
                match block.map(String::from) {
                    Ok(block) => (*part, *text) = (Part::LITERAL, block),
                    Err(error) => result = Err(error),
                }
            }
        });
        result.map(|()| Some(changed))
    }

    /// The same scheme, with the parts of the scheme and of its digests edited.
    pub(crate) fn with_parts(mut self, edit: &mut dyn FnMut(&mut TemplatePiece)) -> Self {
        let of_digests = self.digests.iter_mut().map(|digest| &mut digest.of);
        for parts in core::iter::once(&mut self.parts).chain(of_digests) {
            parts.0.iter_mut().for_each(&mut *edit);
        }
        for digest in &mut self.digests {
            digest.set = digest.of.set_from(0);
        }
        let (message, carriers) = self.pieces();
        self.with_pieces(&message, &carriers)
    }

    /// Changes the scheme so that it accepts a timestamp in any format. Returns `false` if the carriers have no
    /// timestamp.
    pub(crate) fn read_any_time(&mut self) -> bool {
        self.formats = TimestampFormat::ALL.into();
        self.carriers.has(Part::TIMESTAMP)
    }

    /// The parts of the message, each with its text.
    pub(crate) fn message_pieces(&self) -> Vec<TemplatePiece> {
        self.pieces().0
    }

    /// The parts of the carriers, each with its text.
    pub(crate) fn carrier_pieces(&self) -> Vec<TemplatePiece> {
        self.pieces().1
    }

    /// The same scheme, with this message.
    pub(crate) fn with_message(self, message: &[TemplatePiece]) -> Self {
        let carriers = self.carrier_pieces();
        self.with_pieces(message, &carriers)
    }

    /// The same scheme, with these carriers.
    pub(crate) fn with_carriers(self, carriers: &[TemplatePiece]) -> Self {
        let message = self.message_pieces();
        self.with_pieces(&message, carriers)
    }

    fn pieces(&self) -> (Vec<TemplatePiece>, Vec<TemplatePiece>) {
        let mut message: Vec<TemplatePiece> = Vec::new();
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            message.push((part, text.into()));
        }
        let is_carrier = |(part, _): &TemplatePiece| part.has(Part::CARRIER);
        let end = message.iter().position(is_carrier);
        let carriers = message.split_off(end.unwrap_or(message.len()));
        (message, carriers)
    }

    fn with_pieces(self, message: &[TemplatePiece], carriers: &[TemplatePiece]) -> Self {
        let mut parts = Parts::default();
        let mut sets = [Part::END; 2];
        for (set, pieces) in sets.iter_mut().zip([message, carriers]) {
            for (part, text) in pieces {
                parts.push(*part, text);
                *set = set.or(*part);
            }
        }
        let [message, carriers] = sets;
        let mut changed = Self {
            parts,
            message,
            carriers,
            ..self
        };
        changed.add_digests();
        changed
    }
}
