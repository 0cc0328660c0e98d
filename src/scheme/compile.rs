//! Compiles the description of a scheme, so that the scheme can sign and verify.

use alloc::string::String;
use alloc::vec::Vec;

use super::digest::Digest;
use super::names::PlaceholderNames;
use super::nonce::Nonce;
use super::params::ParamList;
use super::part::Part;
use super::template::Parts;
use super::{Carrier, Construction, HexCase, Scheme};
use crate::owner::Owner;
use crate::text::pieces;
use crate::{Algorithm, Encoding, Error, ErrorKind, SecretEncoding, TimestampFormat, grammar};

/// A scheme whose templates were parsed.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each `bool` is a separate fact of a definition"
)]
pub struct Compiled {
    pub(super) owner: Owner,
    /// The names that the templates of the scheme can use.
    pub(super) names: PlaceholderNames,
    /// The namespace of the ids of the messages; empty if the messages have no ids.
    pub(crate) name: String,
    pub(crate) construction: Construction,
    pub(crate) hash: Algorithm,
    pub(crate) key: SecretEncoding,
    /// The prefixes that are removed from a secret, with line feeds between them.
    pub(crate) key_prefix: String,
    pub(crate) encoding: Encoding,
    pub(crate) hex_case: HexCase,
    pub(crate) timestamp: Option<TimestampFormat>,
    pub(super) tolerance_secs: u32,
    pub(crate) event_id: String,
    pub(super) parts: Parts,
    /// The set of the parts of the message and of the signed digests.
    pub(super) message: Part,
    /// The set of the parts of the carriers.
    pub(super) carriers: Part,
    /// The formats in which a timestamp is read; empty if there is only one format.
    pub(super) formats: Vec<TimestampFormat>,
    /// The path of the signed member of the body that contains the time; empty if no member contains it.
    pub(crate) time_field: String,
    pub(super) digests: Vec<Digest>,
    pub(super) params: ParamList,
    pub(super) nonce: Option<Nonce>,
    /// Whether values without separators are accepted.
    pub(super) is_joined: bool,
    /// Whether a digest may begin with the secret.
    pub(super) is_secret_first: bool,
    /// Whether the secret itself is sent.
    pub(super) is_token: bool,
    /// The reason why the scheme can only sign requests; `None` if it can verify.
    pub(super) only_signs: Option<&'static str>,
    /// Whether the message or a digest has groups.
    pub(super) has_groups: bool,
    /// Whether a timestamp ends with a digit, so that more digits could continue the timestamp.
    pub(super) has_digits: bool,
}

/// The tolerance of a scheme that has no time window.
pub(super) const NO_WINDOW: u32 = u32::MAX;

/// Names that a carrier cannot have. `__proto__` is the prototype of a JavaScript object. In a path, `*` is the
/// only element of an array.
const NO_PLACES: [&str; 2] = ["__proto__", "*"];

impl Scheme<'_> {
    /// Parses the templates. The result can be used for any number of messages.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scheme`](crate::ErrorKind::Scheme) for a scheme that is not valid. If a template has a mistake,
    /// the error has the index of the byte in the template.
    pub fn compile(&self) -> Result<Compiled, Error> {
        let mut compiled = Compiled::blank(self);
        compiled.message(self.message)?;
        for carrier in self.carriers {
            compiled.carrier(carrier)?;
        }
        compiled.finish()?;
        Ok(compiled)
    }
}

impl Compiled {
    /// The scheme without its message and its carriers.
    pub(super) fn blank(scheme: &Scheme<'_>) -> Self {
        Self {
            owner: Owner::default(),
            name: scheme.name.into(),
            construction: scheme.construction,
            hash: scheme.hash,
            key: scheme.key,
            key_prefix: scheme.key_prefix.into(),
            encoding: scheme.encoding,
            hex_case: scheme.hex_case,
            timestamp: scheme.timestamp,
            tolerance_secs: scheme.tolerance_secs,
            event_id: scheme.event_id.into(),
            parts: Parts::default(),
            message: Part::END,
            carriers: Part::END,
            names: PlaceholderNames::default(),
            formats: Vec::new(),
            time_field: String::new(),
            digests: Vec::new(),
            params: ParamList::default(),
            nonce: None,
            is_joined: scheme.construction == Construction::UNMARKED,
            is_secret_first: scheme.construction == Construction::DIGEST,
            is_token: false,
            only_signs: None,
            has_groups: false,
            has_digits: scheme
                .timestamp
                .and_then(TimestampFormat::usual_length)
                .is_some(),
        }
    }

    /// The format of the timestamp; `None` if the scheme has no timestamp.
    #[must_use]
    pub fn timestamp(&self) -> Option<TimestampFormat> {
        self.timestamp
    }

    /// The default tolerance of a timestamp, in seconds; `u32::MAX` if the scheme accepts any time.
    #[must_use]
    pub fn tolerance_secs(&self) -> u32 {
        self.tolerance_secs
    }

    /// The default tolerance, in seconds; `None` if there is no time window.
    pub(crate) fn window_secs(&self) -> Option<u32> {
        Some(self.tolerance_secs).filter(|secs| *secs != NO_WINDOW)
    }

    /// The name of the carrier that contains the timestamp, or the path of the member that contains it.
    pub(crate) fn time_name(&self) -> &str {
        if self.time_field.is_empty() {
            return self.carrier_of(Part::TIMESTAMP, "");
        }
        &self.time_field
    }

    /// The reason why the scheme can only sign requests; `None` if it can verify.
    #[must_use]
    pub fn only_signs(&self) -> Option<&'static str> {
        self.only_signs
    }

    /// Whether the body must be parsed before the signature can be verified.
    pub(crate) fn reads_body(&self) -> bool {
        self.reads_json() || self.reads_form()
    }

    /// Whether the body is parsed as JSON.
    pub(crate) fn reads_json(&self) -> bool {
        self.carriers.has(Part::MEMBER) || self.reads().has(Part::ANY_FIELD)
    }

    /// Whether the body is parsed as a form.
    pub(crate) fn reads_form(&self) -> bool {
        let read = self.reads();
        self.carriers.has(Part::FORM_CARRIER)
            || read.has(Part::FORM_VALUE)
            || read.has(Part::PARAMS) && self.params.from_form
    }

    pub(crate) fn signs_id(&self) -> bool {
        self.message.has(Part::ID)
    }

    /// Whether the scheme has an encoding of the tag. A token has no encoding.
    pub(crate) fn has_encoding(&self) -> bool {
        !self.is_token
    }

    pub(crate) fn is_digest(&self) -> bool {
        self.construction == Construction::DIGEST
    }

    /// The name of the carrier that contains a part. `named` is the name of the part, such as the name of an id.
    #[cold]
    pub(crate) fn carrier_of(&self, sought: Part, named: &str) -> &str {
        let mut name = "";
        for index in 0..self.parts.len() {
            let (part, text) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                name = text;
            } else if (part, text) == (sought, named) && !name.is_empty() {
                break;
            }
        }
        name
    }

    /// The same scheme with another encoding of the tag. If the new encoding is hex, only digits in the case of
    /// this encoding are accepted.
    pub(crate) fn with_encoding(self, encoding: Encoding) -> Self {
        let hex_case = match encoding {
            Encoding::HexUpper => HexCase::Upper,
            _ => HexCase::Lower,
        };
        Self {
            encoding,
            hex_case,
            ..self
        }
    }

    /// Parses the message. The message must be parsed before the carriers.
    pub(super) fn message(&mut self, template: &str) -> Result<(), Error> {
        self.message = self.parts.read(MESSAGE, template, &self.names)?;
        let mut digests = self.digests.iter();
        self.has_groups =
            self.message.has(Part::GROUP) || digests.any(|digest| digest.set.has(Part::GROUP));
        self.add_digests();
        self.check_order()?;
        let mut apart = self.set_apart(&self.parts);
        for digest in &self.digests {
            apart = apart.and_then(|()| self.set_apart(&digest.of));
        }
        if self.reads().has(Part::HEADER_BLOCK) {
            self.sign_only("has {headers:…}, which only schemes for requests can have");
        }
        match apart {
            // A scheme that signs parts of a request is not rejected, but can only sign.
            Err(error) if self.is_of_request() => {
                self.sign_only(error.fixed_detail());
                Ok(())
            }
            apart => apart,
        }
    }

    /// Restricts the scheme to signing. If there are several reasons, the first reason is stored.
    pub(super) fn sign_only(&mut self, why: &'static str) {
        self.only_signs.get_or_insert(why);
    }

    fn is_of_request(&self) -> bool {
        self.only_signs.is_some() || self.reads().has(Part::OF_REQUEST)
    }

    pub(super) fn carrier(&mut self, carrier: &Carrier<'_>) -> Result<(), Error> {
        self.open(carrier)?;
        let Some(separator) = carrier.separator.bytes().next() else {
            return self.item(carrier, carrier.value);
        };
        let mut start = 0_usize;
        for piece in pieces(carrier.value, separator) {
            let item = piece.trim_start_matches(' ');
            let index = start.saturating_add(piece.len().saturating_sub(item.len()));
            self.item(carrier, item)
                .map_err(|error| shift(error, index))?;
            start = start.saturating_add(piece.len()).saturating_add(1);
        }
        Ok(())
    }

    /// Starts a carrier. The items of the carrier are added next.
    pub(super) fn open(&mut self, carrier: &Carrier<'_>) -> Result<(), Error> {
        let part = Part::of_carrier(carrier.place);
        let argument = part.definition_member();
        let is_separator = match carrier.separator.as_bytes() {
            [] => true,
            [one] | [one, b' '] => one.is_ascii() && !one.is_ascii_alphanumeric(),
            _ => false,
        };
        if carrier.name.is_empty() {
            return Err(refuse(argument, "must not have an empty name"));
        }
        if part == Part::HEADER && !grammar::is_token(carrier.name) {
            let detail = "must have names that a header field can have: letters, digits and -";
            return Err(refuse(argument, detail));
        }
        if NO_PLACES.contains(&carrier.name) {
            let detail = "must not have the member __proto__ or *";
            return Err(refuse(argument, detail));
        }
        if !is_separator {
            let detail = "must have a `sep` of one ASCII punctuation character, optionally followed by a space";
            return Err(refuse(argument, detail));
        }
        self.carriers = self.carriers.or(part);
        self.parts.push(part, carrier.name);
        if carrier.is_optional {
            self.parts.push(Part::GROUP, "");
        }
        for (part, text) in [
            (Part::PREFIX, carrier.prefix),
            (Part::LIST, carrier.separator),
        ] {
            if !text.is_empty() {
                self.parts.push(part, text);
            }
        }
        Ok(())
    }

    /// Parses the next item of a carrier.
    pub(super) fn item(&mut self, carrier: &Carrier<'_>, template: &str) -> Result<(), Error> {
        let (last, _) = self.parts.get(self.parts.len().saturating_sub(1));
        if last.is_within(WRITTEN.or(Part::LITERAL)) {
            self.parts.push(Part::NEXT, carrier.separator);
        }
        let start = self.parts.len();
        let argument = Part::of_carrier(carrier.place).definition_member();
        let set = self.parts.read(argument, template, &self.names)?;
        if self.is_token {
            self.parts.name_signature(start, argument)?;
        } else if !set.is_within(WRITTEN.or(Part::LITERAL)) {
            return Err(refuse(
                argument,
                if self.names.is_whole {
                    CARRIES
                } else {
                    CARRIES_FIRST
                },
            ));
        }
        self.carriers = self.carriers.or(self.parts.set_from(start));
        self.check_separated(argument, (&self.parts, start), WRITTEN, 0)
    }

    /// The names of the header fields that the scheme writes, in the order of the definition.
    #[cfg(feature = "wasm")]
    pub(crate) fn header_names(&self) -> impl Iterator<Item = &str> {
        (0..self.parts.len()).filter_map(|index| {
            let (part, name) = self.parts.get(index);
            (part == Part::HEADER).then_some(name)
        })
    }

    /// Rejects a token, which is the secret itself.
    pub(super) fn check_signs(&self) -> Result<(), Error> {
        if self.is_token {
            return Err(only_verifies());
        }
        Ok(())
    }

    /// Rejects a plain hash of a secret and of text that others choose, which is not a signature. The crate makes such a
    /// hash, so that a program can test its receiver; the package only verifies it.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn check_signs_with_mac(&self) -> Result<(), Error> {
        if self.is_digest() {
            return Err(only_verifies());
        }
        Ok(())
    }
}

#[cold]
fn only_verifies() -> Error {
    let detail = "cannot sign, because its `construction` is digest or token";
    refuse("scheme", detail)
}

/// The same error, with an index that is larger by `by`.
pub(super) fn shift(error: Error, by: usize) -> Error {
    match error.index() {
        Some(index) => error.at(index.saturating_add(by)),
        None => error,
    }
}

#[cold]
#[inline(never)]
pub(super) fn refuse(argument: &'static str, detail: &'static str) -> Error {
    Error::new(ErrorKind::Scheme, argument, detail)
}

/// The parts that an item of a carrier can contain.
const WRITTEN: Part = Part::CARRIED.or(Part::VAR);
const CARRIES_FIRST: &str = "can contain only text, {signature}, {timestamp} and {id}";
const CARRIES: &str = "can contain only text, {signature}, {timestamp}, {id}, {nonce}, {key_id}, \
                       {digest:…} and {var:…}";
/// The reason why a scheme that signs parts of a request cannot verify.
pub(super) const SIGNS_REQUESTS: &str = "signs requests";
pub(super) const MESSAGE: &str = "message";
pub(super) const HEADERS: &str = "headers";
