//! No tag is valid for two messages. The tests compare all messages of a small set, for all schemes of a small set that
//! has every placeholder of the language.

use std::collections::HashMap;

use payauth::scheme::{Compiled, Envelope};
use payauth::webhook::{Receiver, Secrets, Validity};

use crate::support::at;

/// Separators, also the empty separator. Some overlap with themselves or with each other, and values can contain them.
const MARKS: [&str; 6] = ["", "-", "--", "a-", "|", "1"];
/// Values that messages have.
const TEXTS: [&str; 9] = ["", "-", "a", "--", "a-", "-a", "1", "|", "1-"];
const TIMES: [i64; 3] = [1_111_111_111, 111_111_111, 11_111_111];

/// The placeholders that a scheme for verification can contain.
const PARTS: [&str; 9] = [
    "{query:q}",
    "{header:x-h}",
    "{form:f}",
    "{form:g}",
    "{params}",
    "{id:n}",
    "{timestamp}",
    "{lower:query:q}",
    "{target}",
];

/// The values of one message that the template contains. A value that the template does not contain is empty.
type Values = Vec<String>;

fn definition(message: &str) -> String {
    let has = |part: &str| message.contains(part);
    let mut headers = vec![r#""X-S":"{signature}""#];
    if has("{id:n}") {
        headers.push(r#""X-N":"{id:n}""#);
    }
    let mut more = String::new();
    if has("{timestamp}") {
        headers.push(r#""X-T":"{timestamp}""#);
        more.push_str(r#","timestamp":{"format":"unix"}"#);
    }
    if has("{params}") {
        more.push_str(r#","params":{"from":["form"],"exclude":["h"]}"#);
    }
    format!(
        r#"{{"hash":"sha256","encoding":"hex","message":{},"headers":{{{}}}{more}}}"#,
        serde_json::json!(message),
        headers.join(",")
    )
}

/// The text with each byte percent-encoded, so that the text is one value of a query or a form.
fn encoded(text: &str) -> String {
    let escapes: Vec<_> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    escapes.concat()
}

struct World {
    /// The value of the query, the value of the header field, and two values of the form.
    texts: [&'static str; 4],
    id: &'static str,
    time: i64,
}

impl World {
    fn sign(&self, scheme: &Compiled) -> Option<String> {
        let key = scheme.key("secret", "k").ok()?;
        let [q, h, f, g] = self.texts;
        let url = format!("https://x.example/p?q={}", encoded(q));
        let body = format!("f={}&g={}", encoded(f), encoded(g));
        let fields = [("x-h", h)];
        let ids = [("n", self.id)];
        let envelope = Envelope::new(at(self.time))
            .url(&url)
            .fields(&fields)
            .ids(&ids);
        let sent = scheme.sign(&key, &envelope, body.as_bytes()).ok()?;
        sent.get("X-S").map(str::to_owned)
    }

    /// The values that the template `message` contains.
    fn values(&self, message: &str) -> Values {
        let [q, h, f, g] = self.texts;
        let has = |part: &str| message.contains(part);
        let mut values = Vec::new();
        let mut push = |is_there: bool, value: String| {
            values.push(if is_there { value } else { String::new() });
        };
        push(
            has("{target}") || has("{query:q}") || has("{lower:query:q}"),
            q.into(),
        );
        push(has("{header:x-h}"), h.into());
        push(has("{form:f}") || has("{params}"), f.into());
        push(has("{form:g}") || has("{params}"), g.into());
        push(has("{id:n}"), self.id.into());
        push(has("{timestamp}"), self.time.to_string());
        values
    }
}

/// Every message of the set that differs in a value of the template.
fn worlds(message: &str) -> Vec<World> {
    let has = |part: &str| message.contains(part);
    let texts = |is_there: bool| if is_there { &TEXTS[..] } else { &TEXTS[..1] };
    let times = if has("{timestamp}") {
        &TIMES[..]
    } else {
        &TIMES[..1]
    };
    let ids: &[&str] = if has("{id:n}") {
        &["a", "-", "1", "a-"]
    } else {
        &["a"]
    };
    let mut worlds = Vec::new();
    for q in texts(has("query:q}") || has("{target}")) {
        for h in texts(has("{header")) {
            for f in texts(has("{form:f}") || has("{params}")) {
                for g in texts(has("{form:g}") || has("{params}")) {
                    for id in ids {
                        for time in times {
                            worlds.push(World {
                                texts: [q, h, f, g],
                                id,
                                time: *time,
                            });
                        }
                    }
                }
            }
        }
    }
    worlds
}

/// Whether a template compiles to a scheme that can verify. Asserts that no two messages of such a scheme have the same
/// tag.
fn is_told_apart(message: &str) -> bool {
    let Ok(scheme) = Compiled::define(&definition(message)) else {
        return false;
    };
    let mut secrets = Secrets::default();
    secrets
        .push("k", scheme.key("secret", "k").unwrap(), Validity::ALWAYS)
        .unwrap();
    if Receiver::new(scheme.clone(), secrets).is_err() {
        return false;
    }
    let mut signed: HashMap<String, Values> = HashMap::new();
    for world in worlds(message) {
        if let Some(tag) = world.sign(&scheme) {
            let values = world.values(message);
            if let Some(other) = signed.insert(tag, values.clone()) {
                assert_eq!(other, values, "{message}");
            }
        }
    }
    true
}

#[test]
fn two_values_and_the_text_between_them_are_unambiguous_or_rejected() {
    let mut compiled = 0;
    for one in PARTS {
        for two in PARTS {
            if one == two {
                continue;
            }
            for mark in MARKS {
                for lead in ["", "v1-"] {
                    compiled += usize::from(is_told_apart(&format!("{lead}{one}{mark}{two}")));
                }
            }
        }
    }
    assert!(compiled > 300, "{compiled}");
}

#[test]
fn groups_are_unambiguous_or_rejected() {
    let mut compiled = 0;
    let leads = ["", "a:", "-", "b:a:", "a-"];
    let ends = ["", ";", "-", "a:"];
    for lead in leads {
        for end in ends {
            for other in leads {
                for rest in ["{header:x-h}", "[{header:x-h}|]", "c:{header:x-h}"] {
                    let message = format!("[{lead}{{query:q}}{end}]{other}{rest}");
                    compiled += usize::from(is_told_apart(&message));
                }
            }
        }
    }
    assert!(compiled > 20, "{compiled}");
}
