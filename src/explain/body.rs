//! Mistakes in the bytes of a body.

use alloc::string::String;
use alloc::vec::Vec;

use super::form_text::{self, FormStyle, encoded};
use super::json_text::{self, Style};
use super::limits::MAX_VARIANT;
use crate::encoding::base64::{self, Alphabet};
use crate::encoding::form;
use crate::encoding::hex::{self, Case};
use crate::encoding::json::Document;
use crate::text::{cut, pieces};

/// A change that turns the received body into the body that may have been signed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rewrite {
    /// The same JSON value in another style.
    Json(Style),
    /// The text inside the JSON string that the body is.
    Unquoted,
    /// The body with this text added at its end.
    Ending(&'static str),
    /// The body with this text removed from its end.
    WithoutEnding(&'static str),
    /// The body without white space around it.
    Trimmed,
    /// The body with these bytes added at its beginning.
    Beginning(&'static [u8]),
    /// The body with these bytes removed from its beginning.
    WithoutBeginning(&'static [u8]),
    /// The body with CR LF instead of LF.
    CrLf,
    /// The body with LF instead of CR LF.
    Lf,
    /// An empty body.
    Empty,
    /// The hex digits of the body.
    Hex,
    /// The bytes whose hex digits are the body.
    OfHex,
    /// The body in base 64.
    Base64,
    /// The bytes whose base 64 text is the body.
    OfBase64,
    /// The body is form-decoded text. The result is a form with encoded fields.
    Form,
    /// The text of the body, form-decoded.
    OfForm,
    /// The fields of this form, in the style of another program.
    FormIn(FormStyle),
    /// The same form, with hex digits of this case in its escapes.
    FormCase(Case),
    /// The members of this JSON object, as a form.
    FormOfJson(FormStyle),
    /// A form with one field: this name, and the body as the value.
    Field(&'static str),
    /// The original bytes of a body that a program read as Latin-1 and wrote as UTF-8.
    Latin1,
}

impl Rewrite {
    /// The body that may have been signed. `None` if it is equal to the received body, or too long.
    pub(super) fn undo(self, body: &[u8]) -> Option<Vec<u8>> {
        let text = || self.of_text(str::from_utf8(body).ok()?);
        let signed = self.of_bytes(body).or_else(text)?;
        (signed != body && signed.len() <= MAX_VARIANT).then_some(signed)
    }

    fn of_bytes(self, body: &[u8]) -> Option<Vec<u8>> {
        Some(match self {
            Self::Ending(end) => [body, end.as_bytes()].concat(),
            Self::WithoutEnding(end) => body.strip_suffix(end.as_bytes())?.into(),
            Self::Trimmed => body.trim_ascii().into(),
            Self::Beginning(start) if !body.starts_with(start) => [start, body].concat(),
            Self::WithoutBeginning(start) => body.strip_prefix(start)?.into(),
            Self::CrLf => with_cr(&without_cr(body)),
            Self::Lf => without_cr(body),
            Self::Empty => Vec::new(),
            Self::Hex => hex::encode(body, Case::Lower).into_bytes(),
            Self::Base64 => base64::encode(body, Alphabet::Standard).into_bytes(),
            _ => return None,
        })
    }

    fn of_text(self, body: &str) -> Option<Vec<u8>> {
        let text = match self {
            Self::OfHex => return hex::decode(body).ok(),
            Self::OfBase64 => return base64::decode(body, Alphabet::Standard).ok(),
            Self::Latin1 => return latin1(body),
            Self::Json(style) => json_text::rewrite(body, style)?,
            Self::Unquoted => unquoted(body)?,
            Self::Form => form_of(body),
            Self::OfForm => (&*form::decode(body).ok()?).into(),
            Self::FormIn(style) => style.rewrite(body)?,
            Self::FormCase(case) => form_text::with_case(body, case)?,
            Self::FormOfJson(style) => style.of_json(body)?,
            Self::Field(name) => [name, "=", &encoded(body)].concat(),
            _ => return None,
        };
        Some(text.into_bytes())
    }
}

/// The body with LF instead of each CR LF.
fn without_cr(body: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(body.len());
    for (byte, next) in body.iter().zip(body.iter().skip(1).chain(&[0])) {
        if (*byte, *next) != (b'\r', b'\n') {
            lines.push(*byte);
        }
    }
    lines
}

/// The body with CR LF instead of each LF.
fn with_cr(body: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(body.len());
    for byte in body {
        if *byte == b'\n' {
            lines.push(b'\r');
        }
        lines.push(*byte);
    }
    lines
}

/// The text of a body that is one JSON string.
fn unquoted(body: &str) -> Option<String> {
    let document = Document::read(body).ok()?;
    Some((&*document.root().text()?).into())
}

/// Encodes the fields of a form again after they were decoded. The result is wrong if a value contained `&` or `=`.
fn form_of(body: &str) -> String {
    let mut form = String::new();
    for field in pieces(body, b'&') {
        let (name, value) = cut(field, b'=');
        let separator = if form.is_empty() { "" } else { "&" };
        let equals = if name.len() < field.len() { "=" } else { "" };
        form.push_str(&[separator, &encoded(name), equals, &encoded(value)].concat());
    }
    form
}

/// The characters of a text as Latin-1 bytes; `None` if the text is ASCII or has a character outside Latin-1.
fn latin1(text: &str) -> Option<Vec<u8>> {
    let bytes = text.chars().map(|character| u8::try_from(character).ok());
    bytes
        .collect::<Option<Vec<u8>>>()
        .filter(|_| !text.is_ascii())
}
