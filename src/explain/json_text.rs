//! Rewrites JSON in the styles of other programs.

use alloc::string::String;
use alloc::vec::Vec;
use core::str::Chars;

use super::limits::MAX_VARIANT;
use crate::SecretText;
use crate::encoding::hex::{self, Case};
use crate::encoding::json::{Document, Kind, Value, escape};

/// How a program writes JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) spacing: Spacing,
    /// Whether the members of an object are sorted by name.
    pub(super) is_sorted: bool,
    pub(super) escapes: Escapes,
}

/// The spaces between values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Spacing {
    /// The spaces of the received document.
    AsItIs,
    /// No spaces.
    Compact,
    /// A space after commas and colons.
    Spaced,
    /// A line for each value, indented with this text.
    Lines(&'static str),
}

/// The characters that are escaped in strings, in addition to those that JSON requires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Escapes {
    /// The escapes of the received document.
    AsTheyAre,
    /// `/`
    Slashes,
    /// `/`, and all non-ASCII characters: PHP.
    SlashesAndUnicode,
    /// All non-ASCII characters: Python.
    Unicode,
    /// All non-ASCII characters, with capital hex digits.
    UnicodeUpper,
    /// `<`, `>`, `&`, U+2028 and U+2029: Go.
    Html,
    /// Characters above U+FFFF, with hex digits in this case.
    Beyond(Case),
    /// All non-ASCII characters, `/`, `<`, `@` and `%`: Meta.
    Meta,
    /// All non-ASCII characters, with capital hex digits, and `<`, `>`, `&`, `'`, `+` and `` ` ``: .NET.
    DotNet,
    /// Only `@`.
    At,
    /// No characters, and escapes of `/` are decoded.
    NoSlashes,
    /// No characters, and all escapes that JSON does not require are decoded.
    None,
}

impl Style {
    pub(super) const COMPACT: Self = Self {
        spacing: Spacing::Compact,
        is_sorted: false,
        escapes: Escapes::AsTheyAre,
    };

    pub(super) const fn laid(spacing: Spacing) -> Self {
        Self {
            spacing,
            ..Self::COMPACT
        }
    }

    pub(super) const fn escaped(self, escapes: Escapes) -> Self {
        Self { escapes, ..self }
    }

    pub(super) const fn sorted(self) -> Self {
        Self {
            is_sorted: true,
            ..self
        }
    }
}

/// The text of a document in a style; `None` if the text is not a JSON document.
pub(super) fn rewrite(text: &str, style: Style) -> Option<String> {
    let document = Document::read(text).ok()?;
    if style.spacing == Spacing::AsItIs {
        return Some(escaped(text, style.escapes));
    }
    let mut laid = String::with_capacity(text.len());
    style.write(document.root(), 0, &mut laid);
    Some(escaped(&laid, style.escapes))
}

impl Style {
    /// Writes a value. Stops at the maximum length, because a longer text is not tried.
    fn write(self, value: Value<'_>, depth: usize, text: &mut String) {
        let deeper = depth.saturating_add(1);
        let is_object = value.kind() == Kind::Object;
        let mut count: usize = 0;
        let mut element = |name: Option<Value<'_>>, value, text: &mut String| {
            if text.len() > MAX_VARIANT {
                return;
            }
            let open = if is_object { "{" } else { "[" };
            text.push_str(if count > 0 { "," } else { open });
            self.gap(if count > 0 { " " } else { "" }, deeper, text);
            if let Some(name) = name {
                text.push_str(name.raw());
                text.push_str(if self.spacing == Spacing::Compact {
                    ":"
                } else {
                    ": "
                });
            }
            self.write(value, deeper, text);
            count = count.saturating_add(1);
        };
        for (name, value) in self.members(value) {
            element(Some(name), value, text);
        }
        for value in value.elements() {
            element(None, value, text);
        }
        match value.kind() {
            Kind::Object | Kind::Array if count > 0 => {
                self.gap("", depth, text);
                text.push_str(if is_object { "}" } else { "]" });
            }
            Kind::Object => text.push_str("{}"),
            Kind::Array => text.push_str("[]"),
            _ => text.push_str(value.raw()),
        }
    }

    /// Writes the spaces before a value, or before the end of an object or an array.
    fn gap(self, space: &str, depth: usize, text: &mut String) {
        match self.spacing {
            Spacing::Spaced => text.push_str(space),
            Spacing::Lines(indent) => {
                text.push('\n');
                text.push_str(&indent.repeat(depth));
            }
            Spacing::AsItIs | Spacing::Compact => {}
        }
    }

    /// The members of an object, in the order of the style. The function uses an insertion sort, because the sort
    /// of the standard library would add 4 KB of wasm.
    fn members(self, value: Value<'_>) -> impl Iterator<Item = (Value<'_>, Value<'_>)> {
        let mut members: Vec<(Option<SecretText>, _)> = Vec::new();
        for member in value.members() {
            let name = if self.is_sorted {
                member.0.text()
            } else {
                None
            };
            let place = members.partition_point(|(other, _)| other.as_deref() <= name.as_deref());
            members.insert(place, (name, member));
        }
        members.into_iter().map(|(_, member)| member)
    }
}

/// A document with other escapes in the strings.
fn escaped(text: &str, escapes: Escapes) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut is_inside = false;
    while let Some(next) = rest.next() {
        match next {
            '"' => {
                is_inside = !is_inside;
                written.push('"');
            }
            '\\' => escapes.unescape(&mut rest, &mut written),
            _ if is_inside => escapes.escape(next, &mut written),
            _ => written.push(next),
        }
    }
    written
}

impl Escapes {
    /// Writes a character of a string.
    fn escape(self, character: char, text: &mut String) {
        let is_written = match character {
            '/' if matches!(self, Self::Slashes | Self::SlashesAndUnicode | Self::Meta) => {
                return text.push_str("\\/");
            }
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                self == Self::Html || self.is_beyond(character)
            }
            _ => self.is_beyond(character),
        };
        if !is_written {
            return text.push(character);
        }
        let case = match self {
            Self::UnicodeUpper | Self::DotNet | Self::Beyond(Case::Upper) => Case::Upper,
            _ => Case::Lower,
        };
        for unit in character.encode_utf16(&mut [0; 2]) {
            text.push_str("\\u");
            text.push_str(&hex::encode(&unit.to_be_bytes(), case));
        }
    }

    /// Whether a character is escaped, although JSON does not require an escape.
    fn is_beyond(self, character: char) -> bool {
        match self {
            Self::SlashesAndUnicode | Self::Unicode | Self::UnicodeUpper => !character.is_ascii(),
            Self::Beyond(_) => character > '\u{ffff}',
            Self::Meta => !character.is_ascii() || matches!(character, '<' | '@' | '%'),
            Self::DotNet => {
                !character.is_ascii() || matches!(character, '<' | '>' | '&' | '\'' | '+' | '`')
            }
            Self::At => character == '@',
            _ => false,
        }
    }

    /// Writes the escape after a backslash, either decoded or unchanged.
    fn unescape(self, rest: &mut Chars<'_>, text: &mut String) {
        let before = rest.as_str();
        let character = escape::escape(rest).unwrap_or_default();
        let escape = before.get(..before.len().saturating_sub(rest.as_str().len()));
        let escape = escape.unwrap_or_default();
        let is_plain = match character {
            '/' => matches!(self, Self::NoSlashes | Self::None),
            '"' | '\\' | '\0'..=' ' => false,
            _ => self == Self::None,
        };
        if is_plain {
            text.push(character);
        } else {
            text.push('\\');
            text.push_str(escape);
        }
    }
}
