//! The error answers of a provider.

use alloc::string::String;
use alloc::vec::Vec;

use super::profile::{FIELD, FieldErrors, Profile, RetryFormat, Rule};
use crate::encoding::decimal;
use crate::encoding::json::{Document, Kind, Value};
use crate::time::{http_date, retry_after};
use crate::{SecretText, UnixTime};

/// An error answer of a provider. The struct is the same for every format of error answers.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Problem<'d> {
    /// The provider's error message.
    pub message: Option<Value<'d>>,
    /// The provider's error code.
    pub code: Option<Value<'d>>,
    /// The id that the provider chose for the request.
    pub request_id: Option<Value<'d>>,
    /// An object with the errors of the fields of the request.
    pub fields: Option<Value<'d>>,
}

/// An answer that was received.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the host writes it as a literal")]
pub struct ErrorAnswer<'a> {
    /// The status code of the answer.
    pub status: u16,
    /// The header fields of the answer: each name with its value.
    pub fields: &'a [(&'a str, &'a str)],
    /// The body of the answer.
    pub body: &'a str,
    /// The time at which the answer arrived.
    pub now: UnixTime,
}

/// The facts in an answer. The struct is the same for every provider.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each `bool` is a separate fact"
)]
pub struct Finding {
    /// Whether the body is JSON.
    pub is_json: bool,
    /// Whether the answer is an error, according to its status or its body.
    pub is_error: bool,
    /// The provider's error message.
    pub message: Option<String>,
    /// The provider's error code.
    pub code: Option<String>,
    /// The id that the provider chose for the request.
    pub request_id: Option<String>,
    /// The names of fields of the request, each with its error message.
    pub fields: Vec<(String, String)>,
    /// Whether the same request, with the same idempotency key, may be retried later.
    pub may_retry_later: bool,
    /// Whether the operation may exist already: if the request was sent before, or if the answer cannot be read.
    pub may_exist: bool,
    /// The milliseconds to wait before a retry; 0 if the answer does not contain this time.
    pub retry_after_ms: u64,
}

impl Profile {
    /// Reads an error answer. If the format of the answer is unknown, there is no message.
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

    /// Reads an answer with its status and its header fields.
    ///
    /// If the profile decides by a member of the body which answers are errors, an answer with a status of 200 to 299
    /// whose body cannot be read is an error, and the operation may exist. A body that is empty has no member.
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
        let body = answer.body.strip_prefix('\u{feff}').unwrap_or(answer.body);
        let document = Document::read(body).ok();
        let root = document.as_ref().map(Document::root);
        let errors = &self.errors;
        let is_open = root.is_none()
            && errors.when.is_some()
            && matches!(answer.status, 200..=299)
            && !body.trim_ascii().is_empty();
        let is_told = root.is_some_and(|root| self.tells_error(root));
        Finding {
            is_json: root.is_some(),
            is_error: answer.status >= 400 || is_told || is_open,
            message: answer.first(root, &errors.message),
            code: answer.first(root, &errors.code),
            request_id: answer.first(root, &errors.request_id),
            fields: root.map(|root| self.field_errors(root)).unwrap_or_default(),
            may_retry_later: self.may_retry_later(answer.status),
            may_exist: self.may_exist(answer.status) || is_open,
            retry_after_ms: self.wait_ms(answer),
        }
    }

    /// Whether the same request, with the same idempotency key, may be retried later.
    #[must_use]
    pub fn may_retry_later(&self, status: u16) -> bool {
        self.errors.retry_later.contains(&status)
    }

    /// The milliseconds from `now` until a retry, according to the value of a `Retry-After` field; at most a week.
    /// 0 if the value contains no valid time.
    #[must_use]
    pub fn retry_after_ms(field: &str, now: UnixTime) -> u64 {
        retry_after::read_ms(field, now)
    }

    /// Whether an answer with this status to a retry means that the first attempt may have succeeded.
    #[must_use]
    pub fn may_exist(&self, status: u16) -> bool {
        self.errors.may_exist.contains(&status)
    }

    /// Whether the body says that the answer is an error, whatever the status is.
    fn tells_error(&self, root: Value<'_>) -> bool {
        let Some(when) = &self.errors.when else {
            return false;
        };
        let Some(value) = root.at(&when.path) else {
            return false;
        };
        let is_one = || {
            let text = shown(value);
            text.is_some_and(|text| when.texts.iter().any(|known| **known == *text))
        };
        match (when.rule, value.kind()) {
            (_, Kind::Null) => false,
            (Rule::Is, _) => is_one(),
            (Rule::Not, _) => !is_one(),
            (Rule::There, Kind::Array | Kind::Object) => !value.is_empty(),
            (Rule::There, _) => true,
        }
    }

    fn field_errors(&self, root: Value<'_>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        match &self.errors.fields {
            FieldErrors::None => {}
            FieldErrors::Object(path) => {
                let Some(object) = root.at(path) else {
                    return Vec::new();
                };
                for (name, value) in object.members() {
                    let text = word(value).or_else(|| value.elements().find_map(word));
                    found.extend(name.text().zip(text));
                }
            }
            FieldErrors::List {
                list,
                name,
                message,
            } => {
                let Some(list) = root.at(list) else {
                    return Vec::new();
                };
                for item in list.elements() {
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

    /// The milliseconds to wait. They are read from `Retry-After` or, without a valid `Retry-After`, from the
    /// provider's own field.
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
    /// The value of a header field; empty if the field is missing.
    fn field(&self, name: &str) -> &str {
        let mut all = self.fields.iter();
        all.find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }

    /// The first non-empty text at one of the paths.
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

/// The first value at one of the paths that is a text or a number.
fn first<'d>(root: Value<'d>, paths: &[String]) -> Option<Value<'d>> {
    let is_one = |value: &Value<'_>| matches!(value.kind(), Kind::String | Kind::Number);
    paths.iter().find_map(|path| root.at(path).filter(is_one))
}

/// The text of a string, or a number as it is written in the body.
fn word(value: Value<'_>) -> Option<SecretText> {
    match value.kind() {
        Kind::Number => Some(value.raw().into()),
        _ => value.text(),
    }
}

/// The text of a string, or a number or a boolean as it is written in the body.
fn shown(value: Value<'_>) -> Option<SecretText> {
    match value.kind() {
        Kind::Bool => Some(value.raw().into()),
        _ => word(value),
    }
}
