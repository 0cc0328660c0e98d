//! Base 16 ([RFC 4648, section 8](https://www.rfc-editor.org/rfc/rfc4648#section-8)): two digits a
//! byte, either case accepted, the case to write chosen.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::wipe::wipe;
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

/// Writes the hex digits of as many bytes as there is room for, and gives their number.
pub(super) fn write(room: &mut [u8], bytes: &[u8], case: Case) -> usize {
    let digits: &[u8; 16] = match case {
        Case::Lower => b"0123456789abcdef",
        Case::Upper => b"0123456789ABCDEF",
    };
    let digit = |value: u8| {
        digits
            .get(usize::from(value & 15))
            .copied()
            .unwrap_or_default()
    };
    for (pair, byte) in room.as_chunks_mut().0.iter_mut().zip(bytes) {
        *pair = [digit(byte >> 4), digit(*byte)];
    }
    bytes.len().saturating_mul(2)
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
    let (pairs, rest) = text.as_bytes().as_chunks();
    let mut bytes = vec![0; pairs.len()];
    let mut is_hex = rest.is_empty();
    for (place, pair) in bytes.iter_mut().zip(pairs) {
        let found = byte(*pair);
        is_hex &= found.is_some();
        *place = found.unwrap_or_default();
    }
    if !is_hex {
        wipe(&mut bytes);
        let detail = "has an odd number of digits, or a character that is none";
        return Err(Error::new(ErrorKind::Encoding, "hex", detail));
    }
    Ok(bytes)
}

/// The byte that two hex digits stand for.
pub(crate) fn byte([high, low]: [u8; 2]) -> Option<u8> {
    let (high, low) = (value(high), value(low));
    (high | low < 16).then_some(high << 4 | low)
}

/// What a hex digit is worth; 255 for another character.
#[expect(clippy::inline_always, reason = "a call costs more than it does")]
#[inline(always)]
fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit & 15,
        b'A'..=b'F' | b'a'..=b'f' => (digit & 15).saturating_add(9),
        _ => u8::MAX,
    }
}
