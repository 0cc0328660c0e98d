//! A scheme of the user's own, as a JSON object.
//!
//! ```text
//! hash       "sha1" / "sha256" / "sha384" / "sha512", or as "SHA-1" and so on
//! construction  "hmac"; "public-key" and "jws" are reserved
//! message    template
//! encoding   "hex" / "HEX" / "base64" / "base64url" / "base64url_nopad"
//! headers    { field name: carrier, … }
//! fields     { path in the body: carrier, … }
//! key        { decode: "utf8" / "hex" / "base64" / "base64url", strip: [ text ] }
//! hexCase    "lower" / "upper" / "either"
//! timestamp  { format: "unix" / "unix_ms", tolerance: seconds }
//! eventId    path in the body
//!
//! carrier    template / { prefix: text, sep: text, items: [ template, … ] }
//! ```
//!
//! `hash`, `message`, `encoding` and one carrier are needed.

use super::compile::{HEADERS, MESSAGE, refuse, shift};
use super::{Carrier, Compiled, HexCase, Place, Scheme};
use crate::encoding::decimal;
use crate::encoding::json::{Document, Kind, Value};
use crate::{Algorithm, Encoding, Error, SecretEncoding, SecretText, TimestampFormat};

impl Compiled {
    /// Reads a scheme.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::scheme::Compiled;
    ///
    /// let scheme = Compiled::define(r#"{
    ///     "hash": "sha256",
    ///     "message": "{timestamp}.{body}",
    ///     "encoding": "hex",
    ///     "timestamp": { "format": "unix", "tolerance": 300 },
    ///     "headers": { "X-Signature": { "sep": ",", "items": ["t={timestamp}", "v1={signature}"] } }
    /// }"#)?;
    /// assert_eq!(scheme.tolerance_secs(), 300);
    /// let error = Compiled::define(r#"{"hash": "md5"}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "scheme: has a hash that is not sha1, sha256, sha384 or sha512 at byte 9");
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scheme`](crate::ErrorKind::Scheme), at the byte of the JSON where the fault is,
    /// for a scheme that cannot be compiled; [`ErrorKind::Json`](crate::ErrorKind::Json) and
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) for what is no JSON or too much.
    pub fn define(json: &str) -> Result<Self, Error> {
        let document = Document::read(json)?;
        let root = document.root();
        let mut scheme = Self::blank(&Scheme::new("", &[]));
        // The message stands before the carriers, wherever it is in the JSON.
        for is_message in [true, false] {
            for (name, value) in members(root)? {
                if name.is(MESSAGE) == is_message {
                    scheme.define_member(name, value)?;
                }
            }
        }
        for name in ["hash", MESSAGE, "encoding"] {
            if root.get(name).is_none() {
                return Err(fault(root, "lacks hash, message or encoding"));
            }
        }
        scheme.finish()?;
        Ok(scheme)
    }

    fn define_member(&mut self, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        match choose(name, ROOT) {
            Some(0) => {
                let names = if value.raw().starts_with("\"SHA") {
                    NAMES
                } else {
                    HASHES
                };
                let detail = "has a hash that is not sha1, sha256, sha384 or sha512";
                self.hash = word(value, names, &Algorithm::ALL, detail)?;
            }
            Some(1) => {
                let detail =
                    "has an encoding that is not hex, HEX, base64, base64url or base64url_nopad";
                self.encoding = word(value, ENCODINGS, &Encoding::ALL, detail)?;
            }
            Some(2) => {
                let detail = "has a hexCase that is not lower, upper or either";
                self.hex_case = word(value, CASES, &HexCase::ALL, detail)?;
            }
            Some(3) => {
                let template = text(value)?;
                self.message(&template)
                    .map_err(|error| inside(error, value))?;
            }
            Some(4 | 5) => {
                for (option, value) in members(value)? {
                    self.define_option(name, option, value)?;
                }
                if !name.is("key") && self.timestamp.is_none() {
                    return Err(fault(value, "has no format"));
                }
            }
            Some(6 | 7) => {
                let is_header = name.is(HEADERS);
                let place = if is_header {
                    Place::Header
                } else {
                    Place::Body
                };
                for (name, value) in members(value)? {
                    self.define_carrier(place, name, value)?;
                }
            }
            Some(8) => self.event_id = (&*text(value)?).into(),
            Some(9) if value.is("hmac") => {}
            Some(9) if value.is("public-key") || value.is("jws") => {
                return Err(fault(value, RESERVED));
            }
            Some(_) => return Err(fault(name, "has what schemes of one's own do not have yet")),
            None => return Err(fault(name, UNKNOWN)),
        }
        Ok(())
    }

    /// Reads a member of `key` or `timestamp`.
    fn define_option(
        &mut self,
        of: Value<'_>,
        name: Value<'_>,
        value: Value<'_>,
    ) -> Result<(), Error> {
        match (choose(name, OPTIONS), of.is("key")) {
            (Some(0), true) => {
                let detail = "has a decode that is not utf8, hex, base64 or base64url";
                self.key = word(value, DECODINGS, &SecretEncoding::ALL, detail)?;
            }
            (Some(1), true) => {
                let only = value.only().unwrap_or(value);
                self.key_prefix = (&*text(only)?).into();
            }
            (Some(2), false) => {
                let detail = "has a format that is not unix or unix_ms";
                self.timestamp = Some(word(value, FORMATS, &TimestampFormat::ALL, detail)?);
            }
            (Some(3), false) => {
                let secs = decimal::read(value.raw()).and_then(|secs| u32::try_from(secs).ok());
                self.tolerance_secs =
                    secs.ok_or_else(|| fault(value, "is not a whole number of seconds"))?;
            }
            _ => return Err(fault(name, UNKNOWN)),
        }
        Ok(())
    }

    fn define_carrier(
        &mut self,
        place: Place,
        name: Value<'_>,
        value: Value<'_>,
    ) -> Result<(), Error> {
        let mut texts = [SecretText::default(), SecretText::default()];
        let mut items = Some(value).filter(|value| value.kind() == Kind::String);
        if items.is_none() {
            for (option, value) in members(value)? {
                match choose(option, CARRIER) {
                    Some(2) => items = Some(value),
                    Some(place) => {
                        for own in texts.iter_mut().skip(place).take(1) {
                            *own = text(value)?;
                        }
                    }
                    None => return Err(fault(option, UNKNOWN)),
                }
            }
        }
        let [prefix, separator] = &texts;
        let name_text = name.text().unwrap_or_default();
        let carrier = Carrier {
            place,
            ..Carrier::header(&name_text, "")
                .prefix(prefix)
                .list(separator)
        };
        self.open(&carrier).map_err(|error| inside(error, name))?;
        let items = items.ok_or_else(|| fault(value, "has no items"))?;
        if items.kind() == Kind::String {
            return self.define_item(&carrier, items);
        }
        if separator.is_empty() && items.only().is_none() {
            return Err(fault(value, "has items, and no sep between them"));
        }
        for item in items.elements() {
            self.define_item(&carrier, item)?;
        }
        Ok(())
    }

    fn define_item(&mut self, carrier: &Carrier<'_>, value: Value<'_>) -> Result<(), Error> {
        let template = text(value)?;
        let separator = carrier.separator.bytes().next();
        if template.bytes().any(|byte| Some(byte) == separator) {
            return Err(fault(value, "has an item with the sep in it"));
        }
        self.item(carrier, &template)
            .map_err(|error| inside(error, value))
    }
}

/// The names and values of an object.
fn members(value: Value<'_>) -> Result<impl Iterator<Item = (Value<'_>, Value<'_>)>, Error> {
    if value.kind() == Kind::Object {
        Ok(value.members())
    } else {
        Err(fault(value, "has something else in the place of an object"))
    }
}

fn text(value: Value<'_>) -> Result<SecretText, Error> {
    let detail = "has something else in the place of a text";
    value.text().ok_or_else(|| fault(value, detail))
}

/// What a word names.
fn word<T: Copy>(
    value: Value<'_>,
    words: &[&str],
    all: &[T],
    detail: &'static str,
) -> Result<T, Error> {
    let named = choose(value, words).and_then(|place| all.get(place));
    named.copied().ok_or_else(|| fault(value, detail))
}

/// The place of a text among some.
#[inline(never)]
fn choose(value: Value<'_>, among: &[&str]) -> Option<usize> {
    among.iter().position(|text| value.is(text))
}

/// The error of a text, by its place in the JSON.
fn inside(error: Error, text: Value<'_>) -> Error {
    let index = text.start().saturating_add(1);
    match error.index() {
        Some(_) => shift(error, index),
        None => error.at(index),
    }
}

#[cold]
#[inline(never)]
fn fault(value: Value<'_>, detail: &'static str) -> Error {
    refuse("scheme", detail).at(value.start())
}

const RESERVED: &str = "has a construction that is reserved: signatures of public keys are not verified yet, only HMACs";
const UNKNOWN: &str = "has an unknown member";
/// What a scheme has, then what it will have.
const ROOT: &[&str] = &[
    "hash",
    "encoding",
    "hexCase",
    MESSAGE,
    "key",
    "timestamp",
    HEADERS,
    "fields",
    "eventId",
    "construction",
    "keys",
    "digests",
    "nonce",
    "params",
    "query",
    "vars",
];
/// Two of `key`, then two of `timestamp`.
const OPTIONS: &[&str] = &["decode", "strip", "format", "tolerance"];
const CARRIER: &[&str] = &["prefix", "sep", "items"];
const HASHES: &[&str] = &["sha1", "sha256", "sha384", "sha512"];
const NAMES: &[&str] = &["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const ENCODINGS: &[&str] = &["hex", "HEX", "base64", "base64url", "base64url_nopad"];
const CASES: &[&str] = &["lower", "upper", "either"];
const DECODINGS: &[&str] = &["utf8", "hex", "base64", "base64url"];
const FORMATS: &[&str] = &["unix", "unix_ms"];
