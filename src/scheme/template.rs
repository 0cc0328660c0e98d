//! Templates: literal text and placeholders.
//!
//! ```text
//! template    = *( literal / escape / placeholder )
//! escape      = "{{" / "}}"
//! placeholder = "{" name "}"
//! ```

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::cut;
use crate::{Error, ErrorKind};

/// What a piece of a template stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    /// Text as it stands.
    Literal,
    /// The name of a carrier, whose value the parts after it are.
    Name,
    /// `{body}`
    Body,
    /// `{signature}`
    Signature,
    /// `{timestamp}`
    Timestamp,
}

/// The parts of templates, each with the end of its text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    text: String,
    parts: Vec<(Part, usize)>,
}

impl Parts {
    /// Appends the parts of a template; `argument` is what an error names.
    pub(super) fn read(&mut self, argument: &'static str, source: &str) -> Result<(), Error> {
        let mut rest = source;
        while !rest.is_empty() {
            let literal = cut(cut(rest, b'{').0, b'}').0;
            self.push(Part::Literal, literal);
            let brace = rest.get(literal.len()..).unwrap_or_default();
            let name = cut(brace, b'}').0;
            let length = name.len().saturating_add(1);
            let (part, text, length) = match name {
                "" if brace.is_empty() => break,
                "" if brace.starts_with("}}") => (Part::Literal, "}", 2),
                _ if brace.starts_with("{{") => (Part::Literal, "{", 2),
                "{body" if brace.len() >= length => (Part::Body, "", length),
                "{signature" if brace.len() >= length => (Part::Signature, "", length),
                "{timestamp" if brace.len() >= length => (Part::Timestamp, "", length),
                _ => {
                    let detail = match name {
                        "" => "has a closing brace of nothing; write }} for itself",
                        _ if brace.len() < length => "has a placeholder without end",
                        _ => "has an unknown placeholder",
                    };
                    let index = source.len().saturating_sub(brace.len());
                    return Err(Error::new(ErrorKind::Scheme, argument, detail).at(index));
                }
            };
            self.push(part, text);
            rest = brace.get(length..).unwrap_or_default();
        }
        Ok(())
    }

    /// How often a part occurs so far.
    pub(super) fn count(&self, part: Part) -> usize {
        self.parts
            .iter()
            .filter(|(given, _)| *given == part)
            .count()
    }

    /// The parts in their order, with the text of literals and names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Part, &str)> {
        let mut start = 0;
        self.parts.iter().map(move |(part, end)| {
            let text = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (*part, text)
        })
    }

    pub(super) fn push(&mut self, part: Part, text: &str) {
        if part != Part::Literal || !text.is_empty() {
            self.text.push_str(text);
            self.parts.push((part, self.text.len()));
        }
    }
}
