//! A digest signs exactly the values that it contains. The tests put every placeholder into a digest that is in the message, or
//! in a signed header field or parameter, and compare the result with SHA-256 over the documented text.

use payauth::scheme::{Compiled, Covers, Envelope};
use payauth::webhook::{Receiver, Secrets, Validity};
use payauth::{Algorithm, Error, ErrorKind, MacKey, encoding::hex};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use self::message::{Message, Sent, value};
use crate::support::at;

mod message;
mod rejected;

/// A placeholder, its value in `MESSAGE`, the name that `covers` has for it, and a change of its value.
type Case = (&'static str, &'static str, &'static str, fn(&mut Message));

const CASES: &[Case] = &[
    ("{field:a}", "5", "a", |it| it.body = r#"{"a":6,"b":"x"}"#),
    ("{field:a?}", "5", "a", |it| it.body = r#"{"b":"x"}"#),
    ("{lower:field:b}", "x", "lower:b", |it| {
        it.body = r#"{"a":5,"b":"y"}"#;
    }),
    ("{header:x-h}", "H5", "header:x-h", |it| it.header = "H6"),
    ("{lower:header:x-h}", "h5", "lower:header:x-h", |it| {
        it.header = "g5";
    }),
    ("{query:q}", "5", "query:q", |it| it.query = "q=6"),
    ("{query}", "q=5", "query", |it| it.query = "q=6"),
    ("{params}", "q=5", "query", |it| it.query = "q=6"),
    ("{target}", "/Path?q=5", "query", |it| {
        it.path = "https://Shop.example/Pat";
    }),
    ("{url}", "https://Shop.example/Path?q=5", "", |it| {
        it.query = "q=6";
    }),
    ("{host}", "Shop.example", "", |it| {
        it.path = "https://shop.test/Path";
    }),
    ("{path}", "/Path", "", |it| {
        it.path = "https://Shop.example/Pat";
    }),
    ("{method}", "POST", "", |it| it.method = "PUT"),
    ("{id}", "Evt1", "", |it| it.id = "Evt2"),
    ("{lower:id}", "evt1", "", |it| it.id = "Evt2"),
    ("{nonce}", "0123456789abcdef", "", |it| {
        it.nonce = "0123456789abcdee";
    }),
    ("{timestamp}", "1709380800", "", |it| it.time += 1),
    ("{var:v}", "Var5", "", |it| it.var = "Var6"),
    ("{lower:var:v}", "var5", "", |it| it.var = "Var6"),
    ("{body}", r#"{"a":5,"b":"x"}"#, "*", |it| {
        it.body = r#"{"a":5,"b":"y"}"#;
    }),
    ("{form:f}", "F5", "form:f", |it| it.body = "f=F6"),
    ("{lower:form:f}", "f5", "lower:form:f", |it| {
        it.body = "f=F6";
    }),
    ("{lower:params}", "f=f5", "lower:form", |it| {
        it.body = "f=F6";
    }),
];

/// The places of a digest: its message, and the member with its carrier.
const PLACES: [(&str, &str); 4] = [
    ("{digest:d}", ""),
    ("{header:x-d}", "headers"),
    ("{header:x-d}|{query:d}", "query"),
    ("{query:d}", "query"),
];

/// The definition of a scheme with the digest of this template.
fn definition(message: &str, place: &str, of: &str) -> Value {
    let mut whole = json!({
        "hash": "sha256", "encoding": "hex", "message": message, "vars": ["v"],
        "digests": {"d": {"of": of, "hash": "sha256", "encoding": "hex"}},
        "headers": {"X-S": "{signature}"},
    });
    for (word, name) in [("id}", "X-I"), ("{nonce}", "X-N"), ("{timestamp}", "X-T")] {
        if of.contains(word) {
            let value = of[of.find('{').unwrap()..=of.find('}').unwrap()].replace("lower:", "");
            whole["headers"][name] = json!(value);
        }
    }
    if of.contains("{nonce}") {
        whole["nonce"] = json!({"format": "hex", "length": 16});
    }
    if of.contains("{timestamp}") {
        whole["timestamp"] = json!({"format": "unix", "tolerance": false});
    }
    if of.contains("params}") {
        let from = if of.contains("lower:") {
            "form"
        } else {
            "query"
        };
        whole["params"] = json!({"from": [from]});
    }
    match place {
        "headers" => whole[place]["X-D"] = json!("{digest:d}"),
        "query" => whole[place] = json!({"d": "{digest:d}"}),
        _ => {}
    }
    if message.contains("x-d") && place == "query" {
        whole["headers"]["X-D"] = json!("{digest:d}");
    }
    whole
}

fn receiver(definition: &Value) -> Result<Receiver, Error> {
    let scheme = Compiled::define(&definition.to_string())?;
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", "secret")?;
    secrets.push("k", key, Validity::ALWAYS)?;
    Receiver::new(scheme, secrets)
}

fn sha256(text: &str) -> String {
    hex::encode(&Sha256::digest(text), hex::Case::Lower)
}

fn tag(text: &str) -> String {
    let tag = MacKey::new(Algorithm::Sha256, b"secret").sign(text.as_bytes());
    hex::encode(tag.as_bytes(), hex::Case::Lower)
}

fn covered(place: &str, name: &str) -> Covers {
    let mut names: Vec<String> = match place {
        "{digest:d}" => vec![],
        "{query:d}" => vec!["query:d".into()],
        "{header:x-d}" => vec!["header:x-d".into()],
        _ => vec!["header:x-d".into(), "query:d".into()],
    };
    if name == "*" {
        return Covers::Body;
    }
    names.extend((!name.is_empty()).then(|| name.to_owned()));
    if names.is_empty() {
        Covers::Nothing
    } else {
        Covers::Fields(names)
    }
}

/// Whether a digest with this template would contain the parameter `d`.
fn reads_query(of: &str) -> bool {
    ["{query}", "{params}", "{target}", "{url}"].contains(&of)
}

#[test]
fn digest_signs_the_documented_text_in_every_place_and_every_change_is_rejected() {
    for (of, text, name, change) in CASES {
        for (message, place) in PLACES {
            let definition = definition(message, place, &format!("<{of}>"));
            let found = receiver(&definition);
            if place == "query" && reads_query(of) {
                let error = found.unwrap_err().to_string();
                assert!(
                    error.contains("`digests.d` cannot hash a value in which a digest is sent"),
                    "{error}"
                );
                continue;
            }
            let receiver = found.unwrap_or_else(|error| panic!("{error}: {definition}"));
            let digest = sha256(&format!("<{text}>"));
            let signed = match message {
                "{header:x-d}|{query:d}" => format!("{digest}|{digest}"),
                _ => digest,
            };
            let mut message_sent = Message::of(of);
            let sent = message_sent.sign(&receiver).unwrap();
            assert_eq!(value(&sent, "X-S"), tag(&signed), "{definition}");
            let covers = message_sent.verify(&receiver, &sent);
            assert_eq!(covers, Ok(covered(message, name)), "{definition}");
            change(&mut message_sent);
            assert_told_apart(&message_sent, &receiver, &sent, place, &definition);
        }
    }
}

/// Asserts that a message whose value was changed has another signature, and that the captured signature and the captured
/// digest are not valid for it, alone or together.
fn assert_told_apart(
    message: &Message,
    receiver: &Receiver,
    captured: &Sent,
    place: &str,
    definition: &Value,
) {
    let other = message.sign(receiver).unwrap();
    assert_ne!(value(&other, "X-S"), value(captured, "X-S"), "{definition}");
    assert!(message.verify(receiver, &other).is_ok(), "{definition}");
    for those in [&["X-S"][..], &["X-D"], &["X-S", "X-D"]] {
        let mut mixed = other.clone();
        for (name, text) in &mut mixed.0 {
            if those.contains(&&**name) {
                value(captured, name).clone_into(text);
            }
        }
        if place == "query" && those.len() == 2 {
            let (_, digest) = captured.1.split_once("&d=").unwrap();
            mixed.1 = message.sent_url(Some(digest));
        }
        if mixed != other {
            assert!(message.verify(receiver, &mixed).is_err(), "{definition}");
        }
    }
}

#[test]
fn digest_without_the_body_may_follow_the_body() {
    for (of, text, _, _) in CASES
        .iter()
        .filter(|(of, ..)| !of.contains("field") && *of != "{body}")
    {
        let definition = definition("{body}|{digest:d}", "", of);
        let receiver = receiver(&definition).unwrap();
        let mut message = Message::of(of);
        let sent = message.sign(&receiver).unwrap();
        let signed = format!("{}|{}", message.body, sha256(text));
        assert_eq!(value(&sent, "X-S"), tag(&signed), "{definition}");
        assert_eq!(
            message.verify(&receiver, &sent),
            Ok(Covers::Body),
            "{definition}"
        );
        message.body = "another body";
        assert!(message.verify(&receiver, &sent).is_err(), "{definition}");
    }
}

#[test]
fn unsigned_digest_is_verified_but_not_covered() {
    for of in ["{field:a}", "{header:x-h}"] {
        for is_optional in [false, true] {
            let mut definition = definition("{header:x-n}", "headers", of);
            if is_optional {
                definition["message"] = json!("{header:x-d}");
                definition["headers"]["X-D"] = json!({"items": ["{digest:d}"], "optional": true});
            }
            let scheme = Compiled::define(&definition.to_string()).unwrap();
            let name = if is_optional {
                "header:x-d"
            } else {
                "header:x-n"
            };
            assert_eq!(
                scheme.covers(),
                Covers::Fields(vec![name.into()]),
                "{definition}"
            );
        }
    }
}

#[test]
fn time_and_id_of_the_event_may_be_signed_by_a_sent_digest() {
    for (of, more, is_accepted) in [
        ("{field:a}", json!({"eventId": "a"}), true),
        ("{field:b}", json!({"eventId": "a"}), false),
        (
            "{field:a}",
            json!({"timestamp": {"format": "unix", "field": "a"}}),
            true,
        ),
        (
            "{field:b}",
            json!({"timestamp": {"format": "unix", "field": "a"}}),
            false,
        ),
    ] {
        for (message, place) in PLACES {
            let mut definition = definition(message, place, of);
            for (name, value) in more.as_object().unwrap() {
                definition[name] = value.clone();
            }
            let scheme = Compiled::define(&definition.to_string());
            assert_eq!(scheme.is_ok(), is_accepted, "{definition}");
        }
    }
}

#[test]
fn request_signs_the_fields_that_a_digest_contains() {
    for (message, place) in PLACES {
        let definition = definition(message, place, "{headers:x-h}|{field:a}");
        let scheme = Compiled::define(&definition.to_string()).unwrap();
        assert!(scheme.only_signs().is_some(), "{definition}");
        let key = scheme.key("secret", "secret").unwrap();
        let fields = [("X-H", "5"), ("x-ho", "6")];
        let envelope = Envelope::new(at(0))
            .url("https://shop.example/")
            .fields(&fields);
        let signed = scheme.sign(&key, &envelope, br#"{"a":7}"#).unwrap();
        let digest = sha256("x-h:5\nx-ho:6\n|7");
        let text = match message {
            "{header:x-d}|{query:d}" => format!("{digest}|{digest}"),
            _ => digest,
        };
        assert_eq!(signed.get("X-S"), Some(&*tag(&text)), "{definition}");
    }
}

#[test]
fn sent_digest_in_which_a_body_continues_the_time_is_not_signed() {
    let mut definition = definition("{header:x-d}", "headers", "{timestamp}{body}");
    definition["headers"]["X-T"] = json!("{timestamp}");
    definition["timestamp"] = json!({"format": "unix"});
    let receiver = receiver(&definition).unwrap();
    let envelope = Envelope::new(at(1));
    let error = receiver.sign(&envelope, b"5").unwrap_err();
    assert_eq!((error.kind(), error.argument()), (ErrorKind::Body, "body"));
    assert!(receiver.sign(&envelope, b"{}").is_ok());
}
