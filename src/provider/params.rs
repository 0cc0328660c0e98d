//! The values of the placeholders in a path.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use super::path;
use crate::encoding::hex::{self, Case};
use crate::pairs::{Pairs, PairsIter};
use crate::text::{cut, pieces};
use crate::wipe::REDACTED;
use crate::{Error, ErrorKind, grammar};

/// Values for the `{name}` placeholders of a path. The values are percent-encoded.
///
/// Percent-encoding alone does not make a value safe: `x/../refund` becomes `x%2F..%2Frefund`, which many servers
/// decode before they resolve the dots. So a value is rejected if a server could read it as more than a part of one
/// segment.
///
/// # Examples
///
/// ```
/// use payauth::provider::Params;
///
/// let mut params = Params::default();
/// params.push("id", "order 7")?;
/// let error = params.push("name", "x/../refund").unwrap_err();
/// assert_eq!((error.kind().code(), error.argument()), ("ERR_PATH", "params.name"));
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Default)]
pub struct Params {
    pairs: Pairs,
    count: usize,
}

/// The maximum number of parameters. There is a limit because each parameter is compared with all parameters before
/// it.
const MAX_PARAMS: usize = 1024;

impl Params {
    /// Adds a value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Path`] for a name that does not consist of letters, digits and `_`, that begins with a digit,
    /// or that is passed twice. [`ErrorKind::Path`] also for a value that is empty, that consists only of dots,
    /// spaces or `+`, that is in parentheses, or that contains `/ \ ; %`, a similar character or a control
    /// character. The error contains the name of the parameter. [`ErrorKind::TooLarge`] for more than 1024
    /// parameters.
    pub fn push(&mut self, name: &str, value: &str) -> Result<(), Error> {
        if !is_name(name) {
            let detail = "each name must be letters, digits and _, not beginning with a digit";
            return Err(Error::new(ErrorKind::Path, "params", detail));
        }
        if self.count >= MAX_PARAMS {
            let detail = "are more than 1024 parameters";
            return Err(Error::new(ErrorKind::TooLarge, "params", detail));
        }
        if self.get(name).is_some() {
            return Err(of(name, "is passed twice"));
        }
        if value.is_empty() {
            return Err(of(name, "is empty"));
        }
        path::fold(value, &mut String::new()).map_err(|detail| of(name, detail))?;
        self.pairs.push(name, &encode(value));
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The path with the values of the placeholders. Without parameters, the template itself.
    pub(super) fn fill<'a>(&self, template: &'a str) -> Result<Cow<'a, str>, Error> {
        if self.is_empty() {
            return Ok(Cow::Borrowed(template));
        }
        if template.len() > path::MAX_PATH {
            return Err(path::too_long());
        }
        let (place, _) = cut(template, b'?');
        let mut parts = pieces(place, b'{');
        let mut filled = String::from(parts.next().unwrap_or_default());
        for part in parts {
            let (name, literal) = cut(part, b'}');
            if name.len() == part.len() || !is_name(name) {
                let detail = "each { must begin a placeholder such as {id}: letters, digits and _, not beginning with a digit";
                return Err(Error::new(ErrorKind::Path, "path", detail));
            }
            let value = self.get(name);
            filled.push_str(
                value.ok_or_else(|| of(name, "is required, because the path contains it"))?,
            );
            filled.push_str(literal);
        }
        for (name, _) in self.pairs() {
            if !pieces(place, b'{')
                .skip(1)
                .any(|part| cut(part, b'}').0 == name)
            {
                return Err(of(
                    name,
                    "has no placeholder in the path before the query; leave it out",
                ));
            }
        }
        filled.push_str(template.get(place.len()..).unwrap_or_default());
        Ok(Cow::Owned(filled))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.pairs();
        values.find_map(|(given, value)| (given == name).then_some(value))
    }

    fn pairs(&self) -> PairsIter<'_> {
        self.pairs.iter()
    }
}

/// Shows only the names, because the values may identify a customer.
impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.pairs().map(|(name, _)| (name, REDACTED)))
            .finish()
    }
}

/// `name = ( ALPHA / "_" ) *( ALPHA / DIGIT / "_" )`
fn is_name(name: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    name.bytes().next().is_some_and(|first| is_letter(&first))
        && name
            .bytes()
            .all(|byte| is_letter(&byte) || byte.is_ascii_digit())
}

/// Percent-encodes a value as `encodeURIComponent` does.
fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if grammar::is_unreserved(byte) || b"!'()*".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&hex::encode(&[byte], Case::Upper));
        }
    }
    encoded
}

#[cold]
#[inline(never)]
fn of(name: &str, detail: &'static str) -> Error {
    let mut argument = String::from("params.");
    argument.push_str(name);
    Error::named(ErrorKind::Path, &argument, detail)
}
