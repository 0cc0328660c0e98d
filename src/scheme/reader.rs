//! Reads the members of a definition. Its errors have the place of the fault.

use alloc::string::String;

use super::Compiled;
use super::compile::{refuse, shift};
use super::context::Context;
use super::names::did_you_mean;
use crate::encoding::decimal;
use crate::encoding::json::{Kind, Value};
use crate::text::nearest;
use crate::{Error, SecretText};

/// A scheme that is being read.
pub(super) struct Reader<'a> {
    pub(super) scheme: Compiled,
    pub(super) context: Context<'a>,
}

impl Reader<'_> {
    /// The names and values of an object.
    pub(super) fn members<'d>(
        &self,
        value: Value<'d>,
    ) -> Result<impl Iterator<Item = (Value<'d>, Value<'d>)> + use<'d>, Error> {
        if value.kind() == Kind::Object {
            return Ok(value.members());
        }
        let detail = "has a value that is not an object";
        Err(self.fault(value, detail))
    }

    /// An object with at least one member.
    pub(super) fn some<'d>(&self, name: Value<'d>, value: Value<'d>) -> Result<Value<'d>, Error> {
        if value.kind() == Kind::Object && value.members().next().is_some() {
            return Ok(value);
        }
        Err(self.fault(name, "is not an object with members"))
    }

    /// The elements of an array; the error is about its name.
    pub(super) fn elements<'d>(
        &self,
        name: Value<'_>,
        value: Value<'d>,
    ) -> Result<impl Iterator<Item = Value<'d>> + use<'d>, Error> {
        if value.kind() == Kind::Array {
            return Ok(value.elements());
        }
        Err(self.fault(name, "is not a list"))
    }

    pub(super) fn text(&self, value: Value<'_>) -> Result<SecretText, Error> {
        let detail = "has a value that is not text";
        value.text().ok_or_else(|| self.fault(value, detail))
    }

    pub(super) fn truth(&self, value: Value<'_>) -> Result<bool, Error> {
        if value.kind() == Kind::Bool {
            return Ok(value.raw() == "true");
        }
        Err(self.fault(value, "is neither true nor false"))
    }

    pub(super) fn whole(&self, value: Value<'_>, detail: &'static str) -> Result<u32, Error> {
        let number = decimal::read(value.raw()).and_then(|number| u32::try_from(number).ok());
        number.ok_or_else(|| self.fault(value, detail))
    }

    /// The value that a word names.
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

    /// The index of a member among the known ones.
    pub(super) fn member_of(&self, name: Value<'_>, known: &[&str]) -> Result<usize, Error> {
        choose(name, known).ok_or_else(|| {
            let text = name.text().unwrap_or_default();
            let error = self.meant(name, known, "has an unknown member");
            // A name that resembles none of them may be anything, and errors do not show the input.
            if error.hint().is_empty() {
                return error;
            }
            error.within(&segment(&text))
        })
    }

    /// An error with a hint.
    #[cold]
    pub(super) fn meant(&self, given: Value<'_>, words: &[&str], detail: &'static str) -> Error {
        let error = self.fault(given, detail);
        let text = given.text().unwrap_or_default();
        match nearest(&text, words.iter().copied()) {
            Some(word) => error.with_hint(&did_you_mean(word)),
            None => error,
        }
    }

    /// The error of a text, with its byte in the JSON; in another definition, with the byte in the text.
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

/// A name as a path writes it: in brackets and quotes, unless it has only letters, digits, `_` and `-`.
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
