//! Header fields ([RFC 9110, section 5](https://www.rfc-editor.org/rfc/rfc9110#section-5)). Every output of payauth
//! is a list of header fields.

use core::fmt;

use crate::pairs::{Pairs, PairsIter};
use crate::wipe::REDACTED;
use crate::{Error, ErrorKind, grammar};

/// Header fields, in their order.
///
/// Every field of the list can be sent: its name is a token, and its value is visible ASCII, with spaces and tabs
/// only between visible characters. `Debug` shows the names of the fields, but not the values, because a value may
/// be a credential. The values are overwritten on drop.
///
/// # Examples
///
/// ```
/// use payauth::Fields;
///
/// let mut fields = Fields::default();
/// fields.push("X-Api-Key", "key")?;
/// assert_eq!(fields.get("x-api-key"), Some("key"));
/// assert_eq!(format!("{fields:?}"), r#"{"X-Api-Key": "[redacted]"}"#);
/// assert!(fields.push("X-Note", "two\r\nlines").is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Default)]
pub struct Fields(Pairs);

impl Fields {
    /// Appends a field.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FieldName`] for a name that is not a token, [`ErrorKind::FieldValue`] for a value with a
    /// character other than visible ASCII, space and tab, or with a space or a tab at its start or end.
    pub fn push(&mut self, name: &str, value: &str) -> Result<(), Error> {
        if !grammar::is_token(name) {
            let detail = "has a name that RFC 9110 (5.1) does not allow; use letters, digits and -";
            return Err(Error::new(ErrorKind::FieldName, "headers", detail));
        }
        if !grammar::is_field_value(value) {
            return Err(Error::named(ErrorKind::FieldValue, name, VALUE_RULE));
        }
        self.push_checked(name, value);
        Ok(())
    }

    /// Appends a field whose name and value were checked before, or were made by payauth.
    pub(crate) fn push_checked(&mut self, name: &str, value: &str) {
        self.0.push(name, value);
    }

    /// The names and values, in their order.
    #[must_use]
    pub fn iter(&self) -> PairsIter<'_> {
        self.0.iter()
    }

    /// The value of the field named `name`. The case of the letters of `name` is ignored.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        for (given, value) in self {
            if given.eq_ignore_ascii_case(name) {
                return Some(value);
            }
        }
        None
    }

    /// All fields as lines of text.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn lines(&self) -> &str {
        self.0.lines()
    }
}

/// The characters that a value may have, as a text of an error.
pub(crate) const VALUE_RULE: &str =
    "must be visible ASCII; spaces and tabs are allowed only inside";

impl<'a> IntoIterator for &'a Fields {
    type Item = (&'a str, &'a str);
    type IntoIter = PairsIter<'a>;

    fn into_iter(self) -> PairsIter<'a> {
        self.iter()
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(name, _)| (name, REDACTED)))
            .finish()
    }
}
