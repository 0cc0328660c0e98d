//! A secret as the caller passed it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::scheme::{Compiled, Key};
use crate::secret_bytes::SecretBytes;
use crate::webhook::{SECRETS, Validity};
use crate::wipe::REDACTED;
use crate::{Error, SecretText};

/// A secret as the caller passed it, with its id and the time in which it is in use. `Debug` shows `[redacted]`.
/// The secret is overwritten on drop.
pub struct GivenSecret {
    pub(super) id: String,
    pub(super) content: Content,
    pub(super) validity: Validity,
}

pub(super) enum Content {
    /// Text, which is decoded as the scheme says.
    Text(SecretText),
    /// The bytes of the key itself.
    Bytes(SecretBytes),
    /// A secret and a message that the sender exchanged: the bytes of the message are the key, and the text of the
    /// secret is the message.
    Crossed(Vec<u8>, SecretText),
}

impl GivenSecret {
    /// A secret as the sender shows it.
    #[must_use]
    pub fn text(id: &str, text: &str) -> Self {
        Self {
            id: id.into(),
            content: Content::Text(text.into()),
            validity: Validity::ALWAYS,
        }
    }

    /// A secret as bytes. The bytes are the key, whatever the scheme says about text. If the message of the scheme
    /// contains the secret, the bytes must be UTF-8, and are used like a text.
    #[must_use]
    pub fn bytes(id: &str, bytes: &[u8]) -> Self {
        Self {
            content: Content::Bytes(SecretBytes::from(Vec::from(bytes))),
            ..Self::text(id, "")
        }
    }

    /// The same secret, in use only at the time of `validity`.
    #[must_use]
    pub fn valid(self, validity: Validity) -> Self {
        Self { validity, ..self }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn validity(&self) -> Validity {
        self.validity
    }

    pub(super) fn key(&self, scheme: &Compiled) -> Result<Key, Error> {
        match &self.content {
            Content::Text(text) => scheme.key(SECRETS, text),
            Content::Bytes(bytes) => scheme.key_from_bytes(SECRETS, bytes.expose()),
            Content::Crossed(key, text) => Ok(scheme.crossed_key(key, text)),
        }
    }

    pub(super) fn expose(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) | Content::Crossed(_, text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes.expose(),
        }
    }

    /// The secret as the message, and `key` as the key; `None` for a secret of bytes that are not text.
    pub(super) fn crossed(&self, key: &[u8]) -> Option<Self> {
        let text = str::from_utf8(self.expose()).ok()?;
        let content = Content::Crossed(key.into(), text.into());
        Some(Self {
            content,
            ..Self::text(&self.id, "").valid(self.validity)
        })
    }

    pub(super) fn duplicate(&self) -> Self {
        match &self.content {
            Content::Text(text) => Self::text(&self.id, text),
            Content::Bytes(bytes) => Self::bytes(&self.id, bytes.expose()),
            Content::Crossed(key, text) => Self {
                content: Content::Crossed(key.clone(), (&**text).into()),
                ..Self::text(&self.id, "")
            },
        }
        .valid(self.validity)
    }
}

impl fmt::Debug for GivenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
