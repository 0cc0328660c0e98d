//! Reads secrets, signed values and time windows in the format in which the TypeScript code passes them.

use alloc::vec::Vec;

use crate::encoding::{decimal, hex};
use crate::facts::{
    ID_PREFIX, NAME_KEY_ID, NAME_METHOD, NAME_NONCE, SecretRecord, VAR_PREFIX, WINDOW_OF_SCHEME,
    WINDOW_UNSAFE_SKIP,
};
use crate::pairs::PairsIter;
use crate::scheme::Envelope;
#[cfg(feature = "wasm-webhooks")]
use crate::scheme::{Compiled, Key};
use crate::secret_bytes::SecretBytes;
use crate::webhook::{Validity, Window};
use crate::{Error, UnixTime};

/// A secret that the TypeScript code passed as a [`SecretRecord`].
pub(super) struct SecretLines<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    is_bytes: bool,
    pub(super) validity: Validity,
}

impl<'a> SecretLines<'a> {
    pub(super) fn next(lines: &mut &'a str) -> Result<Option<Self>, Error> {
        if lines.is_empty() {
            return Ok(None);
        }
        let given;
        (given, *lines) = SecretRecord::take(lines);
        let instant = |millis| match millis {
            "" => Ok(None),
            millis => {
                let millis = decimal::read(millis).and_then(|millis| i64::try_from(millis).ok());
                // `UnixTime` rejects a time before 1970. Such a time must not be treated as a missing limit.
                UnixTime::from_millis(millis.unwrap_or(i64::MIN)).map(Some)
            }
        };
        let validity = Validity {
            not_before: instant(given.not_before)?,
            not_after: instant(given.not_after)?,
        };
        Ok(Some(Self {
            id: given.id,
            text: given.text,
            is_bytes: !given.is_bytes.is_empty(),
            validity,
        }))
    }

    /// The bytes of the secret, if the secret is bytes. They are not checked here, because an error must have the
    /// name of the argument.
    pub(super) fn bytes(&self) -> Option<SecretBytes> {
        let decode = || hex::decode(self.text).unwrap_or_default().into();
        self.is_bytes.then(decode)
    }

    /// The key of the secret. In an error, `argument` is the name of the secret.
    #[cfg(feature = "wasm-webhooks")]
    pub(super) fn key(&self, scheme: &Compiled, argument: &'static str) -> Result<Key, Error> {
        match self.bytes() {
            Some(bytes) => scheme.key_from_bytes(argument, bytes.expose()),
            None => scheme.key(argument, self.text),
        }
    }
}

/// The values of a message that are not header fields. The TypeScript code passes these values as pairs, with names
/// that a field cannot have.
#[derive(Default)]
pub(super) struct Beside<'a> {
    pub(super) method: &'a str,
    pub(super) nonce: &'a str,
    pub(super) key_id: &'a str,
    pub(super) ids: Vec<(&'a str, &'a str)>,
    pub(super) vars: Vec<(&'a str, &'a str)>,
}

impl<'a> Beside<'a> {
    /// Reads the pairs of values and fields, and appends the fields to `fields`.
    pub(super) fn take(lines: &'a str, fields: &mut Vec<(&'a str, &'a str)>) -> Self {
        let mut beside = Self::default();
        for (name, value) in (PairsIter { lines }) {
            if !name.starts_with(':') {
                fields.push((name, value));
                continue;
            }
            match name {
                NAME_METHOD => beside.method = value,
                NAME_NONCE => beside.nonce = value,
                NAME_KEY_ID => beside.key_id = value,
                _ => {
                    if let Some(id) = name.strip_prefix(ID_PREFIX) {
                        beside.ids.push((id, value));
                    } else if let Some(var) = name.strip_prefix(VAR_PREFIX) {
                        beside.vars.push((var, value));
                    }
                }
            }
        }
        beside
    }

    /// An envelope with these values, for a message that is signed.
    pub(super) fn envelope<'b>(
        &'b self,
        now: UnixTime,
        fields: &'b [(&'b str, &'b str)],
    ) -> Envelope<'b> {
        Envelope::new(now)
            .method(self.method)
            .nonce(self.nonce)
            .key_id(self.key_id)
            .ids(&self.ids)
            .vars(&self.vars)
            .fields(fields)
    }
}

/// Makes a time window from the maximum age in seconds, and the maximum number of seconds in the future. `past` may
/// instead be [`WINDOW_OF_SCHEME`] or [`WINDOW_UNSAFE_SKIP`].
pub(super) fn window(past: i32, future: i32) -> Window {
    match (past, future) {
        (WINDOW_OF_SCHEME, _) => Window::OfScheme,
        (WINDOW_UNSAFE_SKIP, _) => Window::UnsafeSkip,
        _ => Window::Secs {
            past: past.unsigned_abs(),
            future: future.unsigned_abs(),
        },
    }
}
