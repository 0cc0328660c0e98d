//! A member of a definition, and the path of the member.

use alloc::string::String;

use super::with_form;
use crate::encoding::decimal;
use crate::encoding::json::{Kind, Value};
use crate::text::{did_you_mean, nearest};
use crate::{Error, ErrorKind};

/// The maximum length of a text in a definition, in bytes.
const MAX_TEXT: usize = 2048;

/// A value of a definition, and the place of the value. The text of the path is made only for an error.
#[derive(Clone, Copy)]
pub(crate) struct Member<'p, 'd> {
    pub(crate) value: Value<'d>,
    step: Step<'p>,
    parent: Option<&'p Self>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Name(&'p str),
    Index(usize),
}

impl<'p, 'd> Member<'p, 'd> {
    /// The member for the whole definition.
    pub(crate) fn root(value: Value<'d>) -> Self {
        Self {
            value,
            step: Step::Root,
            parent: None,
        }
    }

    /// The member `name` of this object, with its value.
    pub(crate) fn named(&'p self, name: &'p str, value: Value<'d>) -> Self {
        Self {
            value,
            step: Step::Name(name),
            parent: Some(self),
        }
    }

    /// The element of this array at `index`.
    fn item(&'p self, index: usize, value: Value<'d>) -> Self {
        Self {
            value,
            step: Step::Index(index),
            parent: Some(self),
        }
    }

    /// Rejects a value that is not an object, and an object with other members than `names`.
    #[inline(never)]
    pub(crate) fn only(&self, names: &[&str]) -> Result<(), Error> {
        if self.value.kind() != Kind::Object {
            return Err(self.wrong("is not an object"));
        }
        for (name, value) in self.value.members() {
            if !names.iter().any(|known| name.is(known)) {
                let given = name.text().unwrap_or_default();
                let member = self.named(&given, value);
                return Err(member.none_of("is unknown", "the members are ", &given, names));
            }
        }
        Ok(())
    }

    /// The member `name` of this object; `None` if it is absent.
    #[inline(never)]
    pub(crate) fn get(&'p self, name: &'p str) -> Option<Self> {
        Some(self.named(name, self.value.get(name)?))
    }

    /// The member `name` of this object, which is required. `detail` is the text of the error if the member is
    /// absent.
    #[inline(never)]
    pub(crate) fn need(&'p self, name: &'p str, detail: &'static str) -> Result<Self, Error> {
        self.get(name)
            .ok_or_else(|| self.named(name, self.value).wrong(detail))
    }

    /// Calls `read` for each member of an object in which the user chooses the names. At most `most` members are
    /// allowed.
    #[inline(never)]
    pub(crate) fn each(
        &self,
        most: usize,
        read: &mut dyn FnMut(&str, &Member<'_, 'd>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.value.kind() != Kind::Object {
            return Err(self.wrong("is not an object"));
        }
        for (count, (name, value)) in self.value.members().enumerate() {
            let name = name.text().unwrap_or_default();
            let member = self.named(&name, value);
            if count >= most {
                return Err(member.limited("is one more than the ", most, " allowed members"));
            }
            read(&name, &member)?;
        }
        Ok(())
    }

    /// Calls `read` for each element of an array; at most `most` elements are allowed.
    #[inline(never)]
    pub(crate) fn items(
        &self,
        most: usize,
        read: &mut dyn FnMut(&Member<'_, 'd>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.value.kind() != Kind::Array {
            return Err(self.wrong("is not an array"));
        }
        for (index, value) in self.value.elements().enumerate() {
            let item = self.item(index, value);
            if index >= most {
                return Err(item.limited("is one more than the ", most, " allowed elements"));
            }
            read(&item)?;
        }
        Ok(())
    }

    /// A string of at most 2 KiB.
    #[inline(never)]
    pub(crate) fn text(&self) -> Result<String, Error> {
        let Some(text) = self.value.text() else {
            return Err(self.wrong("is not a string"));
        };
        if text.len() > MAX_TEXT {
            return Err(self.fault("is longer than 2 KiB"));
        }
        Ok((&*text).into())
    }

    /// A string of 1 to `most` bytes.
    #[inline(never)]
    pub(crate) fn short(&self, most: usize) -> Result<String, Error> {
        let text = self.text()?;
        if text.is_empty() || text.len() > most {
            return Err(with_form(
                self.limited("must be 1 to ", most, " bytes long"),
                "",
            ));
        }
        Ok(text)
    }

    /// A whole number from `least` to `most`. `unit` is a part of the error, such as ` of seconds`.
    #[inline(never)]
    pub(crate) fn number(&self, least: u32, most: u32, unit: &str) -> Result<u32, Error> {
        let number = match self.value.kind() {
            Kind::Number => decimal::read(self.value.raw()),
            _ => None,
        };
        let number = number.and_then(|number| u32::try_from(number).ok());
        if let Some(number) = number.filter(|number| (least..=most).contains(number)) {
            return Ok(number);
        }
        let mut range = String::from(unit);
        range.push_str(" from ");
        decimal::push(&mut range, least.into());
        range.push_str(" to ");
        decimal::push(&mut range, most.into());
        Err(self.wrong("").in_words(&["is not a whole number", &range]))
    }

    /// Accepts `true`; any other value is an error.
    pub(crate) fn truth(&self) -> Result<bool, Error> {
        match self.value.raw() {
            "true" => Ok(true),
            _ => Err(self.wrong("must be true, or be left out")),
        }
    }

    /// The index of the value in the list `words`.
    #[inline(never)]
    pub(crate) fn word(&self, words: &[&str]) -> Result<usize, Error> {
        let place = words.iter().position(|word| self.value.is(word));
        place.ok_or_else(|| {
            let given = self.value.text().unwrap_or_default();
            let meant = nearest(&given, words.iter().copied());
            let mut hint = meant.map(did_you_mean).unwrap_or_default();
            hint.push_str(if hint.is_empty() { "" } else { " " });
            list(&mut hint, "the allowed values are ", words);
            self.fault("is an unknown value").with_hint(&hint)
        })
    }

    /// An error about an unknown word. The hint is the most similar of the known words, or the list of all known
    /// words.
    #[cold]
    #[inline(never)]
    pub(crate) fn none_of(
        &self,
        detail: &'static str,
        start: &str,
        given: &str,
        words: &[&str],
    ) -> Error {
        let mut hint = String::new();
        if let Some(word) = nearest(given, words.iter().copied()) {
            hint = did_you_mean(word);
        } else if !words.is_empty() {
            list(&mut hint, start, words);
        }
        self.fault(detail).with_hint(&hint)
    }

    /// An error about a value of a wrong type or form. The hint is an example of the member.
    #[cold]
    #[inline(never)]
    pub(crate) fn wrong(&self, detail: &'static str) -> Error {
        with_form(self.fault(detail), "")
    }

    /// An error about a limit of this member.
    #[cold]
    #[inline(never)]
    fn limited(&self, start: &str, most: usize, end: &str) -> Error {
        self.fault("").in_words(&[start, &decimal::text(most), end])
    }

    /// An error about this member.
    #[cold]
    #[inline(never)]
    pub(crate) fn fault(&self, detail: &'static str) -> Error {
        Error::new(ErrorKind::Definition, "definition", detail).within(&self.path())
    }

    /// An error about a missing member of this object.
    #[cold]
    #[inline(never)]
    pub(crate) fn missing(&self, name: &str, detail: &'static str) -> Error {
        self.named(name, self.value).fault(detail)
    }

    /// The path of the member, such as `token.answer.expiresIn`.
    #[cold]
    #[inline(never)]
    pub(crate) fn path(&self) -> String {
        let mut path = self.parent.map(Member::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Index(index) => {
                path.push('[');
                decimal::push(&mut path, u64::try_from(index).unwrap_or_default());
                path.push(']');
            }
            Step::Name(name) if is_plain(name) => {
                path.push_str(if path.is_empty() { "" } else { "." });
                path.push_str(name);
            }
            Step::Name(name) => {
                path.push_str("[\"");
                path.push_str(name);
                path.push_str("\"]");
            }
        }
        path
    }
}

/// Whether a path can contain a name without quotes. The names of header fields need no quotes.
fn is_plain(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
    !name.is_empty() && name.bytes().all(is_plain)
}

/// Appends `start`, and then the words, separated by commas.
#[cold]
pub(crate) fn list(text: &mut String, start: &str, words: &[&str]) {
    text.push_str(start);
    for (index, word) in words.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        text.push_str(word);
    }
}
