//! Base 16 ([RFC 4648, section 8](https://www.rfc-editor.org/rfc/rfc4648#section-8)): two digits for each byte.
//! Decoding accepts digits of both cases; for encoding, the caller chooses the case. No branch and no table lookup
//! depends on a digit.

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
    let mut bytes = Vec::with_capacity(text.len() / 2);
    // For a character that is not a digit, `nibble` returns 256, which has a bit above the eight bits of a byte.
    let mut all = 0_u16;
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    for [high, low] in pairs {
        let byte = nibble(*high) << 4 | nibble(*low);
        all |= byte;
        bytes.push(byte.to_le_bytes()[0]);
    }
    if all > 255 || !rest.is_empty() {
        wipe(&mut bytes);
        let detail = "must be hex digits, two for each byte";
        return Err(Error::new(ErrorKind::Encoding, "hex", detail));
    }
    Ok(bytes)
}

/// The value of a hex digit. For any other character, 256.
///
/// For each of the two ranges, two distances are computed: from the first character of the range to the character,
/// and from the character to the last character of the range. Inside the range, the two distances are not negative,
/// so their sign bits are 0. Outside the range, one of the two distances is negative.
fn nibble(digit: u8) -> u16 {
    let digit = i16::from(digit);
    let letter = digit | 0x20;
    let (to_0, to_a) = (digit.wrapping_sub(0x30), letter.wrapping_sub(0x61));
    let is_digit = !((to_0 | 9_i16.wrapping_sub(to_0)) >> 15);
    let is_letter = !((to_a | 5_i16.wrapping_sub(to_a)) >> 15);
    let is_other = !(is_digit | is_letter);
    (to_0 & is_digit | to_a.wrapping_add(10) & is_letter | 0x100 & is_other).cast_unsigned()
}

/// The byte that two hex digits encode; `None` if a character is not a hex digit.
pub(crate) fn byte(digits: [u8; 2]) -> Option<u8> {
    let mut byte = [0];
    let decoded = base16ct::mixed::decode(digits, &mut byte).ok()?;
    decoded.first().copied()
}
