//! The nonce, which is a text that must be different for each request.

use alloc::string::String;

use crate::encoding::decimal;
use crate::{Error, ErrorKind};

/// The characters and the length of a nonce.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Nonce {
    pub(crate) format: NonceFormat,
    pub(crate) length: usize,
}

/// The characters of a nonce.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NonceFormat {
    Hex,
    Alphanumeric,
    Digits,
    Uuid,
}

impl NonceFormat {
    pub(super) const ALL: [Self; 4] = [Self::Hex, Self::Alphanumeric, Self::Digits, Self::Uuid];

    /// The default length of a nonce with these characters.
    pub(super) const fn length(self) -> usize {
        match self {
            Self::Uuid => 36,
            _ => 32,
        }
    }
}

impl Nonce {
    /// Checks that a text has the characters and the length of this nonce.
    pub(super) fn check(self, text: &str) -> Result<(), Error> {
        let is_of = |(place, byte): (usize, u8)| match self.format {
            NonceFormat::Uuid if matches!(place, 8 | 13 | 18 | 23) => byte == b'-',
            NonceFormat::Alphanumeric => byte.is_ascii_alphanumeric(),
            NonceFormat::Digits => byte.is_ascii_digit(),
            NonceFormat::Hex | NonceFormat::Uuid => {
                byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
            }
        };
        if text.len() == self.length && text.bytes().enumerate().all(is_of) {
            return Ok(());
        }
        let mut detail = String::from("must be ");
        decimal::push(&mut detail, u64::try_from(self.length).unwrap_or_default());
        detail.push_str(match self.format {
            NonceFormat::Hex => " lower-case hex digits",
            NonceFormat::Alphanumeric => " letters or digits",
            NonceFormat::Digits => " digits",
            NonceFormat::Uuid => " characters, a lower-case UUID",
        });
        Err(Error::new(ErrorKind::Option, "nonce", "").in_words(&[&detail]))
    }
}
