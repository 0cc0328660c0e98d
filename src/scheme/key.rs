//! The key of a scheme, which is made from the text or the bytes of a secret.

use core::fmt;

use super::Compiled;
use super::part::Part;
use crate::owner::Owner;
use crate::secret::check_text;
use crate::text::pieces;
use crate::wipe::REDACTED;
use crate::{Error, ErrorKind, MacKey, Secret, SecretText};

/// A secret that is prepared for one scheme.
///
/// `Debug` shows `[redacted]`. The key is overwritten on drop.
pub struct Key {
    pub(crate) owner: Owner,
    pub(crate) mac: MacKey,
    /// The text of the secret, for a scheme whose message contains the secret.
    pub(super) text: SecretText,
}

impl Compiled {
    /// Makes a key from the text of a secret. The text is decoded as the scheme says.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::scheme::catalog;
    ///
    /// let scheme = catalog::STANDARD_WEBHOOKS.compile()?;
    /// assert!(scheme.key("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").is_ok());
    /// assert!(scheme.key("secret", "whsec_not base64").is_err());
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`](crate::ErrorKind::Secret) for a text that [`Secret::text`] rejects, and for a text
    /// that is not valid in the scheme's encoding.
    pub fn key(&self, argument: &'static str, text: &str) -> Result<Key, Error> {
        check_text(argument, text)?;
        let encoded = text.get(self.prefix_of(text).len()..).unwrap_or(text);
        let secret = Secret::decode(argument, encoded, self.key)?;
        let text = if self.message.has(Part::SECRET) {
            text
        } else {
            ""
        };
        Ok(Key {
            owner: Owner::default(),
            mac: MacKey::new(self.hash, secret.expose()),
            text: text.into(),
        })
    }

    /// Makes a key from bytes. They are not decoded, unless the message of the scheme contains the secret.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`](crate::ErrorKind::Secret) for bytes that [`Secret::bytes`] rejects. If the message
    /// of the scheme contains the secret, the bytes must be UTF-8, and are decoded as the text for
    /// [`Compiled::key`].
    pub fn key_from_bytes(&self, argument: &'static str, bytes: &[u8]) -> Result<Key, Error> {
        if self.message.has(Part::SECRET) {
            let text = str::from_utf8(bytes)
                .map_err(|_| Error::new(ErrorKind::Secret, argument, "must be UTF-8"))?;
            return self.key(argument, text);
        }
        let secret = Secret::bytes(argument, bytes)?;
        Ok(Key {
            owner: Owner::default(),
            mac: MacKey::new(self.hash, secret.expose()),
            text: SecretText::default(),
        })
    }
}

impl Compiled {
    /// The longest prefix of the scheme with which the text of a secret begins; empty if there is none.
    pub(crate) fn prefix_of(&self, text: &str) -> &str {
        let mut longest = "";
        for prefix in pieces(&self.key_prefix, b'\n') {
            if text.starts_with(prefix) && prefix.len() > longest.len() {
                longest = prefix;
            }
        }
        longest
    }

    /// Makes a key from any bytes, with another text for `{secret}`. Only `explain` uses this function.
    #[cfg(feature = "explain")]
    pub(crate) fn crossed_key(&self, key: &[u8], text: &str) -> Key {
        Key {
            owner: Owner::default(),
            mac: MacKey::new(self.hash, key),
            text: text.into(),
        }
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.mac.erase();
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
