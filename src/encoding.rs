//! Encodes bytes as text, and decodes them. Encoding cannot fail; decoding is strict.

use alloc::vec::Vec;

use self::base64::Alphabet;
use self::hex::Case;
use crate::Error;

pub mod base64;
pub mod decimal;
mod digits;
pub mod form;
pub mod hex;
pub mod json;

/// The encoding of a tag's bytes as text.
///
/// # Examples
///
/// ```
/// use payauth::{Algorithm, Encoding, MacKey};
///
/// let tag = MacKey::new(Algorithm::Sha256, b"key").sign(b"message");
/// assert_eq!(Encoding::named("base64"), Some(Encoding::Base64));
/// assert_eq!(
///     Encoding::Base64.encode(&tag).as_str(),
///     "bp7ym3X//Ft6uuUn1Y/a2y/kLnIZARl2kXNDBl9Y7Uo=",
/// );
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Encoding {
    /// `hex`: lower-case hex digits.
    HexLower,
    /// `HEX`: upper-case hex digits.
    HexUpper,
    /// `base64`: RFC 4648, section 4, with padding.
    Base64,
    /// `base64url`: RFC 4648, section 5, with padding.
    Base64Url,
    /// `base64url_nopad`: RFC 4648, section 5, without padding.
    Base64UrlUnpadded,
    /// `hex_base64`: the text of the lower-case hex digits, encoded in padded base64.
    HexBase64,
}

impl Encoding {
    /// Every encoding, in the order of their numbers in the wasm boundary.
    pub const ALL: [Self; 6] = [
        Self::HexLower,
        Self::HexUpper,
        Self::Base64,
        Self::Base64Url,
        Self::Base64UrlUnpadded,
        Self::HexBase64,
    ];

    /// The encoding that has the name `name` in the description of a scheme.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.name() == name)
    }

    /// The name of the encoding in the description of a scheme and in the JavaScript package.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HexLower => "hex",
            Self::HexUpper => "HEX",
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
            Self::Base64UrlUnpadded => "base64url_nopad",
            Self::HexBase64 => "hex_base64",
        }
    }

    /// Writes the text of `bytes` to `room`, which must be long enough, and returns the length of the text.
    pub(crate) fn write(self, room: &mut [u8], bytes: &[u8]) -> usize {
        match self {
            Self::HexLower => hex::write(room, bytes, Case::Lower),
            Self::HexUpper => hex::write(room, bytes, Case::Upper),
            Self::Base64 => base64::write(room, bytes, Alphabet::Standard),
            Self::Base64Url => base64::write(room, bytes, Alphabet::Url),
            Self::Base64UrlUnpadded => base64::write(room, bytes, Alphabet::UrlUnpadded),
            Self::HexBase64 => {
                let digits = hex::encode(bytes, Case::Lower);
                base64::write(room, digits.as_bytes(), Alphabet::Standard)
            }
        }
    }

    /// Decodes `text`. Hex digits of either case are accepted.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) for a text that is not strictly encoded.
    pub fn decode(self, text: &str) -> Result<Vec<u8>, Error> {
        match self {
            Self::HexLower | Self::HexUpper => hex::decode(text),
            Self::Base64 => base64::decode(text, Alphabet::Standard),
            Self::Base64Url => base64::decode(text, Alphabet::Url),
            Self::Base64UrlUnpadded => base64::decode(text, Alphabet::UrlUnpadded),
            Self::HexBase64 => {
                let digits = base64::decode(text, Alphabet::Standard)?;
                hex::decode(str::from_utf8(&digits).unwrap_or("?"))
            }
        }
    }
}
