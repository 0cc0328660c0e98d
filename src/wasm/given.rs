//! Secrets and windows, as the facade gives them.

use crate::encoding::decimal;
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
