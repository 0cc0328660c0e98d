//! Secrets: checked once, redacted whenever shown, overwritten when dropped.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::hint::black_box;
use core::ops::Deref;

use crate::encoding::base64::{self, Alphabet};
use crate::encoding::hex;
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
pub struct Secret(Vec<u8>);

impl Secret {
    /// A secret given as text; its bytes are the text's UTF-8.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for text that is empty, blank, `"undefined"`, `"null"`, `"NaN"` or
    /// `"[object Object]"`, has white space or invisible characters around it, or holds a control
    /// character: each is a configuration that was not read, or was read with what stood around it.
    /// So too for a public key or a certificate: whoever has it could sign.
    pub fn text(argument: &'static str, text: &str) -> Result<Self, Error> {
        check_text(argument, text)?;
        Ok(Self(text.into()))
    }

    /// A secret given as bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for an empty slice, for exactly the words that [`Secret::text`] refuses,
    /// and for a public key or a certificate.
    pub fn bytes(argument: &'static str, bytes: &[u8]) -> Result<Self, Error> {
        unfit::check_bytes(argument, bytes)?;
        Ok(Self(bytes.into()))
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
        check_text(argument, text)?;
        let (bytes, detail) = match encoding {
            SecretEncoding::Utf8 => return Ok(Self(text.into())),
            SecretEncoding::Hex => (hex::decode(text), "is not hex"),
            SecretEncoding::Base64 => (
                base64::decode(text, Alphabet::Standard),
                "is not padded base64",
            ),
            SecretEncoding::Base64Url => (base64::decode_url(text), "is not base64url"),
        };
        match bytes {
            Ok(bytes) => {
                let secret = Self(bytes);
                unfit::check_bytes(argument, &secret.0)?;
                Ok(secret)
            }
            Err(_) => Err(Error::new(ErrorKind::Secret, argument, detail)),
        }
    }

    /// Bytes that are overwritten like a secret, and are no key: nobody checks them.
    pub(crate) const fn unchecked(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes, to be handed to a MAC and nothing else.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Text that carries a credential.
///
/// `Debug` shows `[redacted]`. Every byte that it ever had in memory is overwritten: when it grows,
/// and when it is dropped.
#[derive(Default)]
pub struct SecretText(String);

impl SecretText {
    /// An empty text, which has no place in memory.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// An empty text with room for `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(String::with_capacity(capacity))
    }

    /// Appends `text`.
    #[inline(never)]
    pub fn push_str(&mut self, text: &str) {
        self.make_room(text.len());
        self.0.push_str(text);
    }

    /// Appends `text` and a line feed.
    #[inline(never)]
    pub(crate) fn push_line(&mut self, text: &str) {
        self.make_room(text.len().saturating_add(1));
        self.0.push_str(text);
        self.0.push_str(LINE_FEED);
    }

    fn make_room(&mut self, length: usize) {
        let needed = self.0.len().saturating_add(length);
        if needed > self.0.capacity() {
            let mut larger = Self::with_capacity(needed.saturating_mul(2).max(LEAST));
            larger.0.push_str(&self.0);
            *self = larger;
        }
    }
}

impl From<&str> for SecretText {
    fn from(text: &str) -> Self {
        let mut own = Self::with_capacity(text.len());
        own.0.push_str(text);
        own
    }
}

/// As text: a character would be encoded each time.
const LINE_FEED: &str = "\n";

/// Enough for most requests: each time a text grows, it is copied and its old place overwritten.
const LEAST: usize = 512;

impl Deref for SecretText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for SecretText {
    fn drop(&mut self) {
        wipe(&mut core::mem::take(&mut self.0).into_bytes());
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
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

/// Overwrites `bytes`, all at once: `zeroize` would do it byte by byte, because each of its writes is
/// volatile. `black_box` reads them as far as the compiler knows, so that the write is made.
#[inline(never)]
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

/// What stands for a value that is not shown.
pub(crate) const REDACTED: &str = "[redacted]";
