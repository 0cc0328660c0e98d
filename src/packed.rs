//! The compiled form of a definition, as text. After a definition was compiled, other modules can use the text.
//!
//! ```text
//! number = 1*DIGIT ";"
//! text   = number, then that number of bytes
//! list   = number, then that number of values
//! maybe  = "0;" / "1;" value
//! word   = number: its index among the words
//! struct = its values, one after the other
//! ```
//!
//! The engines read only text that the reader of definitions wrote. They reject malformed text, but do not
//! check the values again. The text can be read only by the version of the crate that wrote it.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::encoding::decimal;
use crate::{Error, ErrorKind};

/// A value that can be written as text and read from text.
pub(crate) trait Packed: Sized {
    /// Appends the text of the value.
    fn pack(&self, text: &mut String);

    /// Reads the value. After an error in the text, it returns an arbitrary value, and [`unpack`] reports the
    /// error.
    fn unpack(text: &mut Unpacker<'_>) -> Self;
}

/// The rest of the text; `None` after an error in the text. No reader returns early, so no reader needs code that
/// drops the values that it has read. This makes core.wasm 10 KB smaller (200 KB instead of 210 KB, before
/// Binaryen).
pub(crate) struct Unpacker<'t>(Option<&'t str>);

/// Writes a value as text.
pub(crate) fn pack(value: &impl Packed) -> String {
    let mut text = String::new();
    value.pack(&mut text);
    text
}

/// Reads a value from text. In an error, `argument` is the name of the value.
pub(crate) fn unpack<T: Packed>(argument: &'static str, text: &str) -> Result<T, Error> {
    let mut unpacker = Unpacker(Some(text));
    let value = T::unpack(&mut unpacker);
    if unpacker.0 == Some("") {
        return Ok(value);
    }
    let detail = "was not compiled by this version of payauth; install only one version";
    Err(Error::new(ErrorKind::Definition, argument, detail))
}

impl<'t> Unpacker<'t> {
    #[inline(never)]
    pub(crate) fn number(&mut self) -> usize {
        let (digits, rest) = self.0.and_then(|text| text.split_once(';')).unzip();
        self.0 = rest;
        let number = digits.and_then(decimal::read);
        let number = number.and_then(|number| usize::try_from(number).ok());
        number.unwrap_or_else(|| self.fault())
    }

    #[inline(never)]
    fn text(&mut self) -> &'t str {
        let length = self.number();
        let (text, rest) = self
            .0
            .and_then(|text| text.split_at_checked(length))
            .unzip();
        self.0 = rest;
        text.unwrap_or_default()
    }

    /// Reads an index and returns the word with this index. After an error, returns `first`.
    pub(crate) fn word<T: Copy>(&mut self, all: &[T], first: T) -> T {
        let word = all.get(self.number()).copied();
        word.unwrap_or_else(|| {
            self.fault();
            first
        })
    }

    fn fault(&mut self) -> usize {
        self.0 = None;
        0
    }
}

/// Appends a number in the packed format.
pub(crate) fn push_number(text: &mut String, number: usize) {
    decimal::push(text, u64::try_from(number).unwrap_or_default());
    text.push(';');
}

/// Appends the index of a word.
pub(crate) fn push_word<T: PartialEq>(text: &mut String, all: &[T], word: &T) {
    let place = all.iter().position(|known| known == word);
    push_number(text, place.unwrap_or_default());
}

impl Packed for String {
    fn pack(&self, text: &mut String) {
        push_number(text, self.len());
        text.push_str(self);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        text.text().into()
    }
}

impl Packed for bool {
    fn pack(&self, text: &mut String) {
        push_number(text, (*self).into());
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        text.number() != 0
    }
}

macro_rules! numbers {
    ($($type:ty),+) => {
        $(impl Packed for $type {
            fn pack(&self, text: &mut String) {
                push_number(text, usize::try_from(*self).unwrap_or_default());
            }

            fn unpack(text: &mut Unpacker<'_>) -> Self {
                Self::try_from(text.number()).unwrap_or_default()
            }
        })+
    };
}

numbers!(u16, u32, u64, usize);

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, text: &mut String) {
        push_number(text, self.is_some().into());
        if let Some(value) = self {
            value.pack(text);
        }
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        (text.number() != 0).then(|| T::unpack(text))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, text: &mut String) {
        push_number(text, self.len());
        for value in self {
            value.pack(text);
        }
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        let mut values = Self::new();
        for _ in 0..text.number() {
            if text.0.is_none() {
                break;
            }
            values.push(T::unpack(text));
        }
        values
    }
}

impl<T: Packed, U: Packed> Packed for (T, U) {
    fn pack(&self, text: &mut String) {
        self.0.pack(text);
        self.1.pack(text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        (T::unpack(text), U::unpack(text))
    }
}

impl<T: Packed> Packed for [T; 2] {
    fn pack(&self, text: &mut String) {
        for value in self {
            value.pack(text);
        }
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        [T::unpack(text), T::unpack(text)]
    }
}

impl<T: Packed> Packed for Arc<T> {
    fn pack(&self, text: &mut String) {
        T::pack(self, text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        Self::new(T::unpack(text))
    }
}

/// Packs the fields of a struct in their order. The fields after `;` are not packed; when the struct is read, they
/// have their default values.
macro_rules! packed_struct {
    ($($type:ident { $($field:ident),+ $(; $($new:ident),+)? })+) => {
        $(impl $crate::packed::Packed for $type {
            fn pack(&self, text: &mut alloc::string::String) {
                $(self.$field.pack(text);)+
            }

            fn unpack(text: &mut $crate::packed::Unpacker<'_>) -> Self {
                Self {
                    $($field: $crate::packed::Packed::unpack(text),)+
                    $($($new: Default::default(),)+)?
                }
            }
        })+
    };
}

/// Packs a word as the index of the word in `ALL`.
macro_rules! packed_words {
    ($($type:ty),+ $(,)?) => {
        $(impl $crate::packed::Packed for $type {
            fn pack(&self, text: &mut alloc::string::String) {
                $crate::packed::push_word(text, &Self::ALL, self);
            }

            fn unpack(text: &mut $crate::packed::Unpacker<'_>) -> Self {
                text.word(&Self::ALL, Self::ALL[0])
            }
        })+
    };
}

pub(crate) use {packed_struct, packed_words};
