//! JSON as it ships: without white space, and without its `about`.

use payauth::encoding::json::{Kind, Value};

/// The member that is in no package.
pub const ABOUT: &str = "about";

/// The text of a value without white space; of an object, without its `about`.
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

/// The text of a member; empty if it is absent.
pub fn text(value: Value<'_>, path: &str) -> String {
    let text = value.at(path).and_then(Value::text);
    text.map(|text| text.to_string()).unwrap_or_default()
}

/// A text in the quotes of JavaScript and of Rust, which agree on what definitions have.
pub fn quoted(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
    )
}
