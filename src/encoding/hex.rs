//! Base 16 ([RFC 4648, section 8](https://www.rfc-editor.org/rfc/rfc4648#section-8)): two digits a
//! byte, either case accepted, the case to write chosen. No branch and no table depends on a digit.

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

/// Writes the hex digits of `bytes`, if there is room, and gives their number.
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
/// [`ErrorKind::Encoding`] for an odd length or a character that is not a hex digit; nothing is skipped.
pub fn decode(text: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = vec![0; text.len() / 2];
    if base16ct::mixed::decode(text, &mut bytes).is_err() {
        wipe(&mut bytes);
        let detail = "has an odd number of digits, or a character that is not a digit";
        return Err(Error::new(ErrorKind::Encoding, "hex", detail));
    }
    Ok(bytes)
}

/// The byte of two hex digits.
pub(crate) fn byte(digits: [u8; 2]) -> Option<u8> {
    let mut byte = [0];
    let decoded = base16ct::mixed::decode(digits, &mut byte).ok()?;
    decoded.first().copied()
}
