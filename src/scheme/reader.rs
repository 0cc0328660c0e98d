//! Reads the members of a scheme's definition. The errors contain the place of the mistake.

use alloc::string::String;

use super::Compiled;
use super::compile::{refuse, shift};
use super::context::Context;
use crate::definition::{list, with_form};
use crate::encoding::decimal;
use crate::encoding::json::{Kind, Value};
use crate::text::{did_you_mean, nearest};
use crate::{Error, SecretText};

/// A scheme that is being read.
pub(super) struct Reader<'a> {
    pub(super) scheme: Compiled,
    pub(super) context: Context<'a>,
}

impl Reader<'_> {
    /// The names and values of the members of an object.
    pub(super) fn members<'d>(
        &self,
        value: Value<'d>,
    ) -> Result<impl Iterator<Item = (Value<'d>, Value<'d>)> + use<'d>, Error> {
        if value.kind() == Kind::Object {
            return Ok(value.members());
        }
        Err(self.fault(value, NO_OBJECT))
    }

    /// Returns the value if it is an object with at least one member; otherwise an error.
    pub(super) fn some<'d>(&self, name: Value<'d>, value: Value<'d>) -> Result<Value<'d>, Error> {
        if value.kind() == Kind::Object && value.members().next().is_some() {
            return Ok(value);
        }
        Err(self.fault(name, NO_MEMBERS))
    }

    /// The elements of an array. If the value is not an array, the error has the index of the name of the member.
    pub(super) fn elements<'d>(
        &self,
        name: Value<'_>,
        value: Value<'d>,
    ) -> Result<impl Iterator<Item = Value<'d>> + use<'d>, Error> {
        if value.kind() == Kind::Array {
            return Ok(value.elements());
        }
        Err(self.fault(name, NO_LIST))
    }

    pub(super) fn text(&self, value: Value<'_>) -> Result<SecretText, Error> {
        value.text().ok_or_else(|| self.fault(value, NO_TEXT))
    }

    pub(super) fn truth(&self, value: Value<'_>) -> Result<bool, Error> {
        if value.kind() == Kind::Bool {
            return Ok(value.raw() == "true");
        }
        Err(self.fault(value, NO_TRUTH))
    }

    pub(super) fn whole(&self, value: Value<'_>, detail: &'static str) -> Result<u32, Error> {
        let number = decimal::read(value.raw()).and_then(|number| u32::try_from(number).ok());
        number.ok_or_else(|| self.fault(value, detail))
    }

    /// The value in `all` that a word selects.
    pub(super) fn word<T: Copy>(
        &self,
        value: Value<'_>,
        words: &[&str],
        all: &[T],
        detail: &'static str,
    ) -> Result<T, Error> {
        let named = choose(value, words).and_then(|place| all.get(place));
        named
            .copied()
            .ok_or_else(|| self.meant(value, words, detail))
    }

    /// The index of a member in the list of the known members.
    pub(super) fn member_of(&self, name: Value<'_>, known: &[&str]) -> Result<usize, Error> {
        choose(name, known).ok_or_else(|| {
            let text = name.text().unwrap_or_default();
            let error = self.meant(name, known, "is unknown");
            if !error.hint().is_empty() {
                return error.within(&segment(&text));
            }
            let mut hint = String::new();
            list(&mut hint, "the members are ", known);
            let error = error.with_hint(&hint);
            // An error must not contain the input, and an unknown name may be any text. An error in the definition
            // of a provider is an exception: it names each member.
            if self.context.is_nested {
                return error.within(&segment(&text));
            }
            error.in_words(&["has an unknown member"])
        })
    }

    /// An error whose hint is the most similar word, if there is a similar word.
    #[cold]
    pub(super) fn meant(&self, given: Value<'_>, words: &[&str], detail: &'static str) -> Error {
        let error = self.fault(given, detail);
        let text = given.text().unwrap_or_default();
        match nearest(&text, words.iter().copied()) {
            Some(word) => error.with_hint(&did_you_mean(word)),
            None => error,
        }
    }

    /// Adds to an error about a text the index of the byte in the JSON. If the scheme is part of another
    /// definition, the index of the byte in the text stays.
    pub(super) fn inside(&self, error: Error, text: Value<'_>) -> Error {
        let index = text.start().saturating_add(1);
        match error.index() {
            _ if self.context.is_nested => error,
            Some(_) => shift(error, index),
            None => error.at(index),
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn fault(&self, value: Value<'_>, detail: &'static str) -> Error {
        let error = refuse("scheme", detail);
        if self.context.is_nested {
            return error;
        }
        error.at(value.start())
    }
}

/// The index of a text in a list.
#[inline(never)]
pub(super) fn choose(value: Value<'_>, among: &[&str]) -> Option<usize> {
    among.iter().position(|text| value.is(text))
}

/// The text of a name in a path. A name with other characters than letters, digits, `_` and `-` is written in
/// brackets and quotes.
#[cold]
pub(crate) fn segment(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !name.is_empty() && name.bytes().all(is_plain) {
        return name.into();
    }
    let mut quoted = SecretText::default();
    crate::encoding::json::quote::push(&mut quoted, name);
    ["[", &*quoted, "]"].concat()
}

/// Adds the name of the member to an error, and an example if its type is wrong or it is missing.
#[cold]
pub(super) fn of_form(mut error: Error, is_nested: bool) -> Error {
    if KINDS.contains(&error.fixed_detail()) {
        error = with_form(error, "scheme.");
    }
    // The error of a provider's definition begins with the path.
    if is_nested || error.path().is_empty() || error.argument() != "scheme" {
        return error;
    }
    let detail = ["`", error.path(), "` ", error.detail()].concat();
    error.in_words(&[&detail])
}

const NO_OBJECT: &str = "must be an object";
const NO_MEMBERS: &str = "must be an object with at least one member";
const NO_LIST: &str = "must be an array";
const NO_TEXT: &str = "must be a string";
const NO_TRUTH: &str = "must be true or false";
pub(super) const NO_SECONDS: &str = "must be a whole number of seconds from 0 to 3600, or false";
pub(super) const NO_LENGTH: &str = "must be a whole number from 8 to 64";
pub(super) const NO_FORMAT: &str = "must have a `format`";
pub(super) const NO_FROM: &str = "must have `from` with query, form or both";
pub(super) const NO_CARRIER: &str = "must be a template or an object";
pub(super) const NO_ITEMS: &str = "must be an array of templates";
pub(super) const NO_PART: &str = "must have `of`, `hash` and `encoding`";
pub(super) const NO_PREFIX: &str = "must be an array of 1 to 4 strings without line breaks";
pub(super) const MISSING: &str = "is missing";
/// The texts of the errors about a wrong type, or about a missing member.
const KINDS: &[&str] = &[
    NO_CARRIER, NO_OBJECT, NO_MEMBERS, NO_LIST, NO_TEXT, NO_TRUTH, NO_SECONDS, NO_LENGTH,
    NO_FORMAT, NO_FROM, NO_ITEMS, NO_PART, NO_PREFIX, MISSING,
];
