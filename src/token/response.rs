//! Reads the answer of a token endpoint.

use super::policy::Policy;
use super::reading::{EndFormat, Reading};
use super::state::{MAX_LIFETIME_MS, NOTHING, is_writable};
use crate::encoding::json::{Document, Kind, Value};
use crate::encoding::{base64, decimal};
use crate::secret_bytes::SecretBytes;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind, SecretText, TimestampFormat, UnixTime};

/// The maximum number of digits before the decimal point that are read. A number with more digits, or a lifetime
/// above 2^64, is rejected.
const MAX_DIGITS: usize = 400;

/// The answer of a token endpoint.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the host writes it as a literal")]
pub struct Answer<'a> {
    /// The status code of the answer.
    pub status: u16,
    /// The `Retry-After` field of the answer; empty if the field is absent.
    pub retry_after: &'a str,
    /// The body of the answer, up to 64 KiB.
    pub body: &'a [u8],
}

/// The times of an answer, in milliseconds since 1970.
pub(super) struct Times {
    /// The time at which the request was sent. Every lifetime begins at this time.
    pub(super) sent_at: u64,
    /// The time at which the answer arrived.
    pub(super) now: u64,
    /// The time in the `Date` field of the answer; `None` if the answer has no such field.
    pub(super) date: Option<u64>,
}

impl Answer<'_> {
    /// The token in the answer, and the time at which the token expires.
    pub(super) fn token(
        &self,
        reading: &Reading,
        policy: &Policy,
        times: &Times,
    ) -> Result<(SecretText, u64), Error> {
        self.check_status()?;
        let text = str::from_utf8(self.body).map_err(|_| refuse("is not UTF-8"))?;
        // A byte order mark is ignored, as in a browser's `Response.json()`.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::read_repeating(text).map_err(|_| refuse(NO_DOCUMENT))?;
        let root = document.root();
        check_type(root, &reading.token_type)?;
        let given = member(root, &reading.token)?.and_then(Value::text);
        let given = given.unwrap_or_default();
        if !is_writable(&given) || *given == *NOTHING {
            return Err(refuse("has no usable access token of at most 8 KiB"));
        }
        let life_ms = match reading.life_ms(root, times)? {
            Some(life_ms) => life_ms,
            None => own_life_secs(&given, policy, times.sent_at)
                .unwrap_or_else(|| reading.life_secs.into())
                .saturating_mul(1000),
        };
        let expires = times.sent_at.saturating_add(life_ms.min(MAX_LIFETIME_MS));
        if expires <= times.now {
            return Err(refuse("has a token that expired before the answer arrived"));
        }
        Ok((given, expires))
    }

    fn check_status(&self) -> Result<(), Error> {
        Err(match self.status {
            200..=299 => return Ok(()),
            429 => unavailable("has the status 429 (too many requests); retry later"),
            408 | 425 | 500..=599 => unavailable(
                "has the status 408, 425 or 5xx (a failure of the provider); retry later",
            ),
            300..=399 => {
                refuse("is a redirect, which payauth does not follow; check the token URL")
            }
            400..=499 => {
                let detail =
                    "is a rejection (status 4xx); check the credentials and the environment";
                Error::new(ErrorKind::TokenRefused, ARGUMENT, detail)
            }
            _ => unavailable("has a status that is not between 200 and 599"),
        })
    }
}

/// The error if no answer arrived.
pub(super) fn no_answer() -> Error {
    unavailable("did not arrive; retry later")
}

impl Reading {
    /// The lifetime of the token in the answer, in milliseconds.
    fn life_ms(&self, root: Value<'_>, times: &Times) -> Result<Option<u64>, Error> {
        if let Some(end) = present(root, &self.expires_at)? {
            let begin = match present(root, &self.issued_at)? {
                Some(begin) => self.instant(begin)?,
                None => times.date.unwrap_or(times.sent_at),
            };
            let life_ms = self.instant(end)?.checked_sub(begin);
            let life_ms = life_ms.filter(|life_ms| *life_ms > 0);
            return life_ms
                .map(Some)
                .ok_or_else(|| refuse("has an expiry that is not after the time of issue"));
        }
        match present(root, &self.expires_in)? {
            Some(life) => Ok(Some(secs(life)?.saturating_mul(1000))),
            None => Ok(None),
        }
    }

    /// A time in the answer, in milliseconds since 1970.
    fn instant(&self, value: Value<'_>) -> Result<u64, Error> {
        let instant = match self.format {
            EndFormat::Iso => value
                .text()
                .and_then(|text| TimestampFormat::Iso.read(&text)),
            EndFormat::Unix => number(value).and_then(|secs| of_millis(secs.checked_mul(1000)?)),
            EndFormat::UnixMillis => number(value).and_then(of_millis),
        };
        let refuse = || refuse("has a time that is not in the definition's `token.answer.format`");
        instant.map(UnixTime::as_millis).ok_or_else(refuse)
    }
}

fn of_millis(millis: u64) -> Option<UnixTime> {
    UnixTime::from_millis(i64::try_from(millis).ok()?).ok()
}

/// The value at a path. `None` if the path is empty or the value is null.
fn present<'d>(root: Value<'d>, path: &str) -> Result<Option<Value<'d>>, Error> {
    if path.is_empty() {
        return Ok(None);
    }
    Ok(member(root, path)?.filter(|value| value.kind() != Kind::Null))
}

fn check_type(root: Value<'_>, path: &str) -> Result<(), Error> {
    if path.is_empty() {
        return Ok(());
    }
    let Some(token_type) = member(root, path)? else {
        return Ok(());
    };
    match token_type.text() {
        Some(text) if text.eq_ignore_ascii_case("bearer") => Ok(()),
        _ => Err(refuse("has a token type other than Bearer")),
    }
}

/// The value at a path of names. Each of these names must be unique. Other names are not checked.
fn member<'d>(root: Value<'d>, path: &str) -> Result<Option<Value<'d>>, Error> {
    let mut value = root;
    for name in pieces(path, b'.') {
        if value.kind() == Kind::Array {
            let inner = if name == "*" {
                value.only()
            } else {
                value.element(name)
            };
            match inner {
                Some(inner) => value = inner,
                None => return Ok(None),
            }
            continue;
        }
        let mut found = value.members().filter(|(given, _)| given.is(name));
        let first = found.next();
        if found.next().is_some() {
            return Err(refuse(NO_DOCUMENT));
        }
        match first {
            Some((_, inner)) => value = inner,
            None => return Ok(None),
        }
    }
    Ok(Some(value))
}

/// A lifetime in seconds: a number, or a string of digits. A fraction is dropped.
fn secs(life: Value<'_>) -> Result<u64, Error> {
    number(life)
        .filter(|secs| *secs > 0)
        .ok_or_else(|| refuse("has a lifetime that is not a positive number of seconds"))
}

fn number(value: Value<'_>) -> Option<u64> {
    let text = value.text();
    match (value.kind(), &text) {
        (Kind::Number, _) => whole(value.raw()),
        (_, Some(digits)) => decimal::read(digits),
        _ => None,
    }
}

/// The integer part of a number that is at least 0. It consists of the digits before the decimal point, after the
/// exponent has moved the decimal point.
fn whole(number: &str) -> Option<u64> {
    let is_exponent = |byte| matches!(byte, b'e' | b'E');
    let end = number.bytes().position(is_exponent).unwrap_or(number.len());
    let (digits, exponent) = number.split_at_checked(end)?;
    let (whole, fraction) = cut(digits, b'.');
    let length = moved(whole.len(), exponent.get(1..).unwrap_or("0"))?;
    let mut secs = 0_u64;
    let mut digits = whole.bytes().chain(fraction.bytes());
    for _ in 0..length.min(MAX_DIGITS) {
        let digit = digits.next().unwrap_or(b'0').checked_sub(b'0');
        let digit = digit.filter(|digit| *digit < 10)?;
        secs = secs.saturating_mul(10).saturating_add(digit.into());
    }
    let is_number = digits.all(|byte| byte.is_ascii_digit());
    (secs < u64::MAX && is_number).then_some(secs)
}

/// The number of digits before the decimal point, after the exponent has moved the decimal point.
fn moved(length: usize, exponent: &str) -> Option<usize> {
    if let Some(digits) = exponent.strip_prefix('-') {
        let left = usize::try_from(decimal::read(digits)?).ok()?;
        return Some(length.saturating_sub(left));
    }
    let digits = exponent.strip_prefix('+').unwrap_or(exponent);
    let right = usize::try_from(decimal::read(digits)?).ok()?;
    Some(length.saturating_add(right))
}

/// The lifetime of a JWT: the claim `exp` minus the claim `iat` or, without `iat`, minus the time of the request.
fn own_life_secs(token: &str, policy: &Policy, sent_at: u64) -> Option<u64> {
    let claims = pieces(token, b'.').nth(1).filter(|_| policy.reads_exp)?;
    let claims = base64::decode(claims, base64::Alphabet::UrlUnpadded).ok()?;
    let claims = SecretBytes::from(claims);
    let document = Document::read(str::from_utf8(claims.expose()).ok()?).ok()?;
    let claim = |name| {
        let value = document.root().get(name)?;
        whole(value.raw())
    };
    let from = claim("iat").unwrap_or(sent_at / 1000);
    claim("exp")?.checked_sub(from).filter(|secs| *secs > 0)
}

fn unavailable(detail: &'static str) -> Error {
    Error::new(ErrorKind::TokenUnavailable, ARGUMENT, detail)
}

#[cold]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::TokenAnswer, ARGUMENT, detail)
}

const NO_DOCUMENT: &str =
    "must be JSON of at most 64 KiB, 32 levels and 512 members per object, without duplicate names";

/// The name of the argument in the errors.
const ARGUMENT: &str = "answer";
