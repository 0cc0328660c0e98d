//! Reads the members of a scheme's definition that are objects or lists.

use super::compile::NO_WINDOW;
use super::digest::Digest;
use super::nonce::{Nonce, NonceFormat};
use super::part::Part;
use super::reader::{
    MISSING, NO_CARRIER, NO_FORMAT, NO_FROM, NO_ITEMS, NO_LENGTH, NO_PART, NO_SECONDS, Reader,
    segment,
};
use super::template::Parts;
use super::words::{DIGEST_ENCODINGS, DIGEST_HASHES, FORMATS, NONCES};
use super::{Carrier, Place};
use crate::encoding::json::{Kind, Value};
use crate::{Algorithm, Encoding, Error, SecretText, TimestampFormat, grammar};

/// The maximum tolerance, in seconds.
const MAX_TOLERANCE: u32 = 3600;

/// A function that is called for each member. Its arguments include the index of the member among the known names,
/// the name and the value. It is not generic, because each type would add another loop to the module.
pub(super) type Each<'c, 'd, R> =
    dyn FnMut(&mut R, usize, Value<'d>, Value<'d>) -> Result<(), Error> + 'c;

/// The maximum number of digests. The next constant is the maximum number of variables.
const MAX_DIGESTS: usize = 4;
const MAX_VARS: usize = 64;

impl Reader<'_> {
    /// Calls `call` for each member of an object. The arguments include the index of the member among the known
    /// names.
    pub(super) fn each<'d>(
        &mut self,
        value: Value<'d>,
        known: &[&str],
        call: &mut Each<'_, 'd, Self>,
    ) -> Result<(), Error> {
        for (name, value) in self.members(value)? {
            let place = self.member_of(name, known)?;
            let text = name.text().unwrap_or_default();
            call(self, place, name, value).map_err(|error| error.within(&text))?;
        }
        Ok(())
    }

    pub(super) fn timestamp(&mut self, value: Value<'_>) -> Result<(), Error> {
        let known = &["format", "tolerance", "field"];
        self.each(value, known, &mut |reader, place, name, value| {
            match place {
                0 if value.kind() == Kind::Array => {
                    for format in reader.elements(name, value)? {
                        let format = reader.format(format)?;
                        reader.scheme.formats.push(format);
                    }
                    reader.scheme.timestamp = reader.scheme.formats.first().copied();
                    if reader.scheme.formats.len() == 1 {
                        reader.scheme.formats.clear();
                    }
                }
                0 => reader.scheme.timestamp = Some(reader.format(value)?),
                1 if value.raw() == "false" => reader.scheme.tolerance_secs = NO_WINDOW,
                1 => {
                    let secs = reader.whole(value, NO_SECONDS)?;
                    if secs > MAX_TOLERANCE {
                        return Err(reader.fault(value, NO_SECONDS));
                    }
                    reader.scheme.tolerance_secs = secs;
                }
                _ => reader.scheme.time_field = (&*reader.text(value)?).into(),
            }
            Ok(())
        })?;
        let scheme = &mut self.scheme;
        let has_digits = |format: &TimestampFormat| format.usual_length().is_some();
        scheme.has_digits = scheme
            .timestamp
            .iter()
            .chain(&scheme.formats)
            .any(has_digits);
        if self.scheme.timestamp.is_none() {
            return Err(self.fault(value, NO_FORMAT));
        }
        Ok(())
    }

    fn format(&self, value: Value<'_>) -> Result<TimestampFormat, Error> {
        let detail = "must be unix, unix_ms, unix_us, unix_fraction, iso, iso_ms or http_date";
        self.word(value, FORMATS, &TimestampFormat::ALL, detail)
    }

    pub(super) fn nonce(&mut self, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        let (mut format, mut length) = (None, None);
        self.each(
            value,
            &["format", "length"],
            &mut |reader, place, _, value| {
                if place == 0 {
                    let detail = "must be hex, alnum, digits or uuid";
                    format = Some(reader.word(value, NONCES, &NonceFormat::ALL, detail)?);
                    return Ok(());
                }
                let number = reader.whole(value, NO_LENGTH)?;
                if !(8..=64).contains(&number) {
                    return Err(reader.fault(value, NO_LENGTH));
                }
                length = usize::try_from(number).ok();
                Ok(())
            },
        )?;
        let Some(format) = format else {
            return Err(self.fault(name, MISSING).within("format"));
        };
        if format == NonceFormat::Uuid && length.is_some_and(|length| length != format.length()) {
            return Err(self
                .fault(name, "must be 36 or left out if `format` is uuid")
                .within("length"));
        }
        self.scheme.nonce = Some(Nonce {
            format,
            length: length.unwrap_or_else(|| format.length()),
        });
        self.scheme.names.has_nonce = true;
        Ok(())
    }

    pub(super) fn params(&mut self, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        let params = &mut self.scheme.params;
        (params.is_sorted, params.kv, params.join) = (true, "=".into(), "&".into());
        self.each(value, PARAMS, &mut |reader, place, name, value| {
            let is_yes = |reader: &Self, words: &[&str], detail| {
                reader.word(value, words, &[true, false], detail)
            };
            match place {
                0 => {
                    for source in reader.elements(name, value)? {
                        let detail = "may contain only query and form";
                        let is_form =
                            reader.word(source, &["form", "query"], &[true, false], detail)?;
                        reader.scheme.params.from_form |= is_form;
                        reader.scheme.params.from_query |= !is_form;
                    }
                }
                1 => {
                    for excluded in reader.elements(name, value)? {
                        let excluded = excluded
                            .text()
                            .ok_or_else(|| reader.fault(excluded, "must be an array of strings"))?;
                        reader.scheme.params.exclude.push((&*excluded).into());
                    }
                }
                2 => {
                    reader.scheme.params.is_sorted =
                        is_yes(reader, &["name", "none"], "must be name or none")?;
                }
                3 => reader.scheme.params.is_unique = reader.truth(value)?,
                4 => reader.scheme.params.kv = (&*reader.text(value)?).into(),
                5 => reader.scheme.params.join = (&*reader.text(value)?).into(),
                _ => {
                    reader.scheme.params.is_encoded =
                        is_yes(reader, &["rfc3986", "none"], "must be rfc3986 or none")?;
                }
            }
            Ok(())
        })?;
        self.scheme.names.has_params = true;
        let params = &self.scheme.params;
        let has_source = params.from_form || params.from_query;
        match params.fault().or_else(|| (!has_source).then_some(NO_FROM)) {
            Some(detail) => Err(self.fault(name, detail)),
            None => Ok(()),
        }
    }

    pub(super) fn vars(&mut self, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        for var in self.elements(name, value)? {
            let text = var.text().unwrap_or_default();
            if !is_name(&text) || self.scheme.names.vars.len() == MAX_VARS {
                let detail = "must have at most 64 names; each is a letter, followed by up to 31 letters, digits or _";
                return Err(self.fault(var, detail));
            }
            self.scheme.names.vars.push((&*text).into());
        }
        Ok(())
    }

    pub(super) fn unsafe_words(&mut self, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        for word in self.elements(name, value)? {
            let detail = "may contain only secret-first and joined-members";
            let words = &["joined-members", "secret-first"];
            if self.word(word, words, &[true, false], detail)? {
                self.scheme.is_joined = true;
            } else {
                self.scheme.is_secret_first = true;
            }
        }
        Ok(())
    }

    pub(super) fn digests(&mut self, value: Value<'_>) -> Result<(), Error> {
        let mut names = self.scheme.names.digests.clone();
        for (name, value) in self.members(value)? {
            let text = name.text().unwrap_or_default();
            let within = |error: Error| error.within(&segment(&text));
            let detail = if !is_name(&text) {
                Some("must be 1 to 32 letters, digits and _, and must begin with a letter")
            } else if names.len() == MAX_DIGESTS {
                Some("is a fifth digest; a scheme can have at most 4")
            } else {
                None
            };
            if let Some(detail) = detail {
                return Err(within(self.fault(name, detail)));
            }
            let digest = self.digest(name, value).map_err(within)?;
            names.push((&*text).into());
            self.scheme.digests.push(digest);
        }
        self.scheme.names.digests = names;
        Ok(())
    }

    fn digest(&mut self, name: Value<'_>, value: Value<'_>) -> Result<Digest, Error> {
        let mut digest = Digest {
            name: (&*name.text().unwrap_or_default()).into(),
            hash: Algorithm::Sha256,
            encoding: None,
            of: Parts::default(),
            set: Part::END,
        };
        let mut is_given = [false; 3];
        self.each(
            value,
            &["of", "hash", "encoding"],
            &mut |reader, place, _, value| {
                for given in is_given.iter_mut().skip(place).take(1) {
                    *given = true;
                }
                match place {
                    0 => {
                        let template = reader.text(value)?;
                        let read = digest.of.read("digests", &template, &reader.scheme.names);
                        digest.set = read.map_err(|error| reader.inside(error, value))?;
                        if digest
                            .set
                            .has(Part::SECRET.or(Part::SIGNATURE).or(Part::GROUP))
                        {
                            let detail = "must not contain {secret}, {signature} or a group […]";
                            return Err(reader.fault(value, detail));
                        }
                    }
                    1 => {
                        let detail = "must be sha256, sha384 or sha512";
                        let all = [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512];
                        digest.hash = reader.word(value, DIGEST_HASHES, &all, detail)?;
                    }
                    _ => {
                        let detail = "must be raw, hex, HEX or base64";
                        let all = [
                            None,
                            Some(Encoding::HexLower),
                            Some(Encoding::HexUpper),
                            Some(Encoding::Base64),
                        ];
                        digest.encoding = reader.word(value, DIGEST_ENCODINGS, &all, detail)?;
                    }
                }
                Ok(())
            },
        )?;
        if is_given.contains(&false) {
            return Err(self.fault(name, NO_PART));
        }
        Ok(digest)
    }

    pub(super) fn carriers(&mut self, place: Place, value: Value<'_>) -> Result<(), Error> {
        let writes_body = matches!(place, Place::Body | Place::Form);
        if writes_body && self.context.is_for_requests {
            return Err(self.fault(
                value,
                "cannot be used for requests, because payauth never changes a body; use `headers` or `query`",
            ));
        }
        for (name, value) in self.members(value)? {
            let text = name.text().unwrap_or_default();
            let is_shown = grammar::is_token(&text);
            self.carrier(place, name, value).map_err(|error| {
                if is_shown {
                    error.within(&segment(&text))
                } else {
                    error
                }
            })?;
        }
        Ok(())
    }

    fn carrier(&mut self, place: Place, name: Value<'_>, value: Value<'_>) -> Result<(), Error> {
        let mut texts = [SecretText::default(), SecretText::default()];
        let (mut items, mut is_optional) = (None, false);
        if value.kind() == Kind::String {
            items = Some(value);
        } else if value.kind() != Kind::Object {
            return Err(self.fault(value, NO_CARRIER));
        } else {
            self.each(
                value,
                &["prefix", "sep", "items", "optional"],
                &mut |reader, place, _, value| {
                    match place {
                        2 => items = Some(value),
                        3 => is_optional = reader.truth(value)?,
                        _ => {
                            for own in texts.iter_mut().skip(place).take(1) {
                                *own = reader.text(value)?;
                            }
                        }
                    }
                    Ok(())
                },
            )?;
        }
        let [prefix, separator] = &texts;
        let name_text = name.text().unwrap_or_default();
        let carrier = Carrier {
            place,
            is_optional,
            ..Carrier::header(&name_text, "")
                .prefix(prefix)
                .list(separator)
        };
        let opened = self.scheme.open(&carrier);
        opened.map_err(|error| self.inside(error, name))?;
        let items = items.ok_or_else(|| self.fault(value, NO_ITEMS).within("items"))?;
        if items.kind() == Kind::String {
            return self.item(&carrier, items);
        }
        if items.kind() != Kind::Array {
            return Err(self.fault(value, NO_ITEMS).within("items"));
        }
        if separator.is_empty() && items.only().is_none() {
            return Err(self.fault(value, "must have a `sep`, or exactly one item"));
        }
        for item in items.elements() {
            self.item(&carrier, item)
                .map_err(|error| error.within("items"))?;
        }
        Ok(())
    }

    fn item(&mut self, carrier: &Carrier<'_>, value: Value<'_>) -> Result<(), Error> {
        let template = value.text().ok_or_else(|| self.fault(value, NO_ITEMS))?;
        let separator = carrier.separator.bytes().next();
        if template.bytes().any(|byte| Some(byte) == separator) {
            return Err(self.fault(
                value,
                "has an item that contains the first character of `sep`",
            ));
        }
        let read = self.scheme.item(carrier, &template);
        read.map_err(|error| self.inside(error, value))
    }
}

/// `name = ALPHA *31( ALPHA / DIGIT / "_" )`
fn is_name(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.len() <= 32
        && text
            .bytes()
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
        && text.bytes().all(is_letter)
}

const PARAMS: &[&str] = &["from", "exclude", "sort", "unique", "kv", "join", "encode"];
