//! Rewrites forms in the styles of other programs.

use alloc::string::String;

use crate::SecretText;
use crate::encoding::form;
use crate::encoding::hex::{self, Case};
use crate::encoding::json::{Document, Kind, Value};
use crate::text::{cut, pieces};

/// How a program writes a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormStyle {
    /// The text that the program writes for a space.
    pub(super) space: &'static str,
    /// The characters that the program does not escape, in addition to letters, digits and `-._`.
    pub(super) plain: &'static str,
    /// The case of the hex digits that the program writes.
    pub(super) case: Case,
}

impl FormStyle {
    /// A form with the same fields; `None` for any other text.
    pub(super) fn rewrite(self, text: &str) -> Option<String> {
        if !has(text, '=') {
            return None;
        }
        let mut form = String::with_capacity(text.len());
        for field in pieces(text, b'&') {
            let (name, value) = cut(field, b'=');
            let value = (name.len() < field.len()).then_some(value);
            let value = value.map(form::decode).transpose().ok()?;
            self.push(&mut form, &form::decode(name).ok()?, value.as_deref());
        }
        Some(form)
    }

    /// The members of a JSON object as a form. `None` if a value is an object, or if an element of an array is an
    /// object or an array.
    pub(super) fn of_json(self, text: &str) -> Option<String> {
        let document = Document::read(text).ok()?;
        let mut form = String::with_capacity(text.len());
        for (name, value) in document.root().members() {
            let name = name.text()?;
            if value.kind() == Kind::Array {
                for element in value.elements() {
                    self.push(&mut form, &name, Some(&scalar(element)?));
                }
            } else {
                self.push(&mut form, &name, Some(&scalar(value)?));
            }
        }
        (!form.is_empty()).then_some(form)
    }

    fn push(self, form: &mut String, name: &str, value: Option<&str>) {
        if !form.is_empty() {
            form.push('&');
        }
        self.write(form, name);
        if let Some(value) = value {
            form.push('=');
            self.write(form, value);
        }
    }

    fn write(self, form: &mut String, text: &str) {
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let (this, after) = rest.split_at(character.len_utf8());
            rest = after;
            let is_plain =
                character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_');
            if character == ' ' {
                form.push_str(self.space);
            } else if is_plain || has(self.plain, character) {
                form.push_str(this);
            } else {
                escape(form, this, self.case);
            }
        }
    }
}

fn escape(form: &mut String, text: &str, case: Case) {
    for byte in text.bytes() {
        form.push('%');
        form.push_str(&hex::encode(&[byte], case));
    }
}

/// Whether a text contains a character. The search of the standard library would add some kilobytes
/// of wasm.
fn has(text: &str, sought: char) -> bool {
    text.chars().any(|character| character == sought)
}

/// The same text with `+` instead of each `%20`, or the reverse.
pub(super) fn with_spaces(text: &str, is_plus: bool) -> String {
    let mut written = String::with_capacity(text.len());
    for (part, place) in pieces(text, if is_plus { b'%' } else { b'+' }).zip(0..) {
        match (is_plus, part.strip_prefix("20")) {
            _ if place == 0 => written.push_str(part),
            (true, Some(rest)) => written.extend(["+", rest]),
            (true, None) => written.extend(["%", part]),
            (false, _) => written.extend(["%20", part]),
        }
    }
    written
}

/// The text of a value that is neither an object nor an array.
fn scalar(value: Value<'_>) -> Option<SecretText> {
    match value.kind() {
        Kind::Object | Kind::Array => None,
        Kind::String => value.text(),
        _ => Some(value.raw().into()),
    }
}

/// The same text, with hex digits of the case `case` in its escapes. `None` if a `%` does not begin an escape.
pub(super) fn with_case(text: &str, case: Case) -> Option<String> {
    let mut parts = pieces(text, b'%');
    let mut written = String::from(parts.next()?);
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let byte = hex::decode(digits).ok()?;
        written.push('%');
        written.push_str(&hex::encode(&byte, case));
        written.push_str(rest);
    }
    Some(written)
}

/// The same text, with the ASCII characters in `of` instead of their escapes. If `of` is empty, the escapes of all
/// ASCII characters are replaced.
pub(super) fn without_escapes(text: &str, of: &str) -> Option<String> {
    let mut parts = pieces(text, b'%');
    let mut written = String::from(parts.next()?);
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let [byte] = *hex::decode(digits).ok()? else {
            return None;
        };
        let character = char::from(byte);
        let is_decoded = byte.is_ascii() && (of.is_empty() || has(of, character));
        if is_decoded {
            written.push(character);
        } else {
            written.push('%');
            written.push_str(digits);
        }
        written.push_str(rest);
    }
    Some(written)
}

/// The same text, with escapes instead of the ASCII characters in `of`.
pub(super) fn with_escapes(text: &str, of: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        let mut bytes = [0; 4];
        let this = &*character.encode_utf8(&mut bytes);
        if has(of, character) {
            escape(&mut written, this, Case::Upper);
        } else {
            written.push_str(this);
        }
    }
    written
}

/// A URL with the value of one parameter edited; `None` if `edit` changes nothing.
pub(super) fn with_param(
    url: &str,
    name: &str,
    edit: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let (whole, fragment) = url.split_at_checked(cut(url, b'#').0.len())?;
    let (before, query) = cut(whole, b'?');
    let (mut written, mut mark, mut is_edited) = (String::from(before), "?", false);
    for piece in pieces(query, b'&') {
        let (given, value) = cut(piece, b'=');
        written.push_str(mark);
        mark = "&";
        if given == name {
            written.push_str(given);
            written.push('=');
            written.push_str(&encoded(&edit(&form::decode(value).ok()?)?));
            is_edited = true;
        } else {
            written.push_str(piece);
        }
    }
    written.push_str(fragment);
    is_edited.then_some(written)
}

/// The text in the encoding of forms.
pub(super) fn encoded(text: &str) -> String {
    let mut form = SecretText::default();
    form::encode(&mut form, text);
    (&*form).into()
}
