//! A scheme of the user's own, as a JSON object.
//!
//! ```text
//! hash       "sha1" / "sha256" / "sha384" / "sha512"
//! message    template
//! encoding   "hex" / "HEX" / "base64" / "base64url" / "base64url_nopad"
//! headers    { field name: carrier, … }
//! fields     { path in the body: carrier, … }
//! key        { decode: "utf8" / "hex" / "base64" / "base64url", strip: [ text ] }
//! hexCase    "lower" / "upper" / "either"
//! timestamp  { format: "unix" / "unix_ms", tolerance: seconds }
//!
//! carrier    template / { prefix: text, sep: text, items: [ template, … ] }
//! ```
//!
//! `hash`, `message`, `encoding` and one carrier are needed.

use super::compile::{Slot, shift};
use super::{Carrier, Compiled, HexCase, Place, Scheme};
use crate::encoding::decimal;
use crate::encoding::json::{Document, Kind, Value};
use crate::{Algorithm, Encoding, Error, ErrorKind, SecretEncoding, SecretText, TimestampFormat};

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
    /// assert_eq!(error.to_string(), "hash: is none of sha1, sha256, sha384 and sha512 at byte 9");
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scheme`], at the byte of the JSON where the fault is, for a scheme that cannot be
    /// compiled; [`ErrorKind::Json`] and [`ErrorKind::TooLarge`] for what is no JSON or too much.
    pub fn define(json: &str) -> Result<Self, Error> {
        let document = Document::read(json)?;
        let root = document.root();
        let mut scheme = Self::blank(&Scheme::new("", &[]));
        if root.kind() != Kind::Object {
            return Err(fault("scheme", root, "is no JSON object"));
        }
        for (name, value) in root.members() {
            scheme.member(&name.text().unwrap_or_default(), name, value)?;
        }
        for name in ["hash", "message", "encoding"] {
            if root.get(name).is_none() {
                return Err(fault(name, root, "is missing"));
            }
        }
        scheme.checked()
    }

    fn member(&mut self, name: &str, place: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        match name {
            "hash" => self.hash = word("hash", value, algorithm, HASHES)?,
            "message" => {
                let template = text("message", value)?;
                let index = value.start().saturating_add(1);
                self.message(&template)
                    .map_err(|error| shift(error, index))?;
            }
            "encoding" => self.encoding = word("encoding", value, Encoding::named, ENCODINGS)?,
            "hexCase" => self.hex_case = word("hexCase", value, HexCase::named, CASES)?,
            "key" => self.define_key(value)?,
            "timestamp" => self.define_timestamp(value)?,
            "headers" => self.define_carriers(value, Place::Header)?,
            "fields" => self.define_carriers(value, Place::Body)?,
            "construction" => {
                return Err(fault(
                    SCHEME,
                    place,
                    "cannot have a construction: it is an HMAC",
                ));
            }
            "vars" => return Err(fault(SCHEME, place, "cannot have vars yet")),
            "digests" => return Err(fault(SCHEME, place, "cannot have digests yet")),
            "params" => return Err(fault(SCHEME, place, "cannot have params yet")),
            "query" => return Err(fault(SCHEME, place, "cannot have query yet")),
            "nonce" => {
                return Err(fault(
                    SCHEME,
                    place,
                    "cannot have nonce yet; give each message its id",
                ));
            }
            _ => return Err(fault(SCHEME, place, "has an unknown member")),
        }
        Ok(())
    }

    fn define_key(&mut self, key: Value<'_>) -> Result<(), Error> {
        known("key", key, &["decode", "strip"])?;
        if let Some(value) = key.get("decode") {
            self.key = word("key", value, decoding, DECODINGS)?;
        }
        if let Some(value) = key.get("strip") {
            let prefix = value
                .only()
                .ok_or_else(|| fault("key", value, "has a strip that is not a list of one text"))?;
            self.key_prefix = (&*text("key", prefix)?).into();
        }
        Ok(())
    }

    fn define_timestamp(&mut self, timestamp: Value<'_>) -> Result<(), Error> {
        known("timestamp", timestamp, &["format", "tolerance"])?;
        let format = timestamp
            .get("format")
            .ok_or_else(|| fault("timestamp", timestamp, FORMATS))?;
        self.timestamp = Some(word("timestamp", format, TimestampFormat::named, FORMATS)?);
        if let Some(value) = timestamp.get("tolerance") {
            let secs = decimal::read(value.raw()).and_then(|secs| u32::try_from(secs).ok());
            let detail = "has a tolerance that is not a whole number of seconds";
            self.tolerance_secs = secs.ok_or_else(|| fault("timestamp", value, detail))?;
        }
        Ok(())
    }

    fn define_carriers(&mut self, carriers: Value<'_>, place: Place) -> Result<(), Error> {
        if carriers.kind() != Kind::Object {
            return Err(fault("headers", carriers, "are no object of carriers"));
        }
        for (name, value) in carriers.members() {
            self.define_carrier(name, value, place)?;
        }
        Ok(())
    }

    fn define_carrier(
        &mut self,
        name: Value<'_>,
        value: Value<'_>,
        place: Place,
    ) -> Result<(), Error> {
        let is_list = value.kind() != Kind::String;
        if is_list {
            known("headers", value, &["prefix", "sep", "items"])?;
        }
        let (prefix, separator) = (optional(value, "prefix")?, optional(value, "sep")?);
        let name_text = name.text().unwrap_or_default();
        let carrier = Carrier {
            place,
            ..Carrier::header(&name_text, "")
                .prefix(&prefix)
                .list(&separator)
        };
        let slot = self
            .slot(&carrier)
            .map_err(|error| error.at(name.start()))?;
        if !is_list {
            return define_item(slot, value);
        }
        let items = value
            .get("items")
            .filter(|items| items.kind() == Kind::Array);
        let items = items.ok_or_else(|| fault("headers", value, "have no list of items"))?;
        for item in items.elements() {
            define_item(slot, item)?;
        }
        if separator.is_empty() && slot.items.len() > 1 {
            return Err(fault(
                "headers",
                value,
                "have items, and no sep between them",
            ));
        }
        Ok(())
    }
}

/// Adds an item, whose fault is told by its place in the JSON.
fn define_item(slot: &mut Slot, value: Value<'_>) -> Result<(), Error> {
    let template = text("headers", value)?;
    let separator = slot.separator.bytes().next();
    if separator.is_some_and(|separator| template.bytes().any(|byte| byte == separator)) {
        return Err(fault("headers", value, "have an item with the sep in it"));
    }
    let index = value.start().saturating_add(1);
    slot.item(&template).map_err(|error| match error.index() {
        Some(_) => shift(error, index),
        None => error.at(index),
    })
}

/// What a word names.
fn word<T>(
    argument: &'static str,
    value: Value<'_>,
    named: fn(&str) -> Option<T>,
    detail: &'static str,
) -> Result<T, Error> {
    let text = value.text().unwrap_or_default();
    named(&text).ok_or_else(|| fault(argument, value, detail))
}

fn text(argument: &'static str, value: Value<'_>) -> Result<SecretText, Error> {
    value.text().ok_or_else(|| {
        fault(
            argument,
            value,
            "has something that is no text in the place of one",
        )
    })
}

fn optional(value: Value<'_>, name: &str) -> Result<SecretText, Error> {
    value
        .get(name)
        .map_or_else(|| Ok(SecretText::default()), |value| text("headers", value))
}

/// An object with no other members than these.
fn known(argument: &'static str, value: Value<'_>, names: &[&str]) -> Result<(), Error> {
    if value.kind() != Kind::Object {
        return Err(fault(argument, value, "is no object where one is needed"));
    }
    for (name, _) in value.members() {
        if !names.iter().any(|known| name.is(known)) {
            return Err(fault(argument, name, "has an unknown member"));
        }
    }
    Ok(())
}

fn algorithm(name: &str) -> Option<Algorithm> {
    match name {
        "sha1" => Some(Algorithm::Sha1),
        "sha256" => Some(Algorithm::Sha256),
        "sha384" => Some(Algorithm::Sha384),
        "sha512" => Some(Algorithm::Sha512),
        _ => None,
    }
}

fn decoding(name: &str) -> Option<SecretEncoding> {
    match name {
        "utf8" => Some(SecretEncoding::Utf8),
        "hex" => Some(SecretEncoding::Hex),
        "base64" => Some(SecretEncoding::Base64),
        "base64url" => Some(SecretEncoding::Base64Url),
        _ => None,
    }
}

#[cold]
#[inline(never)]
fn fault(argument: &'static str, value: Value<'_>, detail: &'static str) -> Error {
    Error::new(ErrorKind::Scheme, argument, detail).at(value.start())
}

const SCHEME: &str = "scheme";
const HASHES: &str = "is none of sha1, sha256, sha384 and sha512";
const ENCODINGS: &str = "is none of hex, HEX, base64, base64url and base64url_nopad";
const CASES: &str = "is none of lower, upper and either";
const DECODINGS: &str = "has a decode that is none of utf8, hex, base64 and base64url";
const FORMATS: &str = "has no format that is unix or unix_ms";
