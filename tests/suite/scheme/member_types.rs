//! A value in a carrier that is a member of the body is a string or a number. Other types are rejected, because their text
//! could also be the text of a string.

use std::collections::HashMap;

use payauth::scheme::Compiled;
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verified};
use payauth::{Algorithm, Blame, Error, ErrorKind, MacKey, encoding::hex};
use serde_json::{Value, json};

use crate::support::at;

const NOW: i64 = 1_709_380_800;
/// Values of every type of JSON.
const VALUES: [&str; 14] = [
    "null",
    "true",
    "false",
    "[]",
    "[1]",
    "[ 1 ]",
    "[\"a\"]",
    "{}",
    "{\"a\":1}",
    "404",
    "-4.0e1",
    "1709380800",
    "\"\"",
    "\"a\\u0062\"",
];

/// The placeholder, the template of its carrier, and the other members of the definition.
fn cases() -> Vec<(&'static str, Value, Value)> {
    let mut cases = Vec::new();
    for (word, change) in [
        ("{id}", json!({})),
        ("{id:n}", json!({})),
        ("{lower:id}", json!({})),
        ("{key_id}", json!({})),
        (
            "{nonce}",
            json!({ "nonce": { "format": "digits", "length": 10 } }),
        ),
        ("{timestamp}", json!({ "timestamp": { "format": "unix" } })),
    ] {
        let sent = word.replace("lower:", "");
        cases.push((word, json!(sent), change.clone()));
        cases.push((word, json!({ "items": [sent] }), change.clone()));
        if word.contains("id}") && word != "{key_id}" {
            let optional = json!({ "items": [sent], "optional": true });
            cases.push((word, optional, change));
        }
    }
    cases
}

fn receiver(word: &str, carrier: &Value, change: &Value, path: &str) -> Option<Receiver> {
    let mut definition = json!({
        "hash": "sha256", "encoding": "hex", "message": format!("{word}|{{field:m}}"),
        "headers": { "X-S": "{signature}" }, "fields": { path: carrier },
    });
    for (name, value) in change.as_object().into_iter().flatten() {
        definition[name] = value.clone();
    }
    let scheme = Compiled::define(&definition.to_string()).ok()?;
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", "k").ok()?;
    secrets.push("k", key, Validity::ALWAYS).ok()?;
    Receiver::new(scheme, secrets).ok()
}

/// Verifies a body whose signed text begins with `text`.
fn verify(receiver: &Receiver, text: &str, body: &str) -> Result<Verified, Error> {
    let key = MacKey::new(Algorithm::Sha256, b"k");
    let tag = key.sign(format!("{text}|1").as_bytes());
    let signature = hex::encode(tag.as_bytes(), hex::Case::Lower);
    let fields = [("X-S", &*signature)];
    receiver.verify(&Delivery::new(&fields, at(NOW)), body.as_bytes())
}

#[test]
fn value_in_a_member_has_a_signature_that_no_value_of_another_type_has_except_a_number() {
    let mut count = 0;
    for (word, carrier, change) in cases() {
        for path in ["evt", "data.evt", "list.*", "list.0"] {
            let Some(receiver) = receiver(word, &carrier, &change, path) else {
                continue;
            };
            let mut known = HashMap::new();
            let quoted = VALUES.map(|value| json!(value).to_string());
            for value in VALUES.into_iter().chain(quoted.iter().map(String::as_str)) {
                let body =
                    format!(r#"{{"m":1,"evt":{value},"data":{{"evt":{value}}},"list":[{value}]}}"#);
                let parsed: Value = serde_json::from_str(value).unwrap();
                let (is_text, is_number) = (parsed.is_string(), parsed.is_number());
                let signed = if is_text {
                    parsed.as_str().unwrap()
                } else {
                    value
                };
                let what = format!("{word} {carrier} {path} {value}");
                match verify(&receiver, signed, &body) {
                    Ok(_) => {
                        assert!(is_text || is_number, "{what}");
                        let other = known.insert((signed.to_owned(), is_number), value.to_owned());
                        assert_eq!(other, None, "{what}");
                        count += 1;
                    }
                    Err(error) if !is_text && !is_number => {
                        let told = (error.kind(), error.argument(), error.blame());
                        let expected = (ErrorKind::FieldMalformed, path, Blame::Peer);
                        assert_eq!(told, expected, "{what}");
                        assert!(error.to_string().contains("must be a string or a number"));
                    }
                    Err(_) => {}
                }
            }
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn number_and_its_text_are_one_id_with_one_replay_key() {
    let receiver = receiver("{id}", &json!("{id}"), &json!({}), "evt").unwrap();
    let key = |value: &str| {
        let body = format!(r#"{{"m":1,"evt":{value}}}"#);
        verify(&receiver, "404", &body).unwrap().replay_key()
    };
    assert_eq!(key("404"), key("\"404\""));
}
