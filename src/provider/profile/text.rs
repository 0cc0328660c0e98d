//! A text of a definition, with placeholders for a client's values.

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::pieces;

/// A text of a definition, with placeholders for a client's values, such as `Bearer {token}`.
///
/// A placeholder is a name in braces. A literal brace is written twice.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub(crate) parts: Vec<TextPart>,
}

/// A part of a text.
#[derive(Clone, Debug)]
pub(crate) enum TextPart {
    /// Literal text.
    Literal(String),
    /// The credential with this name.
    Credential(String),
    /// The constant of the environment with this name.
    Variable(String),
    /// The name of the environment.
    Environment,
    /// The access token.
    Token,
}

impl TextPart {
    /// The last word of a literal that ends with a space. A word begins with a letter. Empty for any other part.
    pub(crate) fn last_word(&self) -> &str {
        let Self::Literal(text) = self else {
            return "";
        };
        let words = text.trim_end_matches(' ');
        let word = pieces(words, b' ').last().unwrap_or_default();
        let is_word =
            words.len() < text.len() && word.starts_with(|first: char| first.is_ascii_alphabetic());
        if is_word { word } else { "" }
    }
}

impl Text {
    /// The names of the credentials in the text.
    pub(crate) fn credentials(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            TextPart::Credential(name) => Some(&**name),
            _ => None,
        })
    }

    /// Whether the text begins with a `/`.
    pub(crate) fn is_path(&self) -> bool {
        matches!(self.parts.first(), Some(TextPart::Literal(text)) if text.starts_with('/'))
    }

    /// Whether the text contains the access token.
    pub(crate) fn has_token(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, TextPart::Token))
    }
}

/// Pairs of a name and the text of its value.
pub type TextPairs = Vec<(String, Text)>;
