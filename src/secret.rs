//! Secrets: checked once, redacted whenever shown, overwritten when dropped.

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
/// `Debug` shows `[redacted]`; there is no `Display` and no `==`. The bytes are overwritten when the
/// value is dropped.
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
    /// A secret from text; its bytes are the text in UTF-8.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for text that is empty, blank, `"undefined"`, `"null"`, `"NaN"` or
    /// `"[object Object]"`, has white space or invisible characters around it, or contains a
    /// control character. Each is a sign that the configuration was not read, or was read together
    /// with other characters. Public keys and certificates are rejected too: anyone who has such a
    /// key could sign.
    pub fn text(argument: &'static str, text: &str) -> Result<Self, Error> {
        check_text(argument, text)?;
        Ok(Self(Vec::from(text).into()))
    }

    /// A secret from bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for an empty slice, for exactly the words that [`Secret::text`] rejects,
    /// and for a public key or a certificate.
    pub fn bytes(argument: &'static str, bytes: &[u8]) -> Result<Self, Error> {
        unfit::check_bytes(argument, bytes)?;
        Ok(Self(Vec::from(bytes).into()))
    }

    /// A secret from text in an `encoding`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] as for [`Secret::text`], and for text that `encoding` does not allow.
    pub fn decode(
        argument: &'static str,
        text: &str,
        encoding: SecretEncoding,
    ) -> Result<Self, Error> {
        check_text(argument, text)?;
        let (bytes, detail) = match encoding {
            SecretEncoding::Utf8 => return Ok(Self(Vec::from(text).into())),
            SecretEncoding::Hex => (hex::decode(text).ok(), "is not hex"),
            SecretEncoding::Base64 => (base64::decode_secret(text, false), "is not padded base64"),
            SecretEncoding::Base64Url => (base64::decode_secret(text, true), "is not base64url"),
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

    /// The bytes. Pass them only to a MAC.
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

/// How the text of a secret encodes its bytes.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SecretEncoding {
    /// The text's own bytes.
    #[default]
    Utf8,
    /// Two hex digits a byte, either case.
    Hex,
    /// RFC 4648, section 4, padded.
    Base64,
    /// RFC 4648, section 5, padded or not.
    Base64Url,
}

impl SecretEncoding {
    /// Every encoding, in the order that the wasm boundary numbers them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Hex, Self::Base64, Self::Base64Url];
}
