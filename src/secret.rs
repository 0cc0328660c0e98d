//! Secrets. A secret is checked when it is made, hidden when it is printed, and overwritten when it is dropped.

use alloc::vec::Vec;
use core::fmt;

use crate::encoding::base64;
use crate::encoding::hex;
use crate::secret_bytes::SecretBytes;
use crate::wipe::REDACTED;
use crate::{Error, ErrorKind};

mod unfit;

pub(crate) use unfit::{check_text, is_plain, is_word, why};

/// The bytes of a secret.
///
/// `Debug` shows `[redacted]`; there is no `Display` and no `==`. The bytes are overwritten when the value is
/// dropped.
///
/// # Examples
///
/// ```
/// use payauth::Secret;
///
/// let secret = Secret::text("apiSecret", "your-api-secret")?;
/// assert_eq!(secret.expose(), b"your-api-secret");
/// assert_eq!(format!("{secret:?}"), "[redacted]");
/// # Ok::<(), payauth::Error>(())
/// ```
pub struct Secret(SecretBytes);

impl Secret {
    /// Makes a secret from text. The bytes of the secret are the text in UTF-8.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for text that is empty, blank, `"undefined"`, `"null"`, `"NaN"` or `"[object
    /// Object]"`. Also for text that begins or ends with white space or an invisible character, or that contains a
    /// control character. Each of these cases shows that the configuration was not read, or was read together with
    /// other characters. Public keys and certificates are rejected, too, because anyone who has a public key could
    /// sign with it.
    pub fn text(argument: &'static str, text: &str) -> Result<Self, Error> {
        check_text(argument, text)?;
        Ok(Self(Vec::from(text).into()))
    }

    /// Makes a secret from bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for an empty slice, for bytes that are exactly one of the words that [`Secret::text`]
    /// rejects, and for a public key or a certificate.
    pub fn bytes(argument: &'static str, bytes: &[u8]) -> Result<Self, Error> {
        unfit::check_bytes(argument, bytes)?;
        Ok(Self(Vec::from(bytes).into()))
    }

    /// Makes a secret from text in the encoding `encoding`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] in the cases of [`Secret::text`], for text that is not valid in the encoding, and for
    /// decoded bytes that [`Secret::bytes`] rejects.
    pub fn decode(
        argument: &'static str,
        text: &str,
        encoding: SecretEncoding,
    ) -> Result<Self, Error> {
        check_text(argument, text)?;
        let (bytes, detail) = match encoding {
            SecretEncoding::Utf8 => return Ok(Self(Vec::from(text).into())),
            SecretEncoding::Hex => (
                hex::decode(text).ok(),
                "must be hex digits, two for each byte",
            ),
            SecretEncoding::Base64 => (
                base64::decode_secret(text, false),
                "must be base64 with = padding",
            ),
            SecretEncoding::Base64Url => (base64::decode_secret(text, true), "must be base64url"),
        };
        match bytes {
            Some(bytes) => {
                let secret = Self(bytes.into());
                unfit::check_bytes(argument, secret.expose())?;
                Ok(secret)
            }
            None => Err(Error::new(ErrorKind::Secret, argument, detail)),
        }
    }

    /// The bytes of the secret. Pass them only to a MAC.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.expose()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// The encoding of the text of a secret.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SecretEncoding {
    /// The bytes of the secret are the text itself in UTF-8.
    #[default]
    Utf8,
    /// Two hex digits for each byte, in lower case or upper case.
    Hex,
    /// Base 64 of RFC 4648, section 4, with padding.
    Base64,
    /// Base 64 of RFC 4648, section 5, with or without padding.
    Base64Url,
}

impl SecretEncoding {
    /// Every encoding, in the order of their numbers in the wasm boundary.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Hex, Self::Base64, Self::Base64Url];
}
