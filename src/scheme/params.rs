//! The parameters of a query or a form, and the list of parameters that a scheme signs.

use alloc::string::String;
use alloc::vec::Vec;

use super::inputs::MessageInputs;
use crate::border::ends_in;
use crate::encoding::form;
use crate::encoding::hex::{self, Case};
use crate::text::{cut, pieces, position};
use crate::{Error, ErrorKind, SecretText, grammar};

/// The maximum number of parameters in a list.
const MAX_PARAMETERS: usize = 1024;

/// The maximum length of `kv` and of `join`, in bytes. Each name and value of a list is searched for them.
const MAX_SEPARATOR: usize = 16;

/// The rules for the list of parameters that the scheme signs.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each `bool` is a separate member of a definition"
)]
pub(super) struct ParamList {
    pub(super) from_query: bool,
    pub(super) from_form: bool,
    /// The names of the parameters that are left out, for example the name of the parameter with the signature.
    pub(super) exclude: Vec<String>,
    pub(super) is_sorted: bool,
    /// Whether a parameter that is repeated with the same value is signed only one time.
    pub(super) is_unique: bool,
    pub(super) kv: String,
    pub(super) join: String,
    pub(super) is_encoded: bool,
}

/// The decoded name and the decoded value of a parameter.
type Param = (SecretText, SecretText);

/// Parses a query or a form, and decodes the parameters. Rejects a first character that other parsers drop: the
/// name of the first parameter would depend on the parser.
fn read(source: &str, argument: &'static str) -> Result<Vec<Param>, Error> {
    let mut params = Vec::new();
    if source.starts_with(['?', '\u{feff}']) {
        let detail = "must not begin the first parameter with ? or a byte order mark";
        return Err(Error::new(ErrorKind::FieldMalformed, argument, detail));
    }
    for piece in pieces(source, b'&') {
        if piece.is_empty() {
            continue;
        }
        if params.len() == MAX_PARAMETERS {
            let detail = "has more than 1024 parameters";
            return Err(Error::new(ErrorKind::FieldMalformed, argument, detail));
        }
        let (name, value) = cut(piece, b'=');
        let decode = |text| {
            let detail = "must have parameters in UTF-8, with two hex digits after each %";
            let malformed = || Error::new(ErrorKind::FieldMalformed, argument, detail);
            form::decode(text).map_err(|_| malformed())
        };
        params.push((decode(name)?, decode(value)?));
    }
    Ok(params)
}

fn key((name, value): &Param) -> (&str, &str) {
    (name, value)
}

/// Sorts parameters by name. Parameters with the same name are sorted by value. The function is an insertion sort,
/// which is smaller than the sort of the standard library.
fn sorted(params: Vec<Param>) -> Vec<Param> {
    let mut sorted: Vec<Param> = Vec::with_capacity(params.len());
    for param in params {
        let place = sorted.partition_point(|other| key(other) <= key(&param));
        sorted.insert(place, param);
    }
    sorted
}

/// The value of the only parameter with this name; `None` if there is no such parameter.
pub(super) fn only(
    source: &str,
    argument: &'static str,
    name: &str,
) -> Result<Option<SecretText>, Error> {
    let mut found = None;
    for (given, value) in read(source, argument)? {
        if *given == *name && found.replace(value).is_some() {
            let detail = "occurs more than once";
            return Err(Error::named(ErrorKind::FieldAmbiguous, name, detail));
        }
    }
    Ok(found)
}

/// Whether servers may read a parameter of this query as the parameter with this name. Some servers split a query at
/// `;`, ignore the case of names, drop or replace characters that are not letters or digits, and end a name at `[` or
/// at a NUL. A name that cannot be decoded may be any name.
pub(super) fn has_like(query: &str, name: &str) -> bool {
    let is_like = |piece: &str| {
        let Ok(given) = form::decode(cut(piece, b'=').0) else {
            return true;
        };
        let begin = cut(cut(&given, b'[').0, b'\0').0;
        let is_like = |text: &str| {
            let known = letters(name);
            known.clone().next().is_some() && known.eq(letters(text))
        };
        *given == *name || is_like(&given) || is_like(begin)
    };
    pieces(query, b'&').any(|piece| pieces(piece, b';').any(is_like))
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> impl Iterator<Item = u8> + Clone {
    let bytes = text.bytes().filter(u8::is_ascii_alphanumeric);
    bytes.map(|byte| byte.to_ascii_lowercase())
}

/// A URL without the parameters that have this name.
pub(super) fn without(url: &str, name: &str) -> SecretText {
    let (whole, fragment) = before_fragment(url);
    let (before, query) = cut(whole, b'?');
    let mut kept = SecretText::from(before);
    let mut mark = "?";
    for piece in pieces(query, b'&') {
        let given = form::decode(cut(piece, b'=').0);
        if query.is_empty() || given.is_ok_and(|given| *given == *name) {
            continue;
        }
        kept.push_str(mark);
        kept.push_str(piece);
        mark = "&";
    }
    kept.push_str(fragment);
    kept
}

/// A URL without its fragment; and the fragment, which includes its `#`.
fn before_fragment(url: &str) -> (&str, &str) {
    let length = cut(url, b'#').0.len();
    url.split_at_checked(length).unwrap_or_default()
}

/// Appends a text. All characters except `unreserved` of RFC 3986 are percent-encoded.
pub(super) fn encode(encoded: &mut SecretText, text: &str) {
    for byte in text.bytes() {
        if grammar::is_unreserved(byte) {
            encoded.push_str(char::from(byte).encode_utf8(&mut [0; 4]));
        } else {
            encoded.push_str("%");
            encoded.push_str(&hex::encode(&[byte], Case::Upper));
        }
    }
}

impl ParamList {
    /// What is wrong with the members of the definition together.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let any = |is_it: fn(&str) -> bool| is_it(&self.kv) || is_it(&self.join);
        let could_be_text = |mark: &str| {
            let mut bytes = mark.bytes();
            !mark.is_empty() && bytes.all(|byte| byte == b'%' || grammar::is_unreserved(byte))
        };
        if any(|mark| mark.len() > MAX_SEPARATOR) {
            Some("must have a `kv` and a `join` of at most 16 bytes")
        } else if self.is_unique && !self.is_sorted {
            Some("must have `sort: \"name\"` if `unique` is true")
        } else if self.is_encoded && any(could_be_text) {
            Some(
                "must have a `kv` and a `join` that percent-encoded text cannot contain, such as = and &",
            )
        } else {
            None
        }
    }

    /// Whether two different lists of parameters always have different texts.
    pub(super) fn is_marked(&self) -> bool {
        !self.kv.is_empty() && !self.join.is_empty() && self.kv != self.join
    }

    /// Whether a list in lower case could contain `kv` or `join` in a name or a value in which the list that was checked
    /// does not contain it.
    pub(super) fn has_letters(&self) -> bool {
        let has_letter = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
        has_letter(&self.kv) || has_letter(&self.join)
    }

    /// Appends the list.
    ///
    /// If `is_apart` is true, the function rejects a name or a value that contains the separator after it, also
    /// together with the beginning of this separator. If `is_ordered` is true, it rejects a sorted list in which a
    /// name has two values, because the list does not show which value was the first.
    pub(super) fn write(
        &self,
        values: &MessageInputs<'_>,
        [is_apart, is_ordered]: [bool; 2],
        list: &mut SecretText,
    ) -> Result<(), Error> {
        let mut params = Vec::new();
        if self.from_query {
            params = read(values.inputs.address()?.query, "url")?;
        }
        if self.from_form {
            params.append(&mut read(values.form, "body")?);
        }
        params.retain(|(name, _)| !self.exclude.iter().any(|one| **one == **name));
        if self.is_sorted {
            params = sorted(params);
            let is_twofold = |pair: &[Param]| match pair {
                [one, other] => *one.0 == *other.0 && *one.1 != *other.1,
                _ => false,
            };
            if is_ordered && params.windows(2).any(is_twofold) {
                let detail =
                    "has a parameter twice with different values, whose order is not signed";
                return Err(Error::new(
                    ErrorKind::FieldAmbiguous,
                    self.argument(),
                    detail,
                ));
            }
        }
        if self.is_unique {
            params.dedup_by(|one, other| key(one) == key(other));
        }
        let mut is_first = true;
        for (name, value) in &params {
            let is_blurred = ends_in(name, &self.kv)
                || position(name, &self.join).is_some()
                || ends_in(value, &self.join);
            // The separators of an encoded list contain a character that is always encoded.
            if is_blurred && is_apart && !self.is_encoded {
                // The name may be chosen by a stranger, so the error does not contain it.
                let detail = "has a name or value with the text of `params.kv` or `params.join`; if the sender encodes parameters, set `params.encode`";
                return Err(Error::new(
                    ErrorKind::FieldMalformed,
                    self.argument(),
                    detail,
                ));
            }
            if !is_first {
                list.push_str(&self.join);
            }
            is_first = false;
            self.push(list, name);
            list.push_str(&self.kv);
            self.push(list, value);
        }
        Ok(())
    }

    /// The argument that contains the parameters, for errors.
    pub(super) const fn argument(&self) -> &'static str {
        if self.from_query { "url" } else { "body" }
    }

    fn push(&self, list: &mut SecretText, text: &str) {
        if self.is_encoded {
            encode(list, text);
        } else {
            list.push_str(text);
        }
    }
}

/// Appends a parameter to a query.
pub(super) fn push(query: &mut SecretText, name: &str, value: &str) {
    if !query.is_empty() {
        query.push_str("&");
    }
    encode(query, name);
    query.push_str("=");
    encode(query, value);
}

/// Appends parameters to the query of a URL.
pub(super) fn append(url: &str, query: &str) -> SecretText {
    let (before, fragment) = before_fragment(url);
    let mark = if before.bytes().any(|byte| byte == b'?') {
        "&"
    } else {
        "?"
    };
    let mut whole = SecretText::from(before);
    for text in [mark, query, fragment] {
        whole.push_str(text);
    }
    whole
}
