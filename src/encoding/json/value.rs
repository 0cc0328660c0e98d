//! A value of a JSON document, and access to the contents of the value.

use core::fmt;

use super::document::{Document, Node};
use super::escape::characters;
use super::kind::Kind;
use crate::SecretText;
use crate::encoding::decimal;
use crate::outlined::Outlined;
use crate::text::pieces;

/// A value in a document.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) place: usize,
}

impl<'d> Value<'d> {
    /// The type of the value.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// The text of the value in the document, unchanged. The text of a string includes the quotes and the escapes.
    #[must_use]
    pub fn raw(self) -> &'d str {
        let Node { start, end, .. } = self.node();
        self.document.slice(start, end)
    }

    /// The index of the byte at which the value begins in the document.
    #[must_use]
    pub fn start(self) -> usize {
        self.node().start
    }

    /// The text of a string, with escapes resolved. `None` for a value of another type.
    #[must_use]
    pub fn text(self) -> Option<SecretText> {
        if self.kind() != Kind::String {
            return None;
        }
        let mut text = SecretText::with_capacity(self.raw().len());
        for character in characters(self.raw()) {
            text.push_str(character.unwrap_or_default().encode_utf8(&mut [0; 4]));
        }
        Some(text)
    }

    /// The member named `name`. `None` if this value is not an object, or has no such member.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        self.members()
            .find(|(given, _)| given.is(name))
            .map(|(_, value)| value)
    }

    /// The elements of an array. Any other value has no elements.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        let Node { kind, next, .. } = self.node();
        let end = if kind == Kind::Array { next } else { 0 };
        let mut place = self.place.saturating_add(1);
        Outlined(core::iter::from_fn(move || {
            let element = Self { place, ..self };
            place = element.node().next;
            (element.place < end).then_some(element)
        }))
    }

    /// Whether this is an array without elements or an object without members.
    pub(crate) fn is_empty(self) -> bool {
        matches!(self.kind(), Kind::Array | Kind::Object)
            && self.node().next == self.place.saturating_add(1)
    }

    /// The only element of an array. `None` if the array does not have exactly one element.
    #[must_use]
    pub fn only(self) -> Option<Self> {
        let mut elements = self.elements();
        elements.next().filter(|_| elements.next().is_none())
    }

    /// The value at a path of names, such as `data.access_token`. In an array, `0` is the first
    /// element, and `*` is the only element.
    #[must_use]
    pub fn at(self, path: &str) -> Option<Self> {
        let mut value = self;
        for name in pieces(path, b'.') {
            value = match name {
                "*" => value.only()?,
                _ if value.kind() == Kind::Array => value.element(name)?,
                _ => value.get(name)?,
            };
        }
        Some(value)
    }

    /// The element of an array whose index is `place`, a decimal number.
    pub(crate) fn element(self, place: &str) -> Option<Self> {
        let place = usize::try_from(decimal::read(place)?).ok()?;
        self.elements().nth(place)
    }

    /// The names and values of the members of an object. Any other value has no members.
    pub fn members(self) -> impl Iterator<Item = (Self, Self)> {
        let Node { kind, next, .. } = self.node();
        let end = if kind == Kind::Object { next } else { 0 };
        let mut place = self.place.saturating_add(1);
        Outlined(core::iter::from_fn(move || {
            let name = Self { place, ..self };
            let value = Self {
                place: place.saturating_add(1),
                ..self
            };
            place = value.node().next;
            (value.place < end).then_some((name, value))
        }))
    }

    /// Whether this is the string `text`.
    #[must_use]
    pub fn is(self, text: &str) -> bool {
        self.kind() == Kind::String
            && characters(self.raw())
                .map(Result::ok)
                .eq(text.chars().map(Some))
    }

    fn node(self) -> Node {
        self.document.node(self.place)
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value({:?})", self.kind())
    }
}

impl Document<'_> {
    /// The value of the whole document.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value {
            document: self,
            place: 0,
        }
    }
}
