//! Base 64 ([RFC 4648, sections 4 and 5](https://www.rfc-editor.org/rfc/rfc4648#section-4)).
//!
//! Decoding refuses what a lenient decoder would mend: characters outside the alphabet, white
//! space, missing or superfluous padding, and bits after the last byte that are not zero. So a byte
//! string has exactly one text in each alphabet.

use alloc::string::String;
use alloc::vec::Vec;

use ::base64::engine::general_purpose::{GeneralPurpose, STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use ::base64::{DecodeError, Engine as _};

use crate::{Error, ErrorKind};

/// Which 64 characters, and whether padding is written and required.
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
            Self::Standard => &STANDARD,
            Self::Url => &URL_SAFE,
            Self::UrlUnpadded => &URL_SAFE_NO_PAD,
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
    alphabet.engine().encode(bytes)
}

/// The bytes that `text` stands for.
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
    alphabet.engine().decode(text).map_err(|error| match error {
        DecodeError::InvalidByte(index, _) => {
            refuse("has a character outside the alphabet").at(index)
        }
        DecodeError::InvalidLength(_) => refuse("has a length that base64 cannot have"),
        DecodeError::InvalidLastSymbol { .. } => refuse("has bits after its last byte"),
        DecodeError::InvalidPadding => refuse("has missing or superfluous padding"),
    })
}

/// The bytes that a base64url `text` stands for, padded or not.
///
/// # Errors
///
/// [`ErrorKind::Encoding`] as for [`decode`].
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

fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::Encoding, "base64", detail)
}
