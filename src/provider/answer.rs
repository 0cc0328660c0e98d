//! What a provider answers when it refuses.

use super::profile::Profile;
use crate::UnixTime;
use crate::encoding::json::{Document, Kind, Value};
use crate::time::retry_after;

/// An error answer, whichever of the provider's shapes it had.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Problem<'d> {
    /// The provider's own words.
    pub message: Option<Value<'d>>,
    /// The provider's code.
    pub code: Option<Value<'d>>,
    /// The provider's id of the request.
    pub request_id: Option<Value<'d>>,
    /// An object that says what is wrong with which field.
    pub fields: Option<Value<'d>>,
}

impl Profile {
    /// Reads an error answer. An answer of an unknown shape has no message.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::encoding::json::Document;
    /// use payauth::provider::doorpay;
    ///
    /// let answer = Document::read(r#"{"error":"Too many requests"}"#)?;
    /// let problem = doorpay::PROFILE.read_error(&answer);
    /// assert!(problem.message.unwrap().is("Too many requests"));
    /// assert!(doorpay::PROFILE.may_retry_later(429));
    /// # Ok::<(), payauth::Error>(())
    /// ```
    #[must_use]
    pub fn read_error<'d>(&self, answer: &'d Document<'d>) -> Problem<'d> {
        let root = answer.root();
        Problem {
            message: first(root, self.errors.message),
            code: first(root, self.errors.code),
            request_id: first(root, self.errors.request_id),
            fields: root
                .at(self.errors.fields)
                .filter(|value| value.kind() == Kind::Object),
        }
    }

    /// Whether the same request, with the same idempotency key, may be sent again after a while.
    #[must_use]
    pub fn may_retry_later(&self, status: u16) -> bool {
        self.errors.retry_later.contains(&status)
    }

    /// How many milliseconds after `now` an answer with this `Retry-After` field wants to be asked
    /// again, at most an hour; 0 if the field does not say.
    #[must_use]
    pub fn retry_after_ms(field: &str, now: UnixTime) -> u64 {
        retry_after::read_ms(field, now)
    }

    /// Whether an answer with this status, to a request that was sent before, says that the first
    /// attempt may have done its work.
    #[must_use]
    pub fn may_exist(&self, status: u16) -> bool {
        self.errors.may_exist.contains(&status)
    }
}

/// The text or number at the first path that leads to one.
fn first<'d>(root: Value<'d>, paths: &[&str]) -> Option<Value<'d>> {
    let is_one = |value: &Value<'_>| matches!(value.kind(), Kind::String | Kind::Number);
    paths.iter().find_map(|path| root.at(path).filter(is_one))
}
