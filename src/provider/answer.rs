//! The error answers of a provider.

use alloc::string::String;
use alloc::vec::Vec;

use super::profile::{FIELD, FieldErrors, Profile, RetryFormat, Rule};
use crate::encoding::decimal;
use crate::encoding::json::{Document, Kind, Value};
use crate::time::{http_date, retry_after};
use crate::{SecretText, UnixTime};

/// An error answer of a provider, in any of its formats.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Problem<'d> {
    /// The provider's message.
    pub message: Option<Value<'d>>,
    /// The provider's code.
    pub code: Option<Value<'d>>,
    /// The provider's id of the request.
    pub request_id: Option<Value<'d>>,
    /// An object with the errors of the fields.
    pub fields: Option<Value<'d>>,
}

/// A received answer.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the host writes it as a literal")]
pub struct ErrorAnswer<'a> {
    /// The status code.
    pub status: u16,
    /// The header fields: each name with its value.
    pub fields: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a str,
    /// When the answer arrived.
    pub now: UnixTime,
}

/// An answer, in the same form for every provider.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact")]
pub struct Finding {
    /// Whether the body is JSON.
    pub is_json: bool,
    /// Whether the answer is an error, by its status or its body.
    pub is_error: bool,
    /// The provider's message.
    pub message: Option<String>,
    /// The provider's code.
    pub code: Option<String>,
    /// The provider's id of the request.
    pub request_id: Option<String>,
    /// The errors of the fields.
    pub fields: Vec<(String, String)>,
    /// Whether the same request, with the same idempotency key, may be retried later.
    pub may_retry_later: bool,
    /// Whether the operation may exist already, if the request was sent before.
    pub may_exist: bool,
    /// How many milliseconds to wait before a retry; 0 if the answer does not say.
    pub retry_after_ms: u64,
}

impl Profile {
    /// Reads an error answer. An answer of an unknown shape has no message.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::encoding::json::Document;
    /// use payauth::provider::Profile;
    ///
    /// let doorpay = Profile::named("doorpay").unwrap();
    /// let answer = Document::read(r#"{"error":"Too many requests"}"#)?;
    /// let problem = doorpay.read_error(&answer);
    /// assert!(problem.message.unwrap().is("Too many requests"));
    /// assert!(doorpay.may_retry_later(429));
    /// # Ok::<(), payauth::Error>(())
    /// ```
    #[must_use]
    pub fn read_error<'d>(&self, answer: &'d Document<'d>) -> Problem<'d> {
        let root = answer.root();
        let errors = &self.errors;
        Problem {
            message: first(root, &errors.message),
            code: first(root, &errors.code),
            request_id: first(root, &errors.request_id),
            fields: match &errors.fields {
                FieldErrors::Object(path) => root.at(path),
                _ => None,
            }
            .filter(|value| value.kind() == Kind::Object),
        }
    }

    /// Reads an answer with its status and its header fields. A body that is not JSON is ignored.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::provider::{ErrorAnswer, Profile};
    ///
    /// let dvpay = Profile::named("dvpay").unwrap();
    /// let finding = dvpay.find(&ErrorAnswer {
    ///     status: 429,
    ///     fields: &[("Retry-After", "2")],
    ///     body: r#"{"error":{"message":"busy","code":"E1"}}"#,
    ///     now: UnixTime::from_secs(1_709_380_800)?,
    /// });
    /// assert_eq!((finding.code.as_deref(), finding.retry_after_ms), (Some("E1"), 2_000));
    /// # Ok::<(), payauth::Error>(())
    /// ```
    #[must_use]
    pub fn find(&self, answer: &ErrorAnswer<'_>) -> Finding {
        let document = Document::read(answer.body).ok();
        let root = document.as_ref().map(Document::root);
        let errors = &self.errors;
        Finding {
            is_json: root.is_some(),
            is_error: answer.status >= 400 || root.is_some_and(|root| self.tells_error(root)),
            message: answer.first(root, &errors.message),
            code: answer.first(root, &errors.code),
            request_id: answer.first(root, &errors.request_id),
            fields: root.map(|root| self.field_errors(root)).unwrap_or_default(),
            may_retry_later: self.may_retry_later(answer.status),
            may_exist: self.may_exist(answer.status),
            retry_after_ms: self.wait_ms(answer),
        }
    }

    /// Whether the same request, with the same idempotency key, may be retried later.
    #[must_use]
    pub fn may_retry_later(&self, status: u16) -> bool {
        self.errors.retry_later.contains(&status)
    }

    /// How many milliseconds after `now` to retry, by this `Retry-After` field,
    /// at most a week; 0 if the field does not say.
    #[must_use]
    pub fn retry_after_ms(field: &str, now: UnixTime) -> u64 {
        retry_after::read_ms(field, now)
    }

    /// Whether an answer with this status, to a retry, means that the first
    /// attempt may have succeeded.
    #[must_use]
    pub fn may_exist(&self, status: u16) -> bool {
        self.errors.may_exist.contains(&status)
    }

    /// Whether a body says that the answer is an error, whatever the status is.
    fn tells_error(&self, root: Value<'_>) -> bool {
        let Some(when) = &self.errors.when else {
            return false;
        };
        let Some(text) = root.at(&when.path).and_then(shown) else {
            return false;
        };
        let is_one = when.texts.iter().any(|known| **known == *text);
        match when.rule {
            Rule::There => true,
            Rule::Is => is_one,
            Rule::Not => !is_one,
        }
    }

    fn field_errors(&self, root: Value<'_>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        match &self.errors.fields {
            FieldErrors::None => {}
            FieldErrors::Object(path) => {
                for (name, value) in root.at(path).into_iter().flat_map(Value::members) {
                    found.extend(name.text().zip(word(value)));
                }
            }
            FieldErrors::List {
                list,
                name,
                message,
            } => {
                for item in root.at(list).into_iter().flat_map(Value::elements) {
                    let message = first(item, message).and_then(word).unwrap_or_default();
                    found.extend(item.at(name).and_then(word).map(|name| (name, message)));
                }
            }
        }
        found.retain(|(name, _)| !name.is_empty());
        found
            .iter()
            .map(|(name, text)| ((**name).into(), (**text).into()))
            .collect()
    }

    /// How long to wait: `Retry-After`, or else the provider's own field.
    fn wait_ms(&self, answer: &ErrorAnswer<'_>) -> u64 {
        let wait = retry_after::read_ms(answer.field("Retry-After"), answer.now);
        if wait > 0 {
            return wait;
        }
        let now = answer.now.as_millis();
        for (name, format) in &self.errors.retry_after {
            let field = answer.field(name);
            let number = decimal::read(field).unwrap_or_default();
            let wait = match format {
                RetryFormat::Seconds => retry_after::read_ms(field, answer.now),
                RetryFormat::Unix => number.saturating_mul(1000).saturating_sub(now),
                RetryFormat::UnixMillis => number.saturating_sub(now),
                RetryFormat::HttpDate => http_date::read(field, answer.now)
                    .map_or(0, |at| at.as_millis().saturating_sub(now)),
            };
            if wait > 0 {
                return wait.min(retry_after::MAX_MS);
            }
        }
        0
    }
}

impl ErrorAnswer<'_> {
    /// The value of a header field; empty if it is missing.
    fn field(&self, name: &str) -> &str {
        let mut all = self.fields.iter();
        all.find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }

    /// The first text at one of the paths.
    fn first(&self, root: Option<Value<'_>>, paths: &[String]) -> Option<String> {
        paths.iter().find_map(|path| {
            let found = match path.strip_prefix(FIELD) {
                Some(name) => self.field(name).into(),
                None => root?.at(path).and_then(word)?,
            };
            (!found.is_empty()).then(|| (*found).into())
        })
    }
}

/// The first text or number at one of the paths.
fn first<'d>(root: Value<'d>, paths: &[String]) -> Option<Value<'d>> {
    let is_one = |value: &Value<'_>| matches!(value.kind(), Kind::String | Kind::Number);
    paths.iter().find_map(|path| root.at(path).filter(is_one))
}

/// A text, or a number as the body writes it.
fn word(value: Value<'_>) -> Option<SecretText> {
    match value.kind() {
        Kind::Number => Some(value.raw().into()),
        _ => value.text(),
    }
}

/// A text, or a number or a boolean as the body writes it.
fn shown(value: Value<'_>) -> Option<SecretText> {
    match value.kind() {
        Kind::Bool => Some(value.raw().into()),
        _ => word(value),
    }
}
