//! Secrets: checked once, redacted whenever shown, wiped when dropped.

use alloc::vec::Vec;
use core::fmt;

use zeroize::Zeroizing;

use crate::encoding::base64::{self, Alphabet};
use crate::encoding::hex;
use crate::{Error, ErrorKind};

/// The bytes of a secret.
///
/// `Debug` shows `Secret([redacted])`; there is no `Display` and no `==`. The bytes are overwritten
/// when the value is dropped.
///
/// # Examples
///
/// ```
/// use payauth::Secret;
///
/// let secret = Secret::text("api_secret", "your-api-secret")?;
/// assert_eq!(secret.expose(), b"your-api-secret");
/// assert_eq!(format!("{secret:?}"), "Secret([redacted])");
/// # Ok::<(), payauth::Error>(())
/// ```
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// A secret given as text; its bytes are the text's UTF-8.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for text that is empty, blank, `"undefined"` or `"null"`, has white
    /// space around it, or holds a control character: each is a configuration that was not read, or
    /// was read with a line break.
    pub fn text(argument: &'static str, text: &str) -> Result<Self, Error> {
        check_text(text).map_err(|detail| Error::new(ErrorKind::Secret, argument, detail))?;
        Ok(Self(Zeroizing::new(text.as_bytes().to_vec())))
    }

    /// A secret given as bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for an empty slice.
    pub fn bytes(argument: &'static str, bytes: &[u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::new(ErrorKind::Secret, argument, EMPTY));
        }
        Ok(Self(Zeroizing::new(bytes.to_vec())))
    }

    /// A secret given as text in an `encoding`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] as for [`Secret::text`], and for text that `encoding` does not allow.
    pub fn decode(
        argument: &'static str,
        text: &str,
        encoding: SecretEncoding,
    ) -> Result<Self, Error> {
        let secret = Self::text(argument, text)?;
        let refuse = |detail| move |_| Error::new(ErrorKind::Secret, argument, detail);
        let bytes = match encoding {
            SecretEncoding::Utf8 => return Ok(secret),
            SecretEncoding::Hex => hex::decode(text).map_err(refuse("is not hex")),
            SecretEncoding::Base64 => {
                base64::decode(text, Alphabet::Standard).map_err(refuse("is not padded base64"))
            }
            SecretEncoding::Base64Url => {
                base64::decode_url(text).map_err(refuse("is not base64url"))
            }
        }?;
        Ok(Self(Zeroizing::new(bytes)))
    }

    /// The bytes, to be handed to a MAC and nothing else.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// How the text of a secret stands for its bytes.
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

fn check_text(text: &str) -> Result<(), &'static str> {
    match text {
        "" => Err(EMPTY),
        "undefined" => Err("is the text \"undefined\"; read it before use"),
        "null" => Err("is the text \"null\"; read it before use"),
        _ if text.trim().is_empty() => Err("is blank"),
        _ if text.chars().any(char::is_control) => Err("holds a line break or control character"),
        _ if text.trim() != text => Err("has white space around it"),
        _ => Ok(()),
    }
}

const EMPTY: &str = "is empty";
