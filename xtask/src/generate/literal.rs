//! Writes a JSON value in the style of a JavaScript program.

use payauth::encoding::json::{Kind, Value};

pub fn literal(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Object => {
            let members: Vec<_> = value
                .members()
                .map(|(name, value)| member(name, value))
                .collect();
            if members.is_empty() {
                return String::from("{}");
            }
            format!("{{ {} }}", members.join(", "))
        }
        Kind::Array => {
            let elements: Vec<_> = value.elements().map(literal).collect();
            format!("[{}]", elements.join(", "))
        }
        _ => value.raw().to_owned(),
    }
}

/// Writes `name: value`. The name is in quotes if it is not a word.
pub fn member(name: Value<'_>, value: Value<'_>) -> String {
    let text = name.text().map(|text| (*text).to_owned());
    let text = text.unwrap_or_default();
    let is_word = text
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    let name = if is_word { &*text } else { name.raw() };
    format!("{name}: {}", literal(value))
}

/// The text of a member; `None` if the member is not a string.
pub fn text(value: Value<'_>, name: &str) -> Option<String> {
    let value = value.get(name)?;
    (value.kind() == Kind::String).then_some(())?;
    value.text().map(|text| (*text).to_owned())
}
