//! What a token endpoint answered, and what that means.

use super::policy::Policy;
use super::state::NOTHING;
use crate::encoding::json::{Document, Kind, Value};
use crate::encoding::{base64, decimal};
use crate::secret_bytes::SecretBytes;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind, SecretText, grammar, secret};

/// The longest token.
const LONGEST_TOKEN: usize = 8 * 1024;

/// The most digits before a point that are read; a number of more, or a life beyond 2^64, is none.
const MOST_DIGITS: usize = 400;

/// A longer life is cut to a year.
const LONGEST_LIFE_SECS: u64 = 31_536_000;

/// Where the answer of a token endpoint says what.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "profiles write it as a literal")]
pub struct Shape {
    /// The path to the token.
    pub token: &'static str,
    /// The path to its life in seconds.
    pub expires_in: &'static str,
    /// The path to its type, which is `Bearer` if it is there; empty where no type is given.
    pub token_type: &'static str,
    /// The life of a token whose answer does not name one, in seconds.
    pub default_life_secs: u32,
}

/// What a token endpoint answered.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the host writes it as a literal")]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The `Retry-After` field; empty where there is none.
    pub retry_after: &'a str,
    /// The body, up to 64 KiB.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// The token in the answer to a request that was sent at `sent_at`, and when it ends.
    pub(super) fn token(
        &self,
        shape: &Shape,
        policy: &Policy,
        sent_at: u64,
        now: u64,
    ) -> Result<(SecretText, u64), Error> {
        self.check_status()?;
        let text = str::from_utf8(self.body).map_err(|_| refuse("is not UTF-8"))?;
        // As a browser's `Response.json()` does.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::read_repeating(text).map_err(|_| refuse(NO_DOCUMENT))?;
        let root = document.root();
        check_type(root, shape.token_type)?;
        let given = member(root, shape.token)?.and_then(Value::text);
        let given = given.unwrap_or_default();
        let is_token = grammar::is_token68(&given) && !secret::is_word(&given);
        if !is_token || given.len() > LONGEST_TOKEN || *given == *NOTHING {
            return Err(refuse(
                "has no token, or one that no header field can carry",
            ));
        }
        let life_secs = match member(root, shape.expires_in)? {
            Some(life) if life.kind() != Kind::Null => secs(life)?,
            _ => own_life_secs(&given, policy, sent_at)
                .unwrap_or_else(|| shape.default_life_secs.into()),
        };
        let life_ms = life_secs.min(LONGEST_LIFE_SECS).saturating_mul(1000);
        let expires = sent_at.saturating_add(life_ms);
        if expires <= now {
            return Err(refuse("has a token that had ended before the answer came"));
        }
        Ok((given, expires))
    }

    fn check_status(&self) -> Result<(), Error> {
        Err(match self.status {
            200..=299 => return Ok(()),
            429 => unavailable("is that there were too many requests (status 429)"),
            408 | 425 | 500..=599 => {
                unavailable("is a failure of the provider's (status 408, 425 or 5xx)")
            }
            300..=399 => refuse("is a redirect, which is not followed"),
            400..=499 => {
                let detail = "is a refusal (status 4xx); check the credentials and the environment";
                Error::new(ErrorKind::TokenRefused, ARGUMENT, detail)
            }
            _ => unavailable("has a status that no answer has"),
        })
    }
}

/// No answer came.
pub(super) fn no_answer() -> Error {
    unavailable("did not come")
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
        _ => Err(refuse("has a token of another type than Bearer")),
    }
}

/// The value that a path of names leads to. None of them may be there twice; of others nobody reads.
fn member<'d>(root: Value<'d>, path: &str) -> Result<Option<Value<'d>>, Error> {
    let mut value = root;
    for name in pieces(path, b'.') {
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

/// A life in seconds: a number, or a string of digits; a fraction is cut off.
fn secs(life: Value<'_>) -> Result<u64, Error> {
    let text = life.text();
    let whole = match (life.kind(), &text) {
        (Kind::Number, _) => whole(life.raw()),
        (_, Some(digits)) => decimal::read(digits),
        _ => None,
    };
    whole
        .filter(|secs| *secs > 0)
        .ok_or_else(|| refuse("has a life that is no positive number of seconds"))
}

/// The whole part of a number that is not below zero: the digits before its point, which the exponent
/// moves.
fn whole(number: &str) -> Option<u64> {
    let is_exponent = |byte| matches!(byte, b'e' | b'E');
    let end = number.bytes().position(is_exponent).unwrap_or(number.len());
    let (digits, exponent) = number.split_at_checked(end)?;
    let (whole, fraction) = cut(digits, b'.');
    let length = moved(whole.len(), exponent.get(1..).unwrap_or("0"))?;
    let mut secs = 0_u64;
    let mut digits = whole.bytes().chain(fraction.bytes());
    for _ in 0..length.min(MOST_DIGITS) {
        let digit = digits.next().unwrap_or(b'0').checked_sub(b'0');
        let digit = digit.filter(|digit| *digit < 10)?;
        secs = secs.saturating_mul(10).saturating_add(digit.into());
    }
    let is_number = digits.all(|byte| byte.is_ascii_digit());
    (secs < u64::MAX && is_number).then_some(secs)
}

/// How many digits stand before a point that an exponent moves.
fn moved(length: usize, exponent: &str) -> Option<usize> {
    if let Some(digits) = exponent.strip_prefix('-') {
        let left = usize::try_from(decimal::read(digits)?).ok()?;
        return Some(length.saturating_sub(left));
    }
    let digits = exponent.strip_prefix('+').unwrap_or(exponent);
    let right = usize::try_from(decimal::read(digits)?).ok()?;
    Some(length.saturating_add(right))
}

/// The life that a JWT names in its `exp`, counted from its `iat` or from its sending.
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

const NO_DOCUMENT: &str = "is no JSON document, repeats a name, or is longer than 64 KiB";

/// What the errors speak of.
const ARGUMENT: &str = "answer";
