//! A simple implementation of message templates. It fills a template with the values of one message.

use serde_json::Value;

/// The values of the placeholders.
pub const NOW: i64 = 1_709_380_800;
pub const ID: &str = "msg_1";
pub const URL: &str = "https://shop.example/hook";
pub const BODY: &str = r#"{"a":"x","b":{"c":true,"n":7},"l":["y"]}"#;

/// A valid template, filled with the values of the message.
#[derive(Debug, Default)]
pub struct Template {
    /// The pieces of the signed text. `None` is a member that is missing in the body, or that is not a scalar.
    filled: Vec<Option<String>>,
    placeholders: Vec<String>,
    literals: String,
    /// The name of the last piece, if the last piece was a placeholder.
    last: Option<String>,
    /// The pairs of placeholders that have no text between them.
    pairs: Vec<[String; 2]>,
    /// Whether the border between two values is ambiguous, for example if a digit is next to a timestamp.
    is_blurred: bool,
}

impl Template {
    pub fn read(source: &str) -> Option<Self> {
        let mut template = Self::default();
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            let is_bracket = matches!(first, '{' | '}' | '[' | ']');
            let length = first.len_utf8();
            if is_bracket && rest[1..].starts_with(first) {
                template.text(&rest[..1]);
                rest = &rest[2..];
            } else if first == '{' {
                let (name, after) = rest[1..].split_once('}')?;
                template.placeholder(name)?;
                template.stands_apart(name);
                rest = after;
            } else if is_bracket {
                return None;
            } else {
                template.text(&rest[..length]);
                rest = &rest[length..];
            }
        }
        let reads_body = template
            .placeholders
            .iter()
            .any(|name| name.starts_with("field:"));
        let is_value = |name: &String| name == "id" || name.starts_with("field:");
        let values = template.placeholders.iter().filter(|name| is_value(name));
        let is_one = values.count() < 2;
        let is_close = |name: &String| name == "id" || !is_one && is_value(name);
        template.is_blurred |= template.pairs.iter().flatten().any(is_close);
        let is_sound = !template.is_blurred && (!reads_body || !template.has("body"));
        is_sound.then_some(template)
    }

    /// The signed text; `None` if a value is missing.
    pub fn message(&self) -> Option<String> {
        self.filled.iter().cloned().collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.placeholders.iter().any(|given| given == name)
    }

    fn text(&mut self, text: &str) {
        self.is_blurred |= self.last.as_deref() == Some("timestamp") && is_digit(text);
        self.filled.push(Some(text.into()));
        self.literals.push_str(text);
        self.last = None;
    }

    /// Whether the id or a member can contain a character of the template's text.
    pub fn may_hide_a_value(&self) -> bool {
        let values = [ID, "x", "y", "true", "7"];
        let is_theirs = |character| values.iter().any(|value| value.contains(character));
        let is_value = |name: &String| name == "id" || name.starts_with("field:");
        self.placeholders.iter().any(is_value) && self.literals.contains(is_theirs)
    }

    /// Records if the placeholder `name` directly follows another placeholder, or if it is a timestamp after a digit. The
    /// border between the two is then ambiguous.
    fn stands_apart(&mut self, name: &str) {
        let is_free = |given: &String| given == "body" || given.starts_with("field:");
        let follows_digit = self.last.is_none() && is_digit(&self.literals);
        let follows_any = self.placeholders.iter().any(is_free);
        self.is_blurred |= name == "timestamp" && follows_digit && follows_any;
        if let Some(before) = self.last.replace(name.into()) {
            self.pairs.push([before, name.into()]);
        }
    }

    fn placeholder(&mut self, name: &str) -> Option<()> {
        if name == "body" && self.has("body") {
            return None;
        }
        let now = NOW.to_string();
        let filled = match name {
            "body" => BODY,
            "timestamp" => &now,
            "id" => ID,
            "url" => URL,
            _ => return self.member(name),
        };
        self.placeholders.push(name.into());
        self.filled.push(Some(filled.into()));
        Some(())
    }

    fn member(&mut self, name: &str) -> Option<()> {
        let path = name
            .strip_prefix("field:")
            .filter(|path| !matches!(*path, "" | "?"))?;
        let (path, absent) = match path.strip_suffix('?') {
            Some(path) => (path, Some(String::new())),
            None => (path, None),
        };
        let body: Value = serde_json::from_str(BODY).unwrap();
        let found = path
            .split('.')
            .try_fold(&body, |value, name| match (name, value) {
                ("*", Value::Array(list)) => list.first().filter(|_| list.len() == 1),
                ("*", _) => None,
                _ => value.get(name),
            });
        self.placeholders.push(name.into());
        self.filled.push(match found {
            Some(Value::String(text)) => Some(text.clone()),
            Some(scalar @ (Value::Bool(_) | Value::Number(_))) => Some(scalar.to_string()),
            Some(_) => None,
            None => absent,
        });
        Some(())
    }
}

/// Whether a text ends with a digit.
fn is_digit(text: &str) -> bool {
    text.ends_with(|character: char| character.is_ascii_digit())
}
