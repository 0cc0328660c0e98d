//! A text of a definition whose placeholders are replaced with values.

use core::ops::Deref;

use super::client::Client;
use super::profile::{Text, TextPairs, TextPart};
use crate::{Error, ErrorKind, SecretText};

/// A text whose placeholders are replaced with values; empty if one of the values is empty.
pub(super) enum Filled<'a> {
    /// A text that is only one value. The value is not copied.
    Own(&'a str),
    Made(SecretText),
}

impl Deref for Filled<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Made(text) => text,
        }
    }
}

impl Client {
    /// Replaces the placeholders of a text. `token` is empty if there is no token.
    pub(super) fn fill<'a>(&'a self, text: &'a Text, token: &'a str) -> Filled<'a> {
        if let [part] = &*text.parts {
            return Filled::Own(self.value(part, token));
        }
        let mut filled = SecretText::default();
        for part in &text.parts {
            let value = self.value(part, token);
            if value.is_empty() {
                return Filled::Own("");
            }
            filled.push_str(value);
        }
        Filled::Made(filled)
    }

    /// Replaces the placeholders of a text that a request needs. Returns an error if one of the secrets in the text
    /// is missing.
    pub(super) fn need<'a>(&'a self, text: &'a Text, token: &'a str) -> Result<Filled<'a>, Error> {
        for name in text.credentials() {
            if self.credentials.get(name).is_empty() && !self.profile.is_public(name) {
                let detail = "is missing; pass it when you create the client";
                return Err(Error::named(ErrorKind::Credentials, name, detail));
            }
        }
        Ok(self.fill(text, token))
    }

    /// Whether the client has all secrets that these texts need.
    pub(super) fn has_all<'a>(&self, texts: impl Iterator<Item = &'a Text>) -> bool {
        let mut names = texts.flat_map(Text::credentials);
        names.all(|name| !self.credentials.get(name).is_empty() || self.profile.is_public(name))
    }

    fn value<'a>(&'a self, part: &'a TextPart, token: &'a str) -> &'a str {
        match part {
            TextPart::Literal(literal) => literal,
            TextPart::Credential(name) => self.credentials.get(name),
            TextPart::Variable(name) => {
                let mut all = self.server().variables.iter();
                all.find(|(known, _)| known == name)
                    .map_or("", |(_, value)| value)
            }
            TextPart::Environment => &self.server().name,
            TextPart::Token => token,
        }
    }
}

/// The texts of the values in these pairs.
pub(super) fn texts(pairs: &TextPairs) -> impl Iterator<Item = &Text> {
    pairs.iter().map(|(_, text)| text)
}
