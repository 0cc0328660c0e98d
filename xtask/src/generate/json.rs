//! The JSON that is published: without white space, and without the member `about`.

use payauth::encoding::json::{Kind, Value};

/// The member that is not published.
pub const ABOUT: &str = "about";

/// The text of a value without white space. Objects are written without their member `about`.
pub fn compact(value: Value<'_>) -> String {
    let joined = |parts: Vec<String>| parts.join(",");
    match value.kind() {
        Kind::Object => {
            let members = value.members().filter(|(name, _)| !name.is(ABOUT));
            let member = |(name, value): (Value<'_>, Value<'_>)| {
                format!("{}:{}", name.raw(), compact(value))
            };
            format!("{{{}}}", joined(members.map(member).collect()))
        }
        Kind::Array => format!("[{}]", joined(value.elements().map(compact).collect())),
        _ => value.raw().into(),
    }
}

/// The text of the member at a path; empty if the member is absent.
pub fn text(value: Value<'_>, path: &str) -> String {
    let text = value.at(path).and_then(Value::text);
    text.map(|text| text.to_string()).unwrap_or_default()
}

/// A text in quotes. JavaScript and Rust read the result in the same way, for all texts that definitions contain.
pub fn quoted(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
    )
}
