//! A request that carries its authorization, ready for the host to send.

use core::fmt;

use crate::text::{PairsIter, cut};
use crate::{Fields, SecretText};

/// The method, URL and header fields of a request.
///
/// The host sends it as it is, with the very body that was signed, and must not follow a redirect:
/// the fields would reach another origin. `Debug` shows no value of a field.
pub struct AuthorizedRequest {
    /// The method, the URL, then the fields, each line with its line feed.
    lines: SecretText,
}

impl AuthorizedRequest {
    pub(crate) fn new(method: &str, base_url: &str, path: &str, fields: &Fields) -> Self {
        let mut lines = SecretText::default();
        for text in [method, "\n", base_url, path, "\n", fields.lines()] {
            lines.push_str(text);
        }
        Self { lines }
    }

    pub(crate) fn append(&mut self, fields: &Fields) {
        self.lines.push_str(fields.lines());
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        cut(&self.lines, b'\n').0
    }

    /// The whole URL.
    #[must_use]
    pub fn url(&self) -> &str {
        cut(cut(&self.lines, b'\n').1, b'\n').0
    }

    /// The names and values of the header fields, the caller's own first.
    #[must_use]
    pub fn fields(&self) -> PairsIter<'_> {
        PairsIter {
            lines: cut(cut(&self.lines, b'\n').1, b'\n').1,
        }
    }

    /// The value of the field called `name`; names have no case.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// All of it as lines.
    #[cfg(feature = "wasm")]
    pub(crate) fn lines(&self) -> &str {
        &self.lines
    }
}

impl fmt::Debug for AuthorizedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.url())?;
        self.fields()
            .try_for_each(|(name, _)| write!(f, "\n{name}: [redacted]"))
    }
}
