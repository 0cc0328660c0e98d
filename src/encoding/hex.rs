//! Base 16 ([RFC 4648, section 8](https://www.rfc-editor.org/rfc/rfc4648#section-8)): two digits a
//! byte, either case accepted, the case to write chosen.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{Error, ErrorKind};

/// The case of the digits `a` to `f`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Case {
    /// `0123456789abcdef`
    Lower,
    /// `0123456789ABCDEF`
    Upper,
}

/// The hex digits of `bytes`.
///
/// # Examples
///
/// ```
/// use payauth::encoding::hex::{Case, encode};
///
/// assert_eq!(encode(b"foobar", Case::Upper), "666F6F626172");
/// ```
#[must_use]
pub fn encode(bytes: &[u8], case: Case) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        text.push(digit(byte >> 4, case));
        text.push(digit(byte & 15, case));
    }
    text
}

/// The bytes that the hex digits of `text` stand for.
///
/// # Examples
///
/// ```
/// assert_eq!(payauth::encoding::hex::decode("666f6F626172")?, b"foobar");
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Encoding`] for an odd length or anything that is no hex digit; nothing is skipped.
pub fn decode(text: &str) -> Result<Vec<u8>, Error> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Error::new(
            ErrorKind::Encoding,
            "hex",
            "has an odd number of digits",
        ));
    }
    let mut bytes = Vec::with_capacity(pairs.len());
    for (index, [high, low]) in pairs.iter().enumerate() {
        let (Some(high), Some(low)) = (value(*high), value(*low)) else {
            let error = Error::new(
                ErrorKind::Encoding,
                "hex",
                "has a character that is no digit",
            );
            return Err(error.at(index.saturating_mul(2)));
        };
        bytes.push(high << 4 | low);
    }
    Ok(bytes)
}

fn digit(value: u8, case: Case) -> char {
    let letter = match case {
        Case::Lower => b'a',
        Case::Upper => b'A',
    };
    char::from(match value.checked_sub(10) {
        None => b'0'.wrapping_add(value),
        Some(above_nine) => letter.wrapping_add(above_nine),
    })
}

fn value(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}
