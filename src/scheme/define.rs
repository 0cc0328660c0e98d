//! Reads a scheme that a user defines as a JSON object.
//!
//! ```text
//! construction  "hmac" / "digest" / "token"; "public-key" and "jws" are reserved
//! hash       "sha1" / "sha256" / "sha384" / "sha512", or as "SHA-1" and so on
//! message    template
//! encoding   "hex" / "HEX" / "base64" / "base64url" / "base64url_nopad" / "hex_base64"
//! headers    { field name: carrier, … }
//! query      { parameter: carrier, … }
//! form       { parameter: carrier, … }
//! fields     { path in the body: carrier, … }
//! key        { decode: "utf8" / "hex" / "base64" / "base64url", strip: [ text, … ] }
//! hexCase    "lower" / "upper" / "either"
//! timestamp  { format: format / [ format, … ], tolerance: seconds / false, field: path in the body }
//! eventId    path in the body
//! digests    { name: { of: template, hash, encoding: "raw" / "hex" / "HEX" / "base64" }, … }
//! params     { from: [ "query" / "form" ], exclude, sort: "name" / "none", unique, kv, join, encode }
//! nonce      { format: "hex" / "alnum" / "digits" / "uuid", length }
//! vars       [ name, … ]
//! unsafe     [ "secret-first" / "joined-members" ]
//!
//! carrier    template / { prefix: text, sep: text, items: [ template, … ], optional: true }
//! format     "unix" / "unix_ms" / "unix_us" / "unix_fraction" / "iso" / "iso_ms" / "http_date"
//! ```
//!
//! `hash`, `message`, `encoding` and one carrier are required. If `construction` is `"token"`, only a carrier with
//! `{secret}` is required.

use alloc::string::String;

use super::compile::{HEADERS, MESSAGE, SIGNS_REQUESTS};
use super::context::Context;
use super::part::Part;
use super::reader::{MISSING, Reader, choose, of_form};
use super::words::{CASES, CONSTRUCTIONS, ENCODINGS, HASH_NAMES, HASHES};
use super::{Compiled, Construction, HexCase, Place, Scheme};
use crate::encoding::json::{Document, Value};
use crate::text::cut;
use crate::{Algorithm, Encoding, Error};

impl Compiled {
    /// Reads the definition of a scheme.
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
    /// assert_eq!(error.to_string(), "scheme: `hash` must be sha1, sha256, sha384 or sha512 (byte 9)");
    /// assert_eq!(error.path(), "hash");
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scheme`](crate::ErrorKind::Scheme) for a scheme that cannot be compiled. The error contains the
    /// path of the member that caused it, and the index of the byte in the JSON.
    /// [`ErrorKind::Json`](crate::ErrorKind::Json) for text that is not JSON, and
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) for text that is too long.
    pub fn define(json: &str) -> Result<Self, Error> {
        Self::define_named("", json)
    }

    /// Reads the definition of a scheme with a name, such as a scheme of a catalogue. `name` is the namespace of
    /// the ids of its messages.
    ///
    /// # Errors
    ///
    /// The errors of [`Compiled::define`].
    pub fn define_named(name: &str, json: &str) -> Result<Self, Error> {
        let document = Document::read(json)?;
        let context = Context {
            name,
            ..Context::default()
        };
        Self::read_definition(document.root(), context)
    }

    /// Reads the definition of a scheme, which may be a part of another definition.
    pub(crate) fn read_definition(root: Value<'_>, context: Context<'_>) -> Result<Self, Error> {
        let mut scheme = Self::blank(&Scheme::new("", &[]));
        scheme.is_secret_first = false;
        scheme.names.is_whole = true;
        for var in context.vars {
            scheme.names.vars.push(String::from(*var));
        }
        if context.is_for_requests {
            scheme.only_signs = Some(SIGNS_REQUESTS);
        }
        let mut reader = Reader { scheme, context };
        reader
            .root(root)
            .map_err(|error| of_form(error, context.is_nested))?;
        Ok(reader.scheme)
    }
}

/// The order in which members are read. Names are read before the templates that use them, and the message is read
/// before the carriers.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Phase {
    First,
    Digests,
    Message,
    Carriers,
}

impl Reader<'_> {
    fn root(&mut self, root: Value<'_>) -> Result<(), Error> {
        for phase in [
            Phase::First,
            Phase::Digests,
            Phase::Message,
            Phase::Carriers,
        ] {
            for (name, value) in self.members(root)? {
                if self.context.is_about && name.is("about") {
                    continue;
                }
                let place = self.member_of(name, ROOT)?;
                let found = ROOT_PHASES.get(place).copied().unwrap_or(Phase::First);
                if found == phase {
                    let text = name.text().unwrap_or_default();
                    self.member(place, name, value)
                        .map_err(|error| error.within(&text))?;
                }
            }
            if phase == Phase::Digests && self.scheme.is_token {
                self.scheme.of_token();
            }
        }
        let needed: &[&str] = if self.scheme.is_token {
            &[]
        } else {
            &["hash", MESSAGE, "encoding"]
        };
        for name in needed {
            if root.get(name).is_none() {
                let error = self.fault(root, MISSING);
                return Err(error.within(name));
            }
        }
        for name in ["hash", MESSAGE, "encoding", "key"] {
            if self.scheme.is_token && root.get(name).is_some() {
                let error = self.fault(root, "must be left out if `construction` is token");
                return Err(error.within(name));
            }
        }
        self.scheme.add_digests();
        let has_id = self.scheme.signs_id() || !self.scheme.event_id.is_empty();
        if has_id {
            self.scheme.name = self.context.name.into();
        }
        self.scheme
            .finish()
            .map_err(|error| self.at_name(root, error))
    }

    /// Adds the byte of the name `construction` to an error about this member.
    fn at_name(&self, root: Value<'_>, error: Error) -> Error {
        let mut names = root.members().map(|(name, _)| name);
        let first = cut(error.path(), b'.').0;
        let found = names.find(|name| error.index().is_none() && name.is(first));
        match found {
            Some(name) if error.argument() == "scheme" && !self.context.is_nested => {
                error.at(name.start())
            }
            _ => error,
        }
    }

    fn member(&mut self, place: usize, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        match place {
            0 => {
                let (names, detail) = if value.raw().starts_with("\"SHA") {
                    (HASH_NAMES, NO_HASH_NAME)
                } else {
                    (HASHES, NO_HASH)
                };
                self.scheme.hash = self.word(value, names, &Algorithm::ALL, detail)?;
            }
            1 => {
                self.scheme.encoding = self.word(value, ENCODINGS, &Encoding::ALL, NO_ENCODING)?;
            }
            2 => {
                let detail = "must be lower, upper or either";
                self.scheme.hex_case = self.word(value, CASES, &HexCase::ALL, detail)?;
            }
            3 => {
                let template = self.text(value)?;
                let read = self.scheme.message(&template);
                read.map_err(|error| self.inside(error, value))?;
            }
            4 => self.key(value)?,
            5 => self.timestamp(value)?,
            6 => self.carriers(Place::Header, value)?,
            7 => self.carriers(Place::Body, value)?,
            8 => self.carriers(Place::Query, self.some(name, value)?)?,
            9 => self.carriers(Place::Form, self.some(name, value)?)?,
            10 => self.scheme.event_id = (&*self.text(value)?).into(),
            11 => self.construction(name, value)?,
            12 => self.digests(self.some(name, value)?)?,
            13 => self.nonce(name, value)?,
            14 => self.params(name, value)?,
            15 => self.vars(name, value)?,
            _ => self.unsafe_words(name, value)?,
        }
        Ok(())
    }

    fn construction(&mut self, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        match choose(value, CONSTRUCTIONS) {
            Some(0) => return Ok(()),
            Some(1 | 2) if self.context.is_for_requests => {
                return Err(self.fault(name, "must be hmac in a scheme that signs requests"));
            }
            Some(place @ (1 | 2)) => {
                self.scheme.construction = Construction::DIGEST;
                self.scheme.is_token = place == 2;
            }
            Some(_) => return Err(self.fault(value, RESERVED)),
            None => {
                let detail = "must be hmac, digest or token";
                return Err(self.meant(value, CONSTRUCTIONS, detail));
            }
        }
        Ok(())
    }
}

impl Compiled {
    /// Sets the message of a token to the secret. The hash of the received token is compared with the hash of the
    /// secret, so that the comparison does not reveal the length of the secret.
    fn of_token(&mut self) {
        self.hash = Algorithm::Sha256;
        self.parts.push(Part::SECRET, "");
        self.message = Part::SECRET;
    }
}

const RESERVED: &str = "must be hmac, digest or token; public-key signatures are not supported yet";
const NO_HASH: &str = "must be sha1, sha256, sha384 or sha512";
const NO_HASH_NAME: &str = "must be SHA-1, SHA-256, SHA-384 or SHA-512";
const NO_ENCODING: &str = "must be hex, HEX, base64, base64url, base64url_nopad or hex_base64";
/// The members of a scheme.
const ROOT: &[&str] = &[
    "hash",
    "encoding",
    "hexCase",
    MESSAGE,
    "key",
    "timestamp",
    HEADERS,
    "fields",
    "query",
    "form",
    "eventId",
    "construction",
    "digests",
    "nonce",
    "params",
    "vars",
    "unsafe",
];
const ROOT_PHASES: &[Phase] = &[
    Phase::First,
    Phase::First,
    Phase::First,
    Phase::Message,
    Phase::First,
    Phase::First,
    Phase::Carriers,
    Phase::Carriers,
    Phase::Carriers,
    Phase::Carriers,
    Phase::First,
    Phase::First,
    Phase::Digests,
];
