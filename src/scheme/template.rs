//! Templates: literal text and placeholders.
//!
//! ```text
//! template    = *( literal / escape / placeholder )
//! escape      = "{{" / "}}" / "[[" / "]]"
//! placeholder = "{" name [ ":" argument ] "}"
//! ```

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::cut;
use crate::{Error, ErrorKind};

/// What a piece of a scheme stands for; several of them are a set, one bit each.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Part(u16);

impl Part {
    /// After the last part; and the empty set.
    pub(crate) const END: Self = Self(0);
    /// Text as it stands.
    pub(crate) const LITERAL: Self = Self(1);
    /// `{body}`
    pub(crate) const BODY: Self = Self(1 << 1);
    /// `{signature}`
    pub(crate) const SIGNATURE: Self = Self(1 << 2);
    /// `{timestamp}`
    pub(crate) const TIMESTAMP: Self = Self(1 << 3);
    /// `{id}`
    pub(crate) const ID: Self = Self(1 << 4);
    /// `{url}`
    pub(crate) const URL: Self = Self(1 << 5);
    /// `{secret}`, in the two built-in schemes that are a plain hash.
    pub(crate) const SECRET: Self = Self(1 << 6);
    /// `{field:…}`
    pub(crate) const FIELD: Self = Self(1 << 7);
    /// `{field:…?}`
    pub(crate) const FIELD_OR_EMPTY: Self = Self(1 << 8);
    /// The name of a header field, whose value the parts after it are.
    pub(crate) const HEADER: Self = Self(1 << 9);
    /// The path of a member of the body, whose value the parts after it are.
    pub(crate) const MEMBER: Self = Self(1 << 10);
    /// What stands before the value of a carrier.
    pub(crate) const PREFIX: Self = Self(1 << 11);
    /// What stands between items: the value of this carrier is a list of them.
    pub(crate) const LIST: Self = Self(1 << 12);
    /// The same, where the next item begins.
    pub(crate) const NEXT: Self = Self(1 << 13);

    /// What ends a message, and the value of a carrier.
    pub(crate) const CARRIER: Self = Self::HEADER.or(Self::MEMBER);
    /// What is read from the body.
    pub(crate) const ANY_FIELD: Self = Self::FIELD.or(Self::FIELD_OR_EMPTY);

    /// What can hold any text, with whatever parts it from the rest.
    pub(crate) const FREE: Self = Self::BODY.or(Self::ANY_FIELD);
    /// What can hold such text, and is at hand before the tag is made.
    pub(crate) const VALUE: Self = Self::ID.or(Self::ANY_FIELD);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Writes what parts one text from the next, and tells what the next is.
    pub(crate) fn push_to(self, text: &mut String) {
        text.push('\0');
        for shift in 0..u16::BITS {
            text.push(if self.0 >> shift & 1 == 0 { '0' } else { '1' });
        }
    }

    /// Whether one of the others is in this set.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether nothing but the others is in this set.
    pub(crate) const fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}

/// The parts of a scheme, each with its text: its message, then its carriers.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts(Vec<(Part, String)>);

impl Parts {
    /// Appends the parts of a template, and gives the set of them; `argument` is what an error names.
    pub(super) fn read(&mut self, argument: &'static str, source: &str) -> Result<Part, Error> {
        let mut set = Part::END;
        let mut rest = source;
        while !rest.is_empty() {
            let is_special = |byte| matches!(byte, b'{' | b'}' | b'[' | b']');
            let length = rest.bytes().position(is_special).unwrap_or(rest.len());
            let (literal, special) = rest.split_at_checked(length).unwrap_or_default();
            let (part, text, length) = if literal.is_empty() {
                placeholder(special)
            } else {
                Ok((Part::LITERAL, literal, length))
            }
            .and_then(|found| match found.0 {
                Part::BODY if set.has(Part::BODY) => Err("has {body} more than once"),
                _ => Ok(found),
            })
            .map_err(|detail| {
                let index = source.len().saturating_sub(special.len());
                Error::new(ErrorKind::Scheme, argument, detail).at(index)
            })?;
            self.push(part, text);
            set = set.or(part);
            rest = rest.get(length..).unwrap_or_default();
        }
        Ok(set)
    }

    /// The part at `index` with its text: of literals, of fields their path, of carriers their name.
    pub(super) fn get(&self, index: usize) -> (Part, &str) {
        let found = self.0.get(index);
        found.map_or((Part::END, ""), |(part, text)| (*part, text))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Appends a part; text after text is one.
    pub(super) fn push(&mut self, part: Part, text: &str) {
        match self.0.last_mut() {
            Some((Part::LITERAL, last)) if part == Part::LITERAL => last.push_str(text),
            _ => self.0.push((part, text.into())),
        }
    }
}

/// What stands at a brace or a bracket, its text, and its length in the template.
fn placeholder(special: &str) -> Result<(Part, &str, usize), &'static str> {
    for pair in ["{{", "}}", "[[", "]]"] {
        if special.starts_with(pair) {
            return Ok((Part::LITERAL, pair.get(1..).unwrap_or_default(), 2));
        }
    }
    let name = cut(special, b'}').0;
    let length = name.len().saturating_add(1);
    let (word, argument) = cut(name, b':');
    let part = match word {
        "" => return Err("has a closing brace of nothing; write }} for itself"),
        _ if !word.starts_with('{') => return Err(GROUP),
        _ if special.len() < length => return Err("has a placeholder without end"),
        "{field" if !argument.is_empty() && argument != "?" => {
            let (part, path) = match argument.strip_suffix('?') {
                Some(path) => (Part::FIELD_OR_EMPTY, path),
                None => (Part::FIELD, argument),
            };
            return Ok((part, path, length));
        }
        "{var" | "{digest" | "{param" | "{params" => return Err(LATER),
        _ if word.len() < name.len() => Part::END,
        "{body" => Part::BODY,
        "{signature" => Part::SIGNATURE,
        "{timestamp" => Part::TIMESTAMP,
        "{id" => Part::ID,
        "{url" => Part::URL,
        "{secret" => Part::SECRET,
        _ => Part::END,
    };
    if part == Part::END {
        return Err("has an unknown placeholder");
    }
    Ok((part, "", length))
}

const GROUP: &str =
    "has an optional group, which schemes do not have yet; write [[ and ]] for brackets";
const LATER: &str = "has a variable, a digest or parameters, which schemes do not have yet";
