//! Messages from a stranger. No error shows the content of such a message, and no error about it blames the caller.

use payauth::scheme::{Compiled, Envelope};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Blame, Error, ErrorKind};
use serde_json::{Value, json};

use super::catalogue::{each, now, optional, pairs, scheme, verify};
use crate::support::{at, text};

const NOW: i64 = 1_709_380_800;

/// A text that a log must not show.
const MARK: &str = "\u{1b}[31mFORGED 4111";
/// Characters that separate values in some schemes.
const SEPARATORS: &str = "=&|.:;,\n \t/?#-_+%\"{}[]";

/// Names that a stranger can give to a parameter, a field or a member.
fn hostile() -> impl Iterator<Item = String> {
    let beside = |mark: char| [format!("a{mark}{MARK}"), format!("{MARK}{mark}a")];
    let long = [MARK.repeat(2_000), MARK.into()];
    SEPARATORS.chars().flat_map(beside).chain(long)
}

/// The text with each byte percent-encoded, for a query or a form.
fn encoded(text: &str) -> String {
    let bytes: Vec<_> = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
    bytes.concat()
}

#[track_caller]
fn is_the_peers(error: &Error, what: &str) {
    let shown = format!("{error} {} {} {error:?}", error.path(), error.hint());
    assert!(!shown.contains("FORGED"), "{what}: {error}");
    assert!(!error.argument().is_empty(), "{what}: {error}");
    assert_eq!(error.blame(), Blame::Peer, "{what}: {error}");
}

/// Changes of a message. Each change puts the hostile text in another place.
fn changes(vector: &Value, hostile: &str) -> Vec<Value> {
    let (url, body) = (optional(vector, "url"), optional(vector, "body"));
    let mark = if url.contains('?') { '&' } else { '?' };
    let mut all = vec![
        json!({"url": format!("{url}{mark}{}=1", encoded(hostile))}),
        json!({"url": format!("{url}{mark}a={}&a=1", encoded(hostile))}),
        json!({"body": format!("{body}&{}=1", encoded(hostile))}),
        json!({"body": format!("{}=1&{body}", encoded(hostile))}),
        json!({"body": hostile}),
    ];
    if let Some(rest) = body.strip_prefix('{') {
        let name = serde_json::to_string(hostile).unwrap();
        all.push(json!({"body": format!("{{{name}:1,{rest}")}));
        all.push(json!({"body": format!("{{{name}:1,{name}:1,{rest}")}));
    }
    for (place, (name, given)) in pairs(vector, "headers").into_iter().enumerate() {
        for value in [
            hostile.to_owned(),
            format!("{given}{hostile}"),
            format!("{hostile}{given}"),
        ] {
            let mut fields = vector["headers"].clone();
            fields[name] = json!(value);
            fields[format!("{hostile}{place}")] = json!(hostile);
            all.push(json!({"headers": fields}));
        }
    }
    all
}

#[test]
fn no_error_of_a_scheme_shows_a_text_that_a_stranger_sent() {
    let mut refused = 0;
    each(false, |vector| {
        for hostile in hostile() {
            for change in changes(vector, &hostile) {
                if let Err(error) = verify(vector, &change) {
                    is_the_peers(&error, &format!("{}: {change}", vector["scheme"]));
                    refused += 1;
                }
            }
        }
    });
    assert!(refused > 10_000, "{refused}");
}

#[test]
fn error_about_a_method_that_no_sender_signs_blames_the_peer() {
    let mut signed = 0;
    each(false, |vector| {
        for method in ["patch", "M-SEARCH", "post", "Post", "PO ST", "P0ST", MARK] {
            let Err(error) = verify(vector, &json!({ "method": method })) else {
                continue;
            };
            is_the_peers(&error, &format!("{}: {method}", vector["scheme"]));
            signed += 1;
        }
        if let Err(error) = verify(vector, &json!({"method": ""})) {
            assert_eq!(
                (error.kind(), error.blame()),
                (ErrorKind::Option, Blame::Caller)
            );
        }
    });
    assert!(signed > 0);
    each(true, |vector| {
        let scheme = scheme(vector);
        let key = scheme.key("secret", text(&vector["secret"])).unwrap();
        let envelope = Envelope::new(now(vector)).method("patch");
        if let Err(error) = scheme.begin(&key, &envelope) {
            assert_eq!(error.blame(), Blame::Caller, "{error}");
        }
    });
}

const KEYED: [&str; 4] = [
    r#""{key_id}.{body}","headers":{"X-Sig":{"sep":",","items":["k={key_id}","s={signature}"]}}"#,
    r#""{key_id}.{body}","headers":{"X-Sig":"{key_id}:{signature}"}"#,
    r#""{key_id}.{body}","headers":{"X-Key":{"items":["{key_id}"],"optional":true},"X-Sig":"s={signature}"}"#,
    r#""{digest:d}","digests":{"d":{"of":"{key_id}.{body}","hash":"sha256","encoding":"hex"}},
       "headers":{"X-Key":"{key_id}","X-Sig":"s={signature}"}"#,
];

#[test]
fn error_about_a_missing_key_id_blames_the_peer_and_a_sent_key_id_is_verified() {
    for message in KEYED {
        let json = format!(r#"{{"hash":"sha256","encoding":"hex","message":{message}}}"#);
        let scheme = Compiled::define(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
        let key = scheme.key("secret", "k").unwrap();
        let error = scheme.sign(&key, &Envelope::new(at(NOW)), b"{}");
        let error = error.unwrap_err();
        let expected = (ErrorKind::Option, Blame::Caller, "keyId");
        let found = (error.kind(), error.blame(), error.argument());
        assert_eq!(found, expected, "{json}");
        let sent = scheme.sign(&key, &Envelope::new(at(NOW)).key_id("k1"), b"{}");
        let sent = sent.unwrap();
        let mut secrets = Secrets::default();
        secrets.push("one", key, Validity::ALWAYS).unwrap();
        let receiver = Receiver::new(scheme, secrets).unwrap();
        let verify =
            |fields: &[(&str, &str)]| receiver.verify(&Delivery::new(fields, at(NOW)), b"{}");
        let fields: Vec<_> = sent.iter().collect();
        verify(&fields).unwrap_or_else(|error| panic!("{json}: {error}"));
        for hostile in ["", MARK, "k2", "k.1", ".", "k1.{}"] {
            let changed: Vec<_> = sent
                .iter()
                .map(|(name, value)| (name, value.replace("k1", hostile)))
                .collect();
            let fields: Vec<_> = changed
                .iter()
                .map(|(name, value)| (*name, &**value))
                .collect();
            is_the_peers(&verify(&fields).unwrap_err(), &json);
        }
        let value = sent.get("X-Sig").unwrap();
        let alone = value.find("s=").map_or(value, |place| &value[place..]);
        if alone.starts_with("s=") {
            is_the_peers(&verify(&[("X-Sig", alone)]).unwrap_err(), &json);
        }
    }
}

#[test]
fn error_about_an_authentic_body_of_any_size_blames_the_peer() {
    for length in [60 << 10, 70 << 10, 1 << 20] {
        each(false, |vector| {
            let name = text(&vector["scheme"]);
            let scheme = scheme(vector);
            let Some(body) = optional(vector, "body").strip_suffix('}') else {
                return;
            };
            let body = format!(r#"{body},"padding":"{}"}}"#, "x".repeat(length));
            let key = scheme.key("secret", text(&vector["secret"])).unwrap();
            let (fields, vars) = (pairs(vector, "headers"), pairs(vector, "vars"));
            let envelope = Envelope::new(now(vector))
                .url(optional(vector, "url"))
                .method(optional(vector, "method"))
                .id("msg_1")
                .fields(&fields)
                .vars(&vars);
            let sent = scheme.sign(&key, &envelope, body.as_bytes());
            let lines: Vec<_> = sent
                .as_ref()
                .map_or_else(|_| fields.clone(), |sent| sent.iter().collect());
            let mut secrets = Secrets::default();
            secrets.push("one", key, Validity::ALWAYS).unwrap();
            let delivery = Delivery::new(&lines, now(vector))
                .url(optional(vector, "url"))
                .method(optional(vector, "method"))
                .vars(&vars);
            let receiver = Receiver::new(scheme, secrets).unwrap();
            if let Err(error) = receiver.verify(&delivery, body.as_bytes()) {
                is_the_peers(&error, &format!("{name}, {length}"));
                if name == "linear" {
                    assert_eq!(
                        error.to_string(),
                        "body: is longer than 1 MiB, the limit for a body with a signed time"
                    );
                }
            }
        });
    }
}

#[test]
fn error_about_a_request_does_not_show_the_names_of_its_fields() {
    let json = r#"{"hash":"sha256","message":"{method}\n{headers:x-gcs}{target}","encoding":"hex",
        "headers":{"X-Sig":"{signature}"}}"#;
    let scheme = Compiled::define(json).unwrap();
    let key = scheme.key("secret", "k").unwrap();
    for hostile in hostile() {
        let name = format!("X-GCS-{}", hostile.replace('\n', " "));
        let fields = [(&*name, "a"), (&*name, "b")];
        let envelope = Envelope::new(at(NOW))
            .method("GET")
            .url("https://a.example/b")
            .fields(&fields);
        let error = scheme.begin(&key, &envelope).unwrap_err();
        let found = (error.kind(), error.blame(), error.to_string());
        let text = "x-gcs: is the prefix of a field that occurs more than once".to_owned();
        assert_eq!(found, (ErrorKind::FieldAmbiguous, Blame::Caller, text));
    }
}
