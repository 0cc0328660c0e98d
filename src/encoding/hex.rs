//! Base 16 ([RFC 4648, section 8](https://www.rfc-editor.org/rfc/rfc4648#section-8)): two digits for each byte.
//! Decoding accepts digits of both cases; for encoding, the caller chooses the case. No branch and no table lookup
//! depends on a digit.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::digits::{Digits, Range};
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
    let mut digits = vec![0; bytes.len().saturating_mul(2)];
    write(&mut digits, bytes, case);
    String::from_utf8(digits).unwrap_or_default()
}

/// Writes the hex digits of `bytes` to `room` and returns their number. Writes nothing if `room` is too short.
pub(super) fn write(room: &mut [u8], bytes: &[u8], case: Case) -> usize {
    let written = match case {
        Case::Lower => base16ct::lower::encode(bytes, room),
        Case::Upper => base16ct::upper::encode(bytes, room),
    };
    written.map_or(0, <[u8]>::len)
}

/// Decodes hex digits.
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
/// [`ErrorKind::Encoding`] for an odd length, and for a character that is not a hex digit. No character is skipped.
pub fn decode(text: &str) -> Result<Vec<u8>, Error> {
    DIGITS.decode(text).ok_or_else(|| {
        let detail = "must be hex digits, two for each byte";
        Error::new(ErrorKind::Encoding, "hex", detail)
    })
}

/// The byte that two hex digits encode; `None` if a character is not a hex digit.
pub(crate) fn byte([first, second]: [u8; 2]) -> Option<u8> {
    let (group, are_digits) = DIGITS.group([first, second, b'0', b'0', b'0', b'0', b'0', b'0']);
    are_digits.then_some(group.to_be_bytes()[0])
}

const DIGITS: Digits = Digits {
    bits: 4,
    zero: b'0',
    ranges: &[
        Range::new(b'0', b'9', 0),
        Range::new(b'a', b'f', 10),
        Range::new(b'A', b'F', 10),
    ],
};
