//! Templates: literal text and placeholders.
//!
//! ```text
//! template    = *( literal / escape / placeholder / group )
//! escape      = "{{" / "}}" / "[[" / "]]"
//! placeholder = "{" [ "lower:" ] name [ ":" argument ] "}"
//! group       = "[" *( literal / escape / placeholder ) "]"
//! ```

use alloc::string::String;
use alloc::vec::Vec;

use super::names::PlaceholderNames;
use super::part::Part;
use crate::{Error, ErrorKind};

/// The parts of a scheme, each with its text. The parts of the message are first, and the parts of the carriers
/// follow.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts(pub(super) Vec<(Part, String)>);

impl Parts {
    /// Parses a template and appends its parts. Returns the set of these parts. An error contains the name
    /// `argument`.
    pub(super) fn read(
        &mut self,
        argument: &'static str,
        source: &str,
        names: &PlaceholderNames,
    ) -> Result<Part, Error> {
        let (mut set, mut group) = (Part::END, None);
        let mut rest = source;
        while !rest.is_empty() {
            let is_special = |byte| matches!(byte, b'{' | b'}' | b'[' | b']');
            let length = rest.bytes().position(is_special).unwrap_or(rest.len());
            let (literal, special) = rest.split_at_checked(length).unwrap_or_default();
            let (part, text, length) = if literal.is_empty() {
                names.placeholder(special)
            } else {
                Ok((Part::LITERAL, literal, length))
            }
            .and_then(|found| match found.0 {
                Part::BODY if set.has(Part::BODY) => Err("has {body} more than once"),
                part => group_after(group, part).map(|next| {
                    group = next;
                    found
                }),
            })
            .map_err(|detail| {
                let index = source.len().saturating_sub(special.len());
                let error = Error::new(ErrorKind::Scheme, argument, detail).at(index);
                error.with_hint(&names.hint(special))
            })?;
            self.push(part, text);
            set = set.or(part);
            rest = rest.get(length..).unwrap_or_default();
        }
        match group {
            None => Ok(set),
            Some(_) => Err(Error::new(
                ErrorKind::Scheme,
                argument,
                "has a [ without a ]; write [[ for a bracket",
            )),
        }
    }

    /// The set of the parts from `start` on.
    pub(super) fn set_from(&self, start: usize) -> Part {
        let mut set = Part::END;
        for (part, _) in self.0.iter().skip(start) {
            set = set.or(*part);
        }
        set
    }

    /// Marks the secret in the carrier of a token as the signature. In addition to the secret, such a carrier may
    /// contain only literal text.
    pub(super) fn name_signature(
        &mut self,
        start: usize,
        argument: &'static str,
    ) -> Result<(), Error> {
        for (part, _) in self.0.iter_mut().skip(start) {
            match *part {
                Part::LITERAL => {}
                Part::SECRET => *part = Part::SIGNATURE,
                _ => {
                    let detail =
                        "can contain only {secret} and text, because `construction` is token";
                    return Err(Error::new(ErrorKind::Scheme, argument, detail));
                }
            }
        }
        Ok(())
    }

    /// The part at `index`, with its text. The text is a literal, the argument of a placeholder, or the name of a
    /// carrier.
    pub(super) fn get(&self, index: usize) -> (Part, &str) {
        let found = self.0.get(index);
        found.map_or((Part::END, ""), |(part, text)| (*part, text))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Appends a part. If the part and the last part are both literal text, the two texts are joined.
    pub(super) fn push(&mut self, part: Part, text: &str) {
        match self.0.last_mut() {
            Some((Part::LITERAL, last)) if part == Part::LITERAL => last.push_str(text),
            _ => self.0.push((part, text.into())),
        }
    }
}

/// The group that is open after a part. `Some(true)` means that the group already has its placeholder; `None` means
/// that no group is open. A group has exactly one placeholder. With two placeholders, the group could be left out
/// although one of the values is sent, and then that value would not be signed.
fn group_after(group: Option<bool>, part: Part) -> Result<Option<bool>, &'static str> {
    match (group, part) {
        (Some(_), Part::GROUP) => Err("has a group […] in a group"),
        (None, Part::CLOSE) => Err("has a ] without a [; write ]] for a bracket"),
        (Some(false), Part::CLOSE) => Err("has […] without a placeholder; write [[ for a bracket"),
        (Some(_), Part::BODY) => Err("has {body} in a group […]"),
        (None, Part::GROUP) => Ok(Some(false)),
        (Some(_), Part::CLOSE) => Ok(None),
        (Some(true), part) if part != Part::LITERAL => Err("has two placeholders in a group […]"),
        (Some(false), part) if part != Part::LITERAL => Ok(Some(true)),
        _ => Ok(group),
    }
}
