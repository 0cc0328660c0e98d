//! A member of a definition, and where it is.

use alloc::string::String;

use super::with_form;
use crate::encoding::decimal;
use crate::encoding::json::{Kind, Value};
use crate::text::{did_you_mean, nearest};
use crate::{Error, ErrorKind};

/// The longest text of a definition, in bytes.
const MAX_TEXT: usize = 2048;

/// A value of a definition, and where it is. The path is written only where it is at fault.
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
    /// The whole definition.
    pub(crate) fn root(value: Value<'d>) -> Self {
        Self {
            value,
            step: Step::Root,
            parent: None,
        }
    }

    /// The member of this one that is called `name`.
    pub(crate) fn named(&'p self, name: &'p str, value: Value<'d>) -> Self {
        Self {
            value,
            step: Step::Name(name),
            parent: Some(self),
        }
    }

    /// The element of this one at `index`.
    fn item(&'p self, index: usize, value: Value<'d>) -> Self {
        Self {
            value,
            step: Step::Index(index),
            parent: Some(self),
        }
    }

    /// Refuses anything but an object that has these members and no others.
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

    /// The member of this object that is called `name`.
    #[inline(never)]
    pub(crate) fn get(&'p self, name: &'p str) -> Option<Self> {
        Some(self.named(name, self.value.get(name)?))
    }

    /// The same of one that must be there.
    #[inline(never)]
    pub(crate) fn need(&'p self, name: &'p str, detail: &'static str) -> Result<Self, Error> {
        self.get(name)
            .ok_or_else(|| self.named(name, self.value).wrong(detail))
    }

    /// Reads the members of an object whose names are the definition's own, at most `most`.
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
                return Err(member.fault("exceeds the maximum number of members"));
            }
            read(&name, &member)?;
        }
        Ok(())
    }

    /// Reads the elements of an array, at most `most`.
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
                return Err(item.fault("exceeds the maximum number of elements"));
            }
            read(&item)?;
        }
        Ok(())
    }

    /// A text that is not too long.
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

    /// A text of at least one byte and at most `most`.
    #[inline(never)]
    pub(crate) fn short(&self, most: usize) -> Result<String, Error> {
        let text = self.text()?;
        if text.is_empty() || text.len() > most {
            return Err(self.wrong("is empty or too long"));
        }
        Ok(text)
    }

    /// A whole number between two.
    #[inline(never)]
    pub(crate) fn number(&self, least: u32, most: u32) -> Result<u32, Error> {
        let number = match self.value.kind() {
            Kind::Number => decimal::read(self.value.raw()),
            _ => None,
        };
        let number = number.and_then(|number| u32::try_from(number).ok());
        if let Some(number) = number.filter(|number| (least..=most).contains(number)) {
            return Ok(number);
        }
        let mut range = String::new();
        decimal::push(&mut range, least.into());
        range.push_str(" to ");
        decimal::push(&mut range, most.into());
        Err(self
            .wrong("")
            .in_words(&["is not a whole number from ", &range]))
    }

    /// `true`, which is the only thing that it can be.
    pub(crate) fn truth(&self) -> Result<bool, Error> {
        match self.value.raw() {
            "true" => Ok(true),
            _ => Err(self.wrong("must be true, or be left out")),
        }
    }

    /// Which of some words it is.
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

    /// An error about an unknown word, with the nearest of the known ones, or all of them.
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

    /// An error about a member of another kind, with the form that it has.
    #[cold]
    #[inline(never)]
    pub(crate) fn wrong(&self, detail: &'static str) -> Error {
        with_form(self.fault(detail), "")
    }

    /// An error about this member.
    #[cold]
    #[inline(never)]
    pub(crate) fn fault(&self, detail: &'static str) -> Error {
        Error::new(ErrorKind::Definition, "definition", detail).within(&self.path())
    }

    /// An error about a member that is not there.
    #[cold]
    #[inline(never)]
    pub(crate) fn missing(&self, name: &str, detail: &'static str) -> Error {
        self.named(name, self.value).fault(detail)
    }

    /// Where it is, as in `token.answer.expiresIn`.
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

/// Whether a name needs no quotes in a path; a field name does not, either.
fn is_plain(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
    !name.is_empty() && name.bytes().all(is_plain)
}

/// Writes words after what introduces them.
#[cold]
pub(crate) fn list(text: &mut String, start: &str, words: &[&str]) {
    text.push_str(start);
    for (index, word) in words.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        text.push_str(word);
    }
}
