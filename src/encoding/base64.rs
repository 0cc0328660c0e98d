//! Base 64 ([RFC 4648, sections 4 and 5](https://www.rfc-editor.org/rfc/rfc4648#section-4)).
//!
//! Decoding rejects what a lenient decoder would repair: characters outside the alphabet, white space, missing or
//! superfluous padding, and unused bits of the last character that are not zero. So each alphabet has exactly one
//! text for a byte string.

use alloc::string::String;
use alloc::vec::Vec;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::{self, GeneralPurpose};

use super::digits::{Digits, Range};
use crate::{Error, ErrorKind, SecretText};

/// The alphabet, and whether padding is written and required.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Alphabet {
    /// `A`–`Z` `a`–`z` `0`–`9` `+` `/`, padded with `=`.
    Standard,
    /// `A`–`Z` `a`–`z` `0`–`9` `-` `_`, padded with `=`.
    Url,
    /// `A`–`Z` `a`–`z` `0`–`9` `-` `_`, never padded, as in RFC 7515.
    UrlUnpadded,
}

impl Alphabet {
    const fn engine(self) -> &'static GeneralPurpose {
        match self {
            Self::Standard => &general_purpose::STANDARD,
            Self::Url => &general_purpose::URL_SAFE,
            Self::UrlUnpadded => &general_purpose::URL_SAFE_NO_PAD,
        }
    }
}

/// The base 64 text of `bytes`.
///
/// # Examples
///
/// ```
/// use payauth::encoding::base64::{Alphabet, encode};
///
/// assert_eq!(encode(b"fo", Alphabet::Standard), "Zm8=");
/// assert_eq!(encode(b"fo", Alphabet::UrlUnpadded), "Zm8");
/// ```
#[must_use]
pub fn encode(bytes: &[u8], alphabet: Alphabet) -> String {
    let mut text = SecretText::default();
    push(&mut text, bytes, alphabet);
    String::from(&*text)
}

/// Appends the base 64 text of `bytes`.
pub fn push(text: &mut SecretText, bytes: &[u8], alphabet: Alphabet) {
    for group in bytes.chunks(GROUP) {
        let mut digits = [0; GROUP_DIGITS];
        let written = write(&mut digits, group, alphabet);
        let digits = digits.get(..written).unwrap_or_default();
        text.push_str(str::from_utf8(digits).unwrap_or_default());
    }
}

/// Writes the base 64 text of `bytes` to `room` until `room` is full, and returns the number of written bytes.
pub(super) fn write(room: &mut [u8], bytes: &[u8], alphabet: Alphabet) -> usize {
    let mut length: usize = 0;
    for (digits, group) in room.chunks_mut(GROUP_DIGITS).zip(bytes.chunks(GROUP)) {
        let written = alphabet.engine().encode_slice(group, digits);
        length = length.saturating_add(written.unwrap_or_default());
    }
    length
}

/// Decodes `text`.
///
/// # Examples
///
/// ```
/// use payauth::encoding::base64::{Alphabet, decode};
///
/// assert_eq!(decode("Zm8=", Alphabet::Standard)?, b"fo");
/// assert!(decode("Zm8", Alphabet::Standard).is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Encoding`] for a text that [`encode`] would not have written.
pub fn decode(text: &str, alphabet: Alphabet) -> Result<Vec<u8>, Error> {
    // The padding is checked first, so that no bytes of a rejected text are left in memory.
    let has_its_padding = match alphabet {
        Alphabet::Standard => true,
        Alphabet::Url => text.len().is_multiple_of(GROUP_DIGITS),
        Alphabet::UrlUnpadded => !text.ends_with('='),
    };
    let decoded = if has_its_padding {
        decode_secret(text, alphabet != Alphabet::Standard)
    } else {
        None
    };
    decoded.ok_or_else(|| {
        let detail = "must be base64 in the chosen `Alphabet`, with its padding";
        Error::new(ErrorKind::Encoding, "base64", detail)
    })
}

/// Decodes base64url with or without padding.
///
/// # Errors
///
/// [`ErrorKind::Encoding`] in the same cases as for [`decode`].
pub fn decode_url(text: &str) -> Result<Vec<u8>, Error> {
    let padded = text.ends_with('=');
    decode(
        text,
        if padded {
            Alphabet::Url
        } else {
            Alphabet::UrlUnpadded
        },
    )
}

/// Decodes the base 64 text of a secret. In the standard alphabet, padding is required; in the URL alphabet, padding is
/// optional. The time depends only on the length of the text.
pub(crate) fn decode_secret(text: &str, is_url: bool) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let padding = text.len().saturating_sub(digits.len());
    let is_whole = text.len().is_multiple_of(GROUP_DIGITS) && padding < GROUP;
    if !is_whole && (!is_url || padding > 0) {
        return None;
    }
    if is_url { URL } else { STANDARD }.decode(digits)
}

const STANDARD: Digits = Digits {
    bits: 6,
    zero: b'A',
    ranges: &ranges(b'+', b'/'),
};
const URL: Digits = Digits {
    bits: 6,
    zero: b'A',
    ranges: &ranges(b'-', b'_'),
};

/// The digits of an alphabet, which differ only in the last two digits.
const fn ranges(last_but_one: u8, last: u8) -> [Range; 5] {
    [
        Range::new(b'A', b'Z', 0),
        Range::new(b'a', b'z', 26),
        Range::new(b'0', b'9', 52),
        Range::new(last_but_one, last_but_one, 62),
        Range::new(last, last, 63),
    ]
}

/// The number of bytes in a group. The engine is called with one group at a time, so that the module does not
/// contain the engine's unrolled loops for longer texts, which are 0.7 KB gzipped.
const GROUP: usize = 3;

/// The number of digits in a group.
const GROUP_DIGITS: usize = 4;
