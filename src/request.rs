//! A request that contains its authorization, ready for the host to send.

use core::fmt;

use crate::pairs::PairsIter;
use crate::text::cut;
use crate::{Fields, SecretText};

/// The method, URL and header fields of a request.
///
/// The host must send the request unchanged, with exactly the body that was signed. The host must not follow a
/// redirect, because the header fields would be sent to another origin. `Debug` shows no value of a field.
pub struct AuthorizedRequest {
    /// The method and the URL, each with a line feed after it.
    target: SecretText,
    fields: Fields,
}

impl AuthorizedRequest {
    pub(crate) fn new(method: &str, base_url: &str, path: &str, fields: Fields) -> Self {
        let mut target = SecretText::default();
        target.push_line(method);
        // `fetch` changes only some methods to upper case.
        target.make_ascii_uppercase();
        target.push_str(base_url);
        target.push_line(path);
        Self { target, fields }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        cut(&self.target, b'\n').0
    }

    /// The complete URL.
    #[must_use]
    pub fn url(&self) -> &str {
        cut(cut(&self.target, b'\n').1, b'\n').0
    }

    /// The names and values of the header fields, with the caller's fields first.
    #[must_use]
    pub fn fields(&self) -> PairsIter<'_> {
        self.fields.iter()
    }

    /// The value of the field named `name`. The case of the letters of `name` is ignored.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    /// The header fields. Values that are known only at the end can be added to them.
    pub(crate) fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    /// Appends a text to the query of the URL. If the URL has no query, the text becomes the query.
    pub(crate) fn push_query(&mut self, query: &str) {
        if query.is_empty() {
            return;
        }
        let mut target = SecretText::with_capacity(self.target.len().saturating_add(query.len()));
        target.push_line(self.method());
        target.push_str(self.url());
        target.push_str(if self.url().bytes().any(|byte| byte == b'?') {
            "&"
        } else {
            "?"
        });
        target.push_line(query);
        self.target = target;
    }

    /// Two texts: the method and the URL as lines, and the fields as lines.
    #[cfg(feature = "wasm")]
    pub(crate) fn lines(&self) -> [&str; 2] {
        [&self.target, self.fields.lines()]
    }
}

impl fmt::Debug for AuthorizedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.url())?;
        self.fields()
            .try_for_each(|(name, _)| write!(f, "\n{name}: [redacted]"))
    }
}
