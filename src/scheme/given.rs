//! Checks the values that a caller passes to sign a message: ids, a nonce, the id of a key and variables.

use alloc::string::String;
use alloc::vec::Vec;

use super::Compiled;
use super::envelope::Envelope;
use super::inputs::Inputs;
use super::message::is_id;
use super::names::NONCE;
use super::part::Part;
use crate::{Error, ErrorKind};

impl Compiled {
    /// Checks that the caller passed every value that is sent.
    pub(super) fn check_given(&self, inputs: &Inputs) -> Result<(), Error> {
        if !self.carriers.has(Part::KEY_ID.or(Part::VAR)) {
            return Ok(());
        }
        let mut is_carried = false;
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            is_carried |= part.has(Part::CARRIER);
            if !is_carried {
                continue;
            }
            let (argument, is_missing) = match part {
                Part::KEY_ID => ("keyId".into(), inputs.key_id.is_empty()),
                Part::VAR => (["vars.", name].concat(), inputs.var(name).is_empty()),
                _ => continue,
            };
            if is_missing {
                let detail = "is required by this scheme";
                return Err(Error::named(ErrorKind::Option, &argument, detail));
            }
        }
        Ok(())
    }

    /// Calls `call` one time for each id of the scheme.
    pub(super) fn each_id(
        &self,
        call: &mut dyn FnMut(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if !self.reads().or(self.carriers).has(Part::ID) {
            return Ok(());
        }
        let mut seen: Vec<&str> = Vec::new();
        for (part, name) in self.all_parts() {
            if part.has(Part::ID) && !seen.contains(&name) {
                seen.push(name);
                call(name)?;
            }
        }
        Ok(())
    }

    pub(super) fn push_id(
        &self,
        inputs: &mut Inputs,
        envelope: &Envelope<'_>,
        name: &str,
    ) -> Result<(), Error> {
        let mut named = envelope.ids.iter().filter(|(given, _)| *given == name);
        let text = match name {
            "" => envelope.id,
            NONCE => envelope.nonce,
            _ => named.next().map_or("", |(_, text)| *text),
        };
        let argument = match name {
            "" => String::from("id"),
            NONCE => name.into(),
            _ => ["ids.", name].concat(),
        };
        if let Some(nonce) = self.nonce.filter(|_| name == NONCE) {
            nonce.check(text)?;
        } else if !is_id(text) {
            let detail = "must be 1 to 255 visible ASCII characters";
            return Err(Error::named(ErrorKind::Option, &argument, detail));
        }
        self.check_id(name, &argument, text)?;
        inputs.push_id(name, text);
        Ok(())
    }
}
