//! The values of a message, except its body and its key.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::address::Address;
use super::part::Part;
use crate::encoding::json::Value;
use crate::pairs::{Pairs, PairsIter};
use crate::{Error, ErrorKind, SecretText, Tag};

/// The values of the placeholders of a message and its carriers, except the body and the key.
#[derive(Default)]
pub(crate) struct Inputs {
    /// Whether the values were received, so that an error about them names their carrier.
    pub(super) is_received: bool,
    pub(crate) timestamp: String,
    /// The ids. Each id has a line with its name and a line with its text.
    pub(super) ids: String,
    /// The received digests. Each digest has a line with its name and a line with its text.
    pub(super) carried_digests: String,
    pub(crate) key_id: String,
    pub(crate) method: String,
    /// The URL without the parameter that contains the signature. The URL must not contain the signature, because
    /// for a token, the signature is the secret itself.
    pub(crate) url: SecretText,
    /// The header fields.
    pub(crate) fields: Pairs,
    /// The variables, with the values that the caller passed.
    pub(crate) vars: Pairs,
    /// The digests that were computed, in the order of the scheme; `None` for a digest that is not finished.
    pub(super) digests: Vec<Option<Tag>>,
}

/// The values of a message, including its body.
#[derive(Clone, Copy)]
pub(crate) struct MessageInputs<'a> {
    pub(crate) inputs: &'a Inputs,
    /// The root of the body, if the body is parsed as JSON.
    pub(crate) root: Option<Value<'a>>,
    /// The text of the body, if the body is parsed as a form; otherwise empty.
    pub(crate) form: &'a str,
    /// The bytes of the body, if the body is complete.
    pub(crate) body: Option<&'a [u8]>,
}

impl<'a> MessageInputs<'a> {
    /// The values of a message whose body is not available.
    pub(crate) const fn of(inputs: &'a Inputs) -> Self {
        Self {
            inputs,
            root: None,
            form: "",
            body: None,
        }
    }

    /// The same values, with the complete body.
    pub(crate) const fn with(self, body: &'a [u8]) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }
}

impl Inputs {
    /// The id that is named `name`. The id of the message has an empty name.
    pub(crate) fn id(&self, name: &str) -> &str {
        let lines = PairsIter { lines: &self.ids };
        find(lines, name).unwrap_or_default()
    }

    /// Adds an id. Its text must not contain a line break.
    pub(super) fn push_id(&mut self, name: &str, text: &str) {
        for line in [name, text] {
            self.ids.push_str(line);
            self.ids.push('\n');
        }
    }

    /// Stores an id. Returns `false` if an id with the same name has another text.
    pub(super) fn keep_id(&mut self, name: &str, text: &str) -> bool {
        match find(PairsIter { lines: &self.ids }, name) {
            Some(kept) => kept == text,
            // A text with a line break is not an id, so it is ignored.
            None if text.contains('\n') => true,
            None => {
                self.push_id(name, text);
                true
            }
        }
    }

    /// The received digest that is named `name`.
    pub(super) fn carried_digest(&self, name: &str) -> &str {
        let lines = PairsIter {
            lines: &self.carried_digests,
        };
        find(lines, name).unwrap_or_default()
    }

    /// Stores a digest. Returns `false` if a digest with the same name has another text.
    pub(super) fn keep_digest(&mut self, name: &str, text: &str) -> bool {
        let mut both = Self {
            ids: core::mem::take(&mut self.carried_digests),
            ..Self::default()
        };
        let is_same = both.keep_id(name, text);
        self.carried_digests = core::mem::take(&mut both.ids);
        is_same
    }

    /// Stores the values that the caller passed, if `is_kept` accepts their names.
    pub(super) fn give(
        &mut self,
        argument: &'static str,
        given: &[(&str, &str)],
        is_kept: impl Fn(&str) -> bool,
    ) -> Result<(), Error> {
        for (name, value) in given {
            if !is_kept(name) {
                continue;
            }
            if name.contains('\n') || value.contains('\n') {
                let detail = "have a line break in a name or a value";
                return Err(Error::new(ErrorKind::FieldMalformed, argument, detail));
            }
            let kept = match argument {
                "vars" => &mut self.vars,
                _ => &mut self.fields,
            };
            kept.push(name, value);
        }
        Ok(())
    }

    pub(super) fn address(&self) -> Result<Address<'_>, Error> {
        Address::of(&self.url)
    }

    /// The value of the field with this name; empty if the field is absent. It is an error if the field occurs
    /// twice.
    pub(super) fn field(&self, name: &str) -> Result<&str, Error> {
        let mut found = None;
        for (given, value) in self.fields.iter() {
            if given.eq_ignore_ascii_case(name) && found.replace(value).is_some() {
                let detail = "occurs more than once";
                return Err(Error::named(ErrorKind::FieldAmbiguous, name, detail));
            }
        }
        Ok(found.unwrap_or_default())
    }

    /// The value of a variable that the caller passed.
    pub(super) fn var(&self, name: &str) -> &str {
        find(self.vars.iter(), name).unwrap_or_default()
    }

    /// The signed text of a literal or a variable; empty for another part, which does not separate values. A text in
    /// lower case is written to `own`.
    pub(super) fn separator<'v>(
        &'v self,
        (part, text): (Part, &'v str),
        own: &'v mut SecretText,
    ) -> &'v str {
        match part {
            Part::LITERAL => text,
            Part::VAR => self.var(text),
            _ if part.has(Part::VAR) => {
                push_lower(own, self.var(text));
                own
            }
            _ => "",
        }
    }

    /// The value of a part of the request line. It is an error if the method is missing.
    pub(super) fn of_request(&self, part: Part) -> Result<&str, Error> {
        if part == Part::METHOD {
            if self.method.is_empty() || !is_method(&self.method) {
                let detail = "is required by this scheme, in upper case, such as POST";
                return Err(Error::new(ErrorKind::Option, "method", detail));
            }
            return Ok(&self.method);
        }
        if part == Part::URL {
            return Ok(&self.url);
        }
        let address = self.address()?;
        Ok(match part {
            Part::HOST => address.host,
            Part::PATH => address.path,
            Part::QUERY => address.query,
            _ => address.target,
        })
    }
}

/// Whether a text can be signed as a method. The text has only capital letters, so it cannot be confused with a URL
/// that follows it.
pub(super) fn is_method(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Appends a text with its ASCII letters in lower case.
pub(super) fn push_lower(to: &mut SecretText, text: &str) {
    for character in text.chars() {
        let lower = character.to_ascii_lowercase();
        to.push_str(lower.encode_utf8(&mut [0; 4]));
    }
}

fn find<'a>(mut pairs: PairsIter<'a>, name: &str) -> Option<&'a str> {
    pairs.find_map(|(given, value)| (given == name).then_some(value))
}

/// Shows no part of the message.
impl fmt::Debug for Inputs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inputs")
    }
}
