//! Variants of a scheme with another message or other carriers. `explain` uses them to find a sender's mistake.

use alloc::string::String;
use alloc::vec::Vec;

use super::Compiled;
use super::part::Part;
use super::template::Parts;

/// A part and its text.
pub(crate) type TemplatePiece = (Part, String);

impl Compiled {
    /// The same scheme, changed so that it can verify even if it is only for signing. Only `explain` uses this
    /// function.
    pub(crate) fn explained(self) -> Self {
        Self {
            only_signs: None,
            ..self
        }
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
        Self {
            parts,
            message,
            carriers,
            ..self
        }
    }
}
