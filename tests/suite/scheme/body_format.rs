//! A received body is read in the format that its unsigned `Content-Type` names. So no `Content-Type` may name another
//! format than the format that the scheme reads.

use payauth::scheme::{Compiled, Envelope};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Algorithm, Blame, Error, ErrorKind, MacKey, encoding::hex};
use serde_json::{Value, json};

use super::catalogue::{each, scheme, verify};
use crate::support::{at, text};

const FORMS: [&str; 4] = [
    "application/x-www-form-urlencoded",
    "Application/X-WWW-Form-Urlencoded;charset=utf-8",
    "application/x-www-form-urlencoded ; charset=\"UTF-8\"",
    "\tapplication/x-www-form-urlencoded ",
];
const JSON: [&str; 5] = [
    "application/json",
    "application/json; charset=utf-8",
    "TEXT/JSON",
    "application/cloudevents+json",
    "application/octet-stream",
];
/// The type that `fetch` writes for a text. No program reads parameters or members from it.
const PLAIN: [&str; 2] = ["text/plain;charset=UTF-8", "TEXT/plain"];
/// Types that no scheme accepts, because programs read them in different ways.
const NEITHER: [&str; 8] = [
    "multipart/form-data; boundary=a",
    "Multipart/Mixed",
    "application/x-www-form-urlencoded, application/json",
    "application/json, application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-8, application/json",
    "application/x-www-form-urlencoded; type=application/json; multipart/form-data",
    "text/plain, application/x-www-form-urlencoded",
    "\u{a0}application/x-www-form-urlencoded",
];
/// Types that a scheme that reads a form rejects, too.
const NO_FORM: [&str; 3] = ["application/x-www-form-urlencodedx", ";", "form"];

#[test]
fn every_scheme_that_reads_the_body_rejects_a_content_type_of_another_format() {
    let mut read = [0, 0];
    each(false, |vector| {
        let name = text(&vector["scheme"]);
        let definition = super::misread::definition_of(vector);
        let parsed: Value = serde_json::from_str(definition).unwrap();
        let sources = parsed["params"]["from"].to_string();
        let is_form =
            definition.contains("{form:") || parsed["form"].is_object() || sources.contains("form");
        let is_json = definition.contains("{field:") || parsed["fields"].is_object();
        read[0] += usize::from(is_form);
        read[1] += usize::from(is_json);
        let has_type = scheme(vector)
            .field_names()
            .any(|name| name == "Content-Type");
        assert_eq!(has_type, is_form || is_json, "{name}");
        let with = |media_type: &str| {
            let mut headers = vector["headers"].clone();
            headers["content-TYPE"] = json!(media_type);
            verify(vector, &json!({ "headers": headers }))
        };
        let all = FORMS.iter().chain(&JSON).chain(&PLAIN);
        let all = all.chain(&NEITHER).chain(&NO_FORM);
        for media_type in all {
            let is_accepted = match (is_form, is_json) {
                _ if PLAIN.contains(media_type) => true,
                (true, _) => FORMS.contains(media_type),
                (_, true) => JSON.contains(media_type) || NO_FORM[1..].contains(media_type),
                _ => true,
            };
            match with(media_type) {
                Ok(_) => assert!(is_accepted, "{name}: {media_type}"),
                Err(error) => {
                    let told = (error.kind(), error.argument(), error.blame());
                    let expected = (ErrorKind::FieldMalformed, "Content-Type", Blame::Peer);
                    assert_eq!(told, expected, "{name}: {media_type}");
                    assert!(!is_accepted, "{name}: {media_type}");
                }
            }
        }
        with("").unwrap();
    });
    assert!(read[0] >= 6 && read[1] >= 6, "{read:?}");
}

/// Every way to sign a parameter or a member, and every way to sign the whole body.
fn definitions() -> Vec<(Value, &'static str)> {
    let digest = |of: &str| json!({ "d": { "of": of, "hash": "sha256", "encoding": "hex" } });
    let form = [
        json!({ "message": "{form:a}" }),
        json!({ "message": "[{lower:form:a};]{header:x-h}" }),
        json!({ "message": "{header:content-type}|{form:a}" }),
        json!({ "message": "{params}", "params": { "from": ["form"] } }),
        json!({ "message": "{params}", "params": { "from": ["query", "form"] }, "unsafe": ["joined-members"] }),
        json!({ "message": "{digest:d}", "digests": digest("{form:a}") }),
        json!({ "message": "{form:a}", "form": { "sig": "{signature}" }, "headers": {} }),
    ];
    let members = [
        json!({ "message": "{field:a}" }),
        json!({ "message": "[{lower:field:a};]{header:x-h}" }),
        json!({ "message": "{field:a?}|{id}", "fields": { "id": "{id}" } }),
        json!({ "message": "{digest:d}", "digests": digest("{field:a}") }),
    ];
    let whole = [
        json!({ "message": "{body}" }),
        json!({ "message": "{body}", "eventId": "a" }),
        json!({ "message": "{digest:d}", "digests": digest("{body}") }),
    ];
    let with = |kind| move |change| (change, kind);
    let all = form.into_iter().map(with("form"));
    let all = all.chain(members.into_iter().map(with("json")));
    all.chain(whole.into_iter().map(with("body"))).collect()
}

fn compiled(change: &Value) -> Compiled {
    let mut definition =
        json!({ "hash": "sha256", "encoding": "hex", "headers": { "X-S": "{signature}" } });
    for (name, value) in change.as_object().unwrap() {
        definition[name] = value.clone();
    }
    Compiled::define(&definition.to_string()).unwrap()
}

fn receiver(change: &Value) -> Receiver {
    let scheme = compiled(change);
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", "k").unwrap();
    secrets.push("k", key, Validity::ALWAYS).unwrap();
    Receiver::new(scheme, secrets).unwrap()
}

/// The error of a message with a wrong signature, as a whole and in pieces.
fn error(receiver: &Receiver, types: &[&str], body: &str) -> Error {
    let signature = hex::encode(
        MacKey::new(Algorithm::Sha256, b"other")
            .sign(b"")
            .as_bytes(),
        hex::Case::Lower,
    );
    let mut fields = vec![("X-S", &*signature)];
    fields.extend(types.iter().map(|media_type| ("content-type", *media_type)));
    let delivery = Delivery::new(&fields, at(0)).url("https://a.example/?q=1");
    let body = body.replace("SIGNATURE", &signature);
    let whole = receiver.verify(&delivery, body.as_bytes()).unwrap_err();
    let mut receiving = receiver.begin(&delivery).unwrap();
    for byte in body.as_bytes() {
        receiving.absorb(&[*byte]);
    }
    let pieces = receiver.finish(receiving).unwrap_err();
    assert_eq!(
        (whole.kind(), whole.to_string()),
        (pieces.kind(), pieces.to_string())
    );
    whole
}

#[test]
fn content_type_is_checked_exactly_if_the_scheme_reads_parameters_or_members() {
    for (change, kind) in definitions() {
        let receiver = receiver(&change);
        let body = match kind {
            "form" => "a=1&sig=SIGNATURE",
            _ => r#"{"a":"1","id":"i"}"#,
        };
        for (types, accepting) in [
            (&FORMS[..], &["form", "body"][..]),
            (&JSON, &["json", "body"]),
            (&PLAIN, &["form", "json", "body"]),
            (&NEITHER, &["body"]),
        ] {
            for media_type in types {
                let found = error(&receiver, &[media_type], body).kind();
                let expected = if accepting.contains(&kind) {
                    ErrorKind::Signature
                } else {
                    ErrorKind::FieldMalformed
                };
                assert_eq!(found, expected, "{change} {media_type}");
            }
        }
        for (types, expected) in [
            (&[][..], ErrorKind::Signature),
            (&[""], ErrorKind::Signature),
            (&[FORMS[0], JSON[0]], ErrorKind::FieldAmbiguous),
            (&[JSON[0], JSON[0]], ErrorKind::FieldAmbiguous),
        ] {
            let is_checked = kind != "body" || expected == ErrorKind::Signature;
            let expected = if is_checked {
                expected
            } else {
                ErrorKind::Signature
            };
            assert_eq!(
                error(&receiver, types, body).kind(),
                expected,
                "{change} {types:?}"
            );
        }
    }
}

#[test]
fn request_is_signed_only_with_a_content_type_of_the_format_that_the_scheme_reads() {
    for (change, kind) in definitions() {
        let (scheme, body) = match kind {
            "form" => (compiled(&change), "a=1"),
            _ => (compiled(&change), r#"{"a":"1"}"#),
        };
        let key = scheme.key("secret", "k").unwrap();
        let signed = |media_type: &str| {
            let fields = [("Content-Type", media_type), ("X-H", "h")];
            let envelope = Envelope::new(at(1)).fields(&fields).url("/");
            let has_id = change.to_string().contains("{id}");
            let envelope = if has_id { envelope.id("i") } else { envelope };
            let signed = scheme.sign(&key, &envelope, body.as_bytes());
            !signed.is_err_and(|error| error.kind() == ErrorKind::Body)
        };
        for (types, accepting) in [
            (&FORMS[..], &["form", "body"][..]),
            (&JSON, &["json", "body"]),
            (&NEITHER[..2], &["body"]),
        ] {
            for media_type in types.iter().filter(|one| one.trim() == **one) {
                assert_eq!(
                    signed(media_type),
                    accepting.contains(&kind),
                    "{change} {media_type}"
                );
            }
        }
    }
}

#[test]
fn empty_body_may_have_every_content_type_in_a_scheme_that_reads_a_form() {
    let change = json!({ "message": "{params}|{method}", "params": { "from": ["form"] } });
    let receiver = receiver(&change);
    let key = MacKey::new(Algorithm::Sha256, b"k");
    let signature = hex::encode(key.sign(b"|GET").as_bytes(), hex::Case::Lower);
    let fields = [("X-S", &*signature), ("Content-Type", "application/json")];
    let delivery = Delivery::new(&fields, at(0)).method("GET");
    receiver.verify(&delivery, b"").unwrap();
}
