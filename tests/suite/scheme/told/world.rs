//! The small set of schemes that the tests in `told` try, and the messages of each scheme, with every combination of
//! present and absent values.

use payauth::Error;
use payauth::encoding::hex;
use payauth::scheme::{Compiled, Covers};
use payauth::webhook::{Receiver, Secrets, Validity};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

mod message;

const NOW: i64 = 1_709_380_800;
/// The empty text, texts with separators, and texts that could be a part of a time.
const TEXTS: [&str; 8] = ["", "-", "a", "A", "a-", ".5", "5", "5-a"];
const BODIES: [&str; 9] = ["", "-", "a", ".5", "5", "-a", "a-a", "5-", "-.5"];
const TIMES: [&str; 7] = [
    "",
    "1709380800",
    "1709380800555",
    "1709380800.5",
    "1709380800.55",
    "2024-03-02T12:00:00Z",
    "2024-03-02T12:00:00.5Z",
];

/// A scheme of the set.
#[derive(Debug)]
pub struct Case {
    message: String,
    of: String,
    formats: &'static str,
    has_event: bool,
}

/// A message as it is received. An empty text is a value that is absent.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The fields `x-h` and `x-i`, the parameter `q`, the ids `n` and `o`, and the members `m` and `n`.
    h: &'static str,
    i: &'static str,
    q: &'static str,
    n: &'static str,
    o: &'static str,
    members: [&'static str; 2],
    time: &'static str,
    is_reversed: bool,
    has_digest: bool,
    pub body: String,
}

/// The evidence of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub covers: Covers,
    /// The values of the placeholders in the template, and the body if the body is covered.
    pub names: Vec<String>,
    time: Option<u64>,
    key: String,
    pub is_timed: bool,
    pub is_limited: bool,
}

impl Case {
    pub fn of(message: &str) -> Self {
        Self {
            message: message.to_owned(),
            of: "{body}".to_owned(),
            formats: "unix",
            has_event: false,
        }
    }

    pub fn digest(self, of: &str) -> Self {
        Self {
            of: of.to_owned(),
            ..self
        }
    }

    pub fn formats(self, formats: &'static str) -> Self {
        Self { formats, ..self }
    }

    pub fn event(self) -> Self {
        Self {
            has_event: true,
            ..self
        }
    }

    fn has(&self, part: &str) -> bool {
        self.message.contains(part) || self.has_digest() && self.of.contains(part)
    }

    fn has_digest(&self) -> bool {
        self.message.contains("{digest:d}") || self.message.contains("x-d}")
    }

    pub fn compiled(&self) -> Result<Compiled, Error> {
        Compiled::define(&self.definition().to_string())
    }

    /// The receiver of the scheme; `None` if the definition is rejected or cannot verify.
    pub fn receiver(&self) -> Option<Receiver> {
        let scheme = self.compiled().ok()?;
        let mut secrets = Secrets::default();
        let key = scheme.key("secret", "secret").unwrap();
        secrets.push("k", key, Validity::ALWAYS).unwrap();
        Receiver::new(scheme, secrets).ok()
    }

    fn definition(&self) -> Value {
        let optional = |item: &str| json!({"items": [item], "optional": true});
        let mut headers = json!({"X-S": "{signature}"});
        if self.has("id:o}") {
            headers["X-N"] = json!({"sep": ",", "items": ["n={id:n}", "o={id:o}"]});
        } else if self.has("id:n}") {
            headers["X-N"] = optional("{id:n}");
        }
        let mut definition = json!({"hash": "sha256", "encoding": "hex", "message": self.message});
        if self.has("{timestamp}") {
            headers["X-T"] = optional("{timestamp}");
            let formats: Vec<_> = self.formats.split(' ').collect();
            definition["timestamp"] = json!({"format": formats});
        }
        if self.message.contains("x-d}") {
            headers["X-D"] = optional("{digest:d}");
        }
        if self.has("{key_id}") {
            headers["X-K"] = json!("{key_id}");
        }
        if self.has_digest() {
            definition["digests"] =
                json!({"d": {"of": self.of, "hash": "sha256", "encoding": "hex"}});
        }
        if self.has("{params}") {
            definition["params"] = json!({"from": ["query"]});
        }
        if self.has_event {
            definition["eventId"] = json!("m");
        }
        definition["headers"] = headers;
        definition
    }

    /// Every message of the set that differs in a value of the template.
    pub fn messages(&self) -> Vec<Message> {
        let mut all = vec![Message::default()];
        let has = |part: &str| self.has(part);
        let (few, both) = (&TEXTS[..4], [false, true]);
        let has_query = has("query:q}") || has("{params}") || has("{target}");
        let has_id = has("id:n}") || has("{key_id}");
        vary(&mut all, has("x-h}"), &TEXTS, |it, text| it.h = text);
        vary(&mut all, has("x-i}"), few, |it, text| it.i = text);
        vary(&mut all, has_query, &TEXTS, |it, text| it.q = text);
        vary(&mut all, has_id, &TEXTS, |it, text| it.n = text);
        vary(&mut all, has("id:o}"), few, |it, text| it.o = text);
        vary(&mut all, has("{timestamp}"), &TIMES, |it, text| {
            it.time = text;
        });
        vary(&mut all, has("field:m"), few, |it, text| {
            it.members[0] = text;
        });
        vary(&mut all, has("field:n"), few, |it, text| {
            it.members[1] = text;
        });
        vary(&mut all, has("id:o}"), &both, |it, is| it.is_reversed = is);
        vary(&mut all, has("x-d}"), &both, |it, is| it.has_digest = is);
        vary(&mut all, !has("field:"), &BODIES, |it, text| {
            text.clone_into(&mut it.body);
        });
        for message in &mut all {
            if has("field:") {
                let [m, n] = message.members;
                message.body = json!({"m": m, "n": n}).to_string();
            }
        }
        all
    }

    /// The text that is signed according to the documents.
    pub fn text(&self, message: &Message) -> String {
        self.filled(&self.message, message)
    }

    fn filled(&self, template: &str, message: &Message) -> String {
        let (mut text, mut group, mut is_out) = (String::new(), None, false);
        let mut rest = template;
        while !rest.is_empty() {
            let length = match rest.as_bytes()[0] {
                b'{' => rest.find('}').unwrap() + 1,
                _ => 1,
            };
            let (part, after) = rest.split_at(length);
            rest = after;
            match part {
                "[" => (group, is_out) = (Some(text.len()), false),
                "]" => match group.take() {
                    Some(start) if is_out => text.truncate(start),
                    _ => {}
                },
                part if part.starts_with('{') => {
                    let value = self.value(&part[1..part.len() - 1], message);
                    is_out |= value.is_empty();
                    text.push_str(&value);
                }
                part => text.push_str(part),
            }
        }
        text
    }

    fn value(&self, name: &str, message: &Message) -> String {
        let text = match name {
            "header:x-h" => message.h,
            "header:x-i" => message.i,
            "header:x-d" if !message.has_digest => "",
            "header:x-d" | "digest:d" => return sha256(&self.filled(&self.of, message)),
            "query:q" => message.q,
            "params" if message.q.is_empty() => "",
            "params" => return format!("q={}", message.q),
            "target" => return message.url()["https://x.example".len()..].to_owned(),
            "method" => "POST",
            "id:n" | "key_id" => message.n,
            "id:o" => message.o,
            "timestamp" => message.time,
            "body" => return message.body.clone(),
            "field:m?" => message.members[0],
            "field:n?" => message.members[1],
            name => {
                return self
                    .value(name.strip_prefix("lower:").unwrap(), message)
                    .to_ascii_lowercase();
            }
        };
        text.to_owned()
    }

    /// The values of the placeholders in the template, and everything else that `covers` reports.
    fn names(&self, message: &Message, covers: &Covers) -> Vec<String> {
        let is_signed = self.message.contains("{digest:d}");
        let digest = if is_signed { &*self.of } else { "" };
        let templates = [&*self.message, digest].concat();
        let mut names: Vec<String> = Vec::new();
        // The first piece is the text before the first placeholder.
        for part in templates.split('{').skip(1) {
            names.push(self.value(part.split('}').next().unwrap(), message));
        }
        match covers {
            Covers::Body => names.push(message.body.clone()),
            Covers::Fields(paths) => names.extend(paths.iter().map(|path| match &**path {
                "m" | "n" => self.value(&format!("field:{path}?"), message),
                _ => String::new(),
            })),
            _ => {}
        }
        names
    }
}

/// Replaces each message by copies, one with each of these values. If the template does not contain the value, only the
/// first of these values is used.
fn vary<T: Copy>(
    all: &mut Vec<Message>,
    is_there: bool,
    values: &[T],
    set: impl Fn(&mut Message, T),
) {
    let values = if is_there { values } else { &values[..1] };
    let mut more = Vec::new();
    for message in all.iter() {
        for value in values {
            let mut message = message.clone();
            set(&mut message, *value);
            more.push(message);
        }
    }
    *all = more;
}

fn sha256(text: &str) -> String {
    hex::encode(&Sha256::digest(text), hex::Case::Lower)
}
