//! A text of a definition whose placeholders are replaced with values.

use core::ops::Deref;

use super::client::Client;
use super::profile::{Text, TextPart};
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

    /// Replaces the placeholders of a text that authenticates. Returns an error if a value in the text is missing.
    pub(super) fn need<'a>(&'a self, text: &'a Text, token: &'a str) -> Result<Filled<'a>, Error> {
        for name in text.credentials() {
            self.credentials.need(name)?;
        }
        let filled = self.fill(text, token);
        if filled.is_empty() {
            let detail =
                "has an empty constant in `servers.<environment>.variables`; write a value";
            return Err(Error::new(ErrorKind::Credentials, "environment", detail));
        }
        Ok(filled)
    }

    /// Replaces the placeholders of a text that may be empty: a text without a secret and without the token is
    /// empty if a value in it is missing. Every other text authenticates, so a missing value is an error.
    pub(super) fn offer<'a>(&'a self, text: &'a Text, token: &'a str) -> Result<Filled<'a>, Error> {
        if self.is_secret(text) {
            self.need(text, token)
        } else {
            Ok(self.fill(text, token))
        }
    }

    /// The first missing credential of a text.
    pub(super) fn absent<'a>(&self, text: &'a Text) -> Option<&'a str> {
        let mut names = text.credentials();
        names.find(|name| self.credentials.get(name).is_empty())
    }

    /// Whether a text contains a secret or the token.
    pub(super) fn is_secret(&self, text: &Text) -> bool {
        text.has_token() || text.credentials().any(|name| !self.profile.is_public(name))
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
