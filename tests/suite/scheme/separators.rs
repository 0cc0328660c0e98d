//! No tag is valid for two messages, whatever separates their values: text, a variable, text and a variable, or a group. The
//! tests compare all messages of a small set. Each value can also be signed in lower case.

use std::collections::HashMap;

use payauth::encoding::hex;
use payauth::scheme::{Compiled, Envelope};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::at;

/// Placeholders whose values are the first text of a message, the second and the third.
const FIRST: [&str; 7] = [
    "{field:a}",
    "{header:x-a}",
    "{query:a}",
    "{form:a}",
    "{id:a}",
    "{key_id}",
    "{params}",
];
const SECOND: [&str; 6] = [
    "{field:b}",
    "{header:x-b}",
    "{form:b}",
    "{id:b}",
    "{body}",
    "{timestamp}",
];
const THIRD: [&str; 2] = ["{field:c?}", "{header:x-c}"];

const SEPARATORS: [&str; 6] = [
    "-",
    "{var:v}",
    "{lower:var:v}",
    "-{lower:var:v}",
    "{var:v}-",
    "A",
];
/// The values of the variable `v`. The texts of the messages contain all of them.
const VARS: [&str; 5] = ["-", "a", "A", "1", "A1"];
const TEXTS: [&str; 9] = ["", "-", "a", "A", "1", "a1", "-1", "xA", "--"];
const OF_GROUP: [&str; 4] = ["", "-", "A", "1;a"];
const TIMES: [i64; 3] = [1_111_111_111, 111_111_111, 11_111_111_111];

/// The texts of a message, the value of the variable, and the time.
type World = ([&'static str; 3], &'static str, i64);

#[test]
fn two_values_are_unambiguous_or_rejected_whatever_separates_them() {
    let mut compiled = 0;
    for message in pairs() {
        compiled += usize::from(is_told_apart(&message, "{body}"));
    }
    assert!(compiled > 150, "{compiled}");
}

#[test]
fn two_values_and_a_group_are_unambiguous_or_rejected_whatever_separates_the_values() {
    let mut compiled = 0;
    for message in pairs() {
        let third = THIRD[usize::from(!message.contains("{field") && !message.contains(":field"))];
        for message in [
            format!("{message}[;{third}]"),
            format!("[{third};]{message}"),
        ] {
            compiled += usize::from(is_told_apart(&message, "{body}"));
        }
    }
    assert!(compiled > 30, "{compiled}");
}

#[test]
fn values_and_groups_of_a_digest_are_unambiguous_or_rejected() {
    let mut compiled = 0;
    for pair in pairs().iter().filter(|pair| !pair.contains("field:")) {
        for of in [pair.clone(), format!("{pair}[;{{header:x-c}}]")] {
            compiled += usize::from(is_told_apart("{digest:d}", &of));
        }
    }
    assert!(compiled > 150, "{compiled}");
}

#[test]
fn variable_does_not_separate_values_in_a_message_with_a_group() {
    for (message, is_accepted) in [
        ("{field:a}{var:v}{field:b}[;{field:c?}]", false),
        ("{field:a}-{lower:var:v}{field:b}[;{field:c?}]", false),
        ("[{field:c?};]{field:a}{var:v}", false),
        ("{field:a}{var:v}{field:b}", true),
        ("{var:v}|{field:a}-{field:b}[;{field:c?}]", true),
        ("[{var:v}|]{field:a}-{field:b}", true),
    ] {
        match Compiled::define(&definition(message, "{body}").to_string()) {
            Ok(_) => assert!(is_accepted, "{message}"),
            Err(error) => {
                let told = error.to_string();
                let expected = "has two placeholders without text between them";
                assert!(!is_accepted && told.contains(expected), "{message}: {told}");
            }
        }
    }
}

#[test]
fn key_id_that_is_signed_but_not_sent_only_signs_also_in_lower_case() {
    for message in ["{key_id}-{body}", "{lower:key_id}-{body}"] {
        let mut definition = definition(message, "{body}");
        definition["headers"] = json!({"X-S": "{signature}"});
        let scheme = Compiled::define(&definition.to_string()).unwrap();
        let reason = scheme.only_signs();
        assert_eq!(reason, Some("signs a value that is not sent"), "{message}");
    }
}

#[test]
fn secret_that_contains_the_text_of_a_group_signs_messages_with_this_group() {
    let mut definition = definition("[{field:c?};]{field:a}{secret}", "{body}");
    definition["construction"] = json!("digest");
    let scheme = Compiled::define(&definition.to_string()).unwrap();
    let key = scheme.key("secret", "s;e;cret").unwrap();
    let mut secrets = Secrets::default();
    secrets.push("k", key, Validity::ALWAYS).unwrap();
    let receiver = Receiver::new(scheme, secrets).unwrap();
    let verify = |body: &str, text: &str| {
        let tag = hex::encode(&Sha256::digest(text), hex::Case::Lower);
        let fields = [("X-S", &*tag)];
        let delivery = Delivery::new(&fields, at(TIMES[0]));
        receiver
            .verify(&delivery, body.as_bytes())
            .map_err(|error| error.to_string())
            .err()
    };
    assert_eq!(verify(r#"{"a":"1"}"#, "1s;e;cret"), None);
    assert_eq!(verify(r#"{"a":"1","c":"2"}"#, "2;1s;e;cret"), None);
    let error = verify(r#"{"a":"1","c":"2;"}"#, "2;;1s;e;cret").unwrap();
    let expected = "signature: a signed value contains text that the scheme writes between values";
    assert_eq!(error, expected);
}

/// Each two placeholders with each separator, also in lower case.
fn pairs() -> Vec<String> {
    let mut pairs = Vec::new();
    for one in FIRST {
        for two in SECOND {
            for separator in SEPARATORS {
                for (one, two) in cases(one, two) {
                    pairs.push(format!("{one}{separator}{two}"));
                }
            }
        }
    }
    pairs
}

fn cases(one: &str, two: &str) -> Vec<(String, String)> {
    let lower = |part: &str| part.replace('{', "{lower:");
    let mut cases = vec![
        (one.to_owned(), two.to_owned()),
        (lower(one), two.to_owned()),
    ];
    if two != "{body}" {
        cases.push((one.to_owned(), lower(two)));
    }
    cases
}

fn definition(message: &str, of: &str) -> Value {
    let has = |part: &str| message.contains(part) || is_digest(message) && of.contains(part);
    let mut headers = json!({"X-S": "{signature}"});
    for (part, name) in [("id:a}", "X-A"), ("id:b}", "X-B"), ("key_id}", "X-K")] {
        if has(part) {
            headers[name] = json!(format!("{{{part}"));
        }
    }
    let mut definition =
        json!({"hash": "sha256", "encoding": "hex", "message": message, "vars": ["v"]});
    if has("timestamp}") {
        headers["X-T"] = json!("{timestamp}");
        definition["timestamp"] = json!({"format": "unix"});
    }
    if has("params}") {
        definition["params"] = json!({"from": ["query"]});
    }
    if is_digest(message) {
        definition["digests"] = json!({"d": {"of": of, "hash": "sha256", "encoding": "hex"}});
    }
    definition["headers"] = headers;
    definition
}

fn is_digest(message: &str) -> bool {
    message == "{digest:d}"
}

fn sign(scheme: &Compiled, template: &str, ([a, b, c], var, time): World) -> Option<String> {
    let encoded = |text: &str| text.replace('-', "%2D");
    let url = format!("https://x.example/p?a={}", encoded(a));
    let body = if template.contains("field:") {
        json!({"a": a, "b": b, "c": c}).to_string()
    } else if template.contains("form:") {
        format!("a={}&b={}", encoded(a), encoded(b))
    } else {
        b.to_owned()
    };
    let (fields, ids, vars) = (
        [("x-a", a), ("x-b", b), ("x-c", c)],
        [("a", a), ("b", b)],
        [("v", var)],
    );
    let envelope = Envelope::new(at(time)).url(&url).key_id(a);
    let envelope = envelope.fields(&fields).ids(&ids).vars(&vars);
    let key = scheme.key("secret", "k").ok()?;
    let sent = scheme.sign(&key, &envelope, body.as_bytes()).ok()?;
    sent.get("X-S").map(str::to_owned)
}

/// The values that the template signs, each in the case in which it is signed.
fn signed(template: &str, ([a, b, c], _, time): World) -> Vec<String> {
    let time = time.to_string();
    let of_part = |part: &'static str, value: &str| match template.split_once(part) {
        Some((before, _)) if before.ends_with("{lower:") => value.to_ascii_lowercase(),
        Some(_) => value.to_owned(),
        None => String::new(),
    };
    let text = |part: &'static str, value: &str| of_part(&part[1..], value);
    let mut all: Vec<_> = FIRST.iter().map(|part| text(part, a)).collect();
    for part in SECOND {
        all.push(text(part, if part == "{timestamp}" { &time } else { b }));
    }
    all.extend(THIRD.iter().map(|part| text(part, c)));
    all
}

/// Every message of the set that differs in a value of the template, or in a variable.
fn worlds(template: &str) -> Vec<World> {
    let has = |part: &str| template.contains(part);
    let of_second: &[_] = if has("timestamp}") {
        &TEXTS[..1]
    } else {
        &TEXTS
    };
    let of_third: &[_] = if has("[") { &OF_GROUP } else { &OF_GROUP[..1] };
    let times: &[_] = if has("timestamp}") {
        &TIMES
    } else {
        &TIMES[..1]
    };
    let vars: &[_] = if has("var:") { &VARS } else { &VARS[..1] };
    let mut worlds = Vec::new();
    for a in TEXTS {
        for b in of_second {
            for c in of_third {
                for var in vars {
                    worlds.extend(times.iter().map(|time| ([a, *b, *c], *var, *time)));
                }
            }
        }
    }
    worlds
}

/// Whether the definition is accepted and can verify. Asserts that no two messages of such a scheme have the same tag for
/// one value of the variable.
fn is_told_apart(message: &str, of: &str) -> bool {
    let Ok(scheme) = Compiled::define(&definition(message, of).to_string()) else {
        return false;
    };
    if scheme.only_signs().is_some() {
        return false;
    }
    let template = if is_digest(message) { of } else { message };
    let mut known: HashMap<(String, &str), Vec<String>> = HashMap::new();
    for world in worlds(template) {
        if let Some(tag) = sign(&scheme, template, world) {
            let values = signed(template, world);
            if let Some(other) = known.insert((tag, world.1), values.clone()) {
                assert_eq!(other, values, "{message} {of} {}", world.1);
            }
        }
    }
    true
}
