//! Requests, errors and answers as objects without credentials.

use alloc::string::{String, ToString};

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

use crate::encoding::json::{Kind, Value};
use crate::provider::Problem;
use crate::wipe::REDACTED;
use crate::{AuthorizedRequest, Error};

impl AuthorizedRequest {
    /// A plain object for a log: the method, the URL, and the names of the fields. Each value of a field is
    /// `[redacted]`.
    #[must_use]
    pub fn to_redacted(&self) -> JsValue {
        plain(self)
    }
}

/// A plain object with the member `fields`, like the result of the npm package's `readError`. If the answer
/// contains them, the object also has the members `message`, `code` and `requestId`.
impl From<&Problem<'_>> for JsValue {
    fn from(problem: &Problem<'_>) -> Self {
        plain(problem)
    }
}

/// A plain object. Maps inside the value are converted to plain objects, too.
pub(super) fn plain(value: &impl Serialize) -> JsValue {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or_else(JsValue::from)
}

/// Serialises the members and the message of an error.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut facts = to.serialize_struct("Error", 6)?;
        facts.serialize_field("code", self.kind().code())?;
        facts.serialize_field("blame", self.blame().as_str())?;
        facts.serialize_field("argument", self.argument())?;
        match self.index() {
            Some(index) => facts.serialize_field("index", &index)?,
            None => facts.skip_field("index")?,
        }
        match self.path() {
            "" => facts.skip_field("path")?,
            path => facts.serialize_field("path", path)?,
        }
        facts.serialize_field("message", &self.to_string())?;
        facts.end()
    }
}

/// Serialises a request without the values of its fields, like `Debug`. The result is for logs; it cannot be sent.
impl Serialize for AuthorizedRequest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut request = to.serialize_struct("AuthorizedRequest", 4)?;
        request.serialize_field("method", self.method())?;
        request.serialize_field("url", self.url())?;
        request.serialize_field("headers", &FieldNames(self))?;
        request.serialize_field("redirect", "manual")?;
        request.end()
    }
}

/// The names of the fields of a request.
struct FieldNames<'a>(&'a AuthorizedRequest);

impl Serialize for FieldNames<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.fields().map(|(name, _)| (name, REDACTED)))
    }
}

impl Serialize for Problem<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut problem = to.serialize_map(None)?;
        for (name, value) in [
            ("message", self.message),
            ("code", self.code),
            ("requestId", self.request_id),
        ] {
            if let Some(text) = value.and_then(text) {
                problem.serialize_entry(name, &text)?;
            }
        }
        problem.serialize_entry("fields", &Texts(self.fields))?;
        problem.end()
    }
}

/// The members of an object that are texts or numbers.
struct Texts<'d>(Option<Value<'d>>);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let members = self.0.into_iter().flat_map(Value::members);
        to.collect_map(members.filter_map(|(name, value)| Some((text(name)?, text(value)?))))
    }
}

/// The text of a string, or the digits of a number as they are written in the answer.
fn text(value: Value<'_>) -> Option<String> {
    match value.kind() {
        Kind::Number => Some(value.raw().into()),
        _ => value.text().map(|text| String::from(&*text)),
    }
}
