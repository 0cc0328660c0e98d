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

/// What a piece of a template stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    /// Text as it stands.
    Literal,
    /// `{body}`
    Body,
    /// `{signature}`
    Signature,
    /// `{timestamp}`
    Timestamp,
    /// `{id}`
    Id,
    /// `{url}`
    Url,
    /// `{secret}`, in the two built-in schemes that are a plain hash.
    Secret,
    /// `{field:…}`
    Field,
    /// `{field:…?}`
    FieldOrEmpty,
}

/// The parts of templates, each with the end of its text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    text: String,
    parts: Vec<(Part, usize)>,
}

impl Parts {
    /// The parts of a template; `argument` is what an error names.
    pub(super) fn read(argument: &'static str, source: &str) -> Result<Self, Error> {
        let mut parts = Self::default();
        let mut rest = source;
        while !rest.is_empty() {
            let is_special = |byte| matches!(byte, b'{' | b'}' | b'[' | b']');
            let length = rest.bytes().position(is_special).unwrap_or(rest.len());
            let (literal, special) = rest.split_at_checked(length).unwrap_or_default();
            parts.push(Part::Literal, literal);
            if special.is_empty() {
                break;
            }
            let (part, text, length) = placeholder(special).map_err(|detail| {
                let index = source.len().saturating_sub(special.len());
                Error::new(ErrorKind::Scheme, argument, detail).at(index)
            })?;
            parts.push(part, text);
            rest = special.get(length..).unwrap_or_default();
        }
        Ok(parts)
    }

    /// How often a part occurs.
    pub(super) fn count(&self, part: Part) -> usize {
        self.parts
            .iter()
            .filter(|(given, _)| *given == part)
            .count()
    }

    pub(super) fn has(&self, part: Part) -> bool {
        self.count(part) > 0
    }

    /// The parts in their order, with the text of literals and the paths of fields.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Part, &str)> {
        let mut start = 0;
        self.parts.iter().map(move |(part, end)| {
            let text = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (*part, text)
        })
    }

    fn push(&mut self, part: Part, text: &str) {
        self.text.push_str(text);
        let end = self.text.len();
        match self.parts.last_mut() {
            Some((Part::Literal, last)) if part == Part::Literal => *last = end,
            _ if part == Part::Literal && text.is_empty() => {}
            _ => self.parts.push((part, end)),
        }
    }
}

/// What stands at a brace or a bracket, its text, and its length in the template.
fn placeholder(special: &str) -> Result<(Part, &str, usize), &'static str> {
    for pair in ["{{", "}}", "[[", "]]"] {
        if special.starts_with(pair) {
            return Ok((Part::Literal, pair.get(1..).unwrap_or_default(), 2));
        }
    }
    let Some(open) = special.strip_prefix('{') else {
        return Err(if special.starts_with('}') {
            "has a closing brace of nothing; write }} for itself"
        } else {
            "has a square bracket, which optional groups will need; write it twice for itself"
        });
    };
    let name = cut(open, b'}').0;
    let length = name.len().saturating_add(2);
    if special.len() < length {
        return Err("has a placeholder without end");
    }
    let (part, text) = named(name)?;
    Ok((part, text, length))
}

fn named(name: &str) -> Result<(Part, &str), &'static str> {
    let (word, argument) = cut(name, b':');
    let part = match word {
        "field" if !argument.is_empty() => {
            return Ok(match argument.strip_suffix('?') {
                Some(path) => (Part::FieldOrEmpty, path),
                None => (Part::Field, argument),
            });
        }
        "var" => return Err("has {var}, but schemes have no variables yet"),
        "digest" => return Err("has {digest}, but schemes have no digests yet"),
        "param" | "params" => return Err("has {params}, but schemes read no parameters yet"),
        _ if word.len() < name.len() => return Err(UNKNOWN),
        "body" => Part::Body,
        "signature" => Part::Signature,
        "timestamp" => Part::Timestamp,
        "id" => Part::Id,
        "url" => Part::Url,
        "secret" => Part::Secret,
        _ => return Err(UNKNOWN),
    };
    Ok((part, ""))
}

const UNKNOWN: &str = "has an unknown placeholder";
