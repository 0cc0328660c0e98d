//! Secrets and windows, as the facade gives them.

use alloc::vec::Vec;

use crate::encoding::decimal;
use crate::pairs::PairsIter;
use crate::scheme::Envelope;
use crate::text::cut;
use crate::webhook::{Validity, Window};
use crate::{Error, Secret, SecretEncoding, UnixTime};

/// A secret, of which the facade writes five lines: its id, its text or its bytes in hex, `1` if it
/// is bytes, and the milliseconds from and to which it is in use, or nothing.
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
        let mut line = || {
            let (line, rest) = cut(lines, b'\n');
            *lines = rest;
            line
        };
        let (id, text, is_bytes) = (line(), line(), !line().is_empty());
        let mut instant = || match line() {
            "" => Ok(None),
            millis => {
                let millis = decimal::read(millis).and_then(|millis| i64::try_from(millis).ok());
                // A time before 1970, which `UnixTime` refuses, must not pass for no limit.
                UnixTime::from_millis(millis.unwrap_or(i64::MIN)).map(Some)
            }
        };
        let validity = Validity {
            not_before: instant()?,
            not_after: instant()?,
        };
        Ok(Some(Self {
            id,
            text,
            is_bytes,
            validity,
        }))
    }

    pub(super) fn bytes(&self) -> Result<Option<Secret>, Error> {
        let decode = || Secret::decode(SECRETS, self.text, SecretEncoding::Hex);
        self.is_bytes.then(decode).transpose()
    }
}

/// What comes with a message beside its header fields: pairs whose names no field can have.
#[derive(Default)]
pub(super) struct Beside<'a> {
    pub(super) method: &'a str,
    pub(super) nonce: &'a str,
    pub(super) key_id: &'a str,
    pub(super) ids: Vec<(&'a str, &'a str)>,
    pub(super) vars: Vec<(&'a str, &'a str)>,
}

impl<'a> Beside<'a> {
    /// Takes the pairs, and puts the fields among them to `fields`.
    pub(super) fn take(lines: &'a str, fields: &mut Vec<(&'a str, &'a str)>) -> Self {
        let mut beside = Self::default();
        for (name, value) in (PairsIter { lines }) {
            match name.strip_prefix(':') {
                None => fields.push((name, value)),
                Some("method") => beside.method = value,
                Some("nonce") => beside.nonce = value,
                Some("key") => beside.key_id = value,
                Some(name) => match name.strip_prefix('#') {
                    Some(id) => beside.ids.push((id, value)),
                    None => beside.vars.push((name.get(1..).unwrap_or_default(), value)),
                },
            }
        }
        beside
    }

    /// The envelope of a message that has all this.
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

/// What the errors about secrets speak of.
pub(super) const SECRETS: &str = "secrets";

/// Reads a window from two numbers.
pub(super) fn window(past: i32, future: i32) -> Window {
    match (past, future) {
        (OF_SCHEME, _) => Window::OfScheme,
        (UNSAFE_SKIP, _) => Window::UnsafeSkip,
        _ => Window::Secs {
            past: past.unsigned_abs(),
            future: future.unsigned_abs(),
        },
    }
}

/// What a window has in the place of its seconds.
const OF_SCHEME: i32 = -1;
const UNSAFE_SKIP: i32 = -2;
