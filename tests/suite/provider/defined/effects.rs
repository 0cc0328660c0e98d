//! A member of a definition that would have no effect is rejected, and the error says what the member needs.

use payauth::encoding::hex::{self, Case};
use payauth::provider::{Client, Credentials, Profile};
use payauth::scheme::{Compiled, Envelope};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verdict};
use payauth::{Algorithm, Error, ErrorKind, MacKey};
use serde_json::{Value, json};

use super::refused::whole;
use crate::support::at;

fn scheme(message: &str, carrier: &str) -> Value {
    json!({ "hash": "sha256", "encoding": "hex", "message": message, carrier: { "sig": "{signature}" } })
}

/// Schemes, each with two facts: whether it verifies a JSON body without any header field, and whether it signs the
/// member `id`.
fn schemes() -> [(Value, bool, bool); 12] {
    let digest = json!({ "d": { "of": "{field:id}", "hash": "sha256", "encoding": "hex" } });
    let mut of_digest = scheme("{digest:d}", "headers");
    of_digest["digests"] = digest;
    [
        (json!("stripe"), false, true),
        (scheme("{body}", "headers"), false, true),
        (scheme("{field:id}", "headers"), false, true),
        (scheme("{field:id}", "query"), false, true),
        (scheme("{field:id?}", "fields"), true, true),
        (scheme("{field:other}", "fields"), true, false),
        (scheme("{lower:field:id}", "fields"), true, false),
        (scheme("{form:id}", "headers"), false, false),
        (scheme("{header:x-h}", "headers"), false, false),
        (
            json!({ "construction": "token", "headers": { "x-t": "{secret}" } }),
            false,
            false,
        ),
        (of_digest, false, true),
        (with_optional_field(), true, true),
    ]
}

/// A scheme whose signature is in the body, and whose id of the key is in a header field that may be absent.
fn with_optional_field() -> Value {
    let mut scheme = scheme("{field:id}", "fields");
    scheme["headers"] = json!({ "x-key": { "items": ["{key_id}"], "optional": true } });
    scheme
}

fn outcome(path: &str) -> Value {
    json!([{ "verdict": "paid", "when": { path: "done" } }])
}

const OWN: &str = "cannot be combined with `scheme`";
const SCHEME: &str = "needs `webhook.scheme`";
const SIGNED: &str = "must name a member that `webhook.scheme` signs";
const ENCODING: &str = "needs a `webhook.scheme` with an `encoding`";
const JSON: &str = "needs a `webhook.scheme` that reads `{field:…}` or `fields`, and no required header field or parameter";

/// Defines a provider with these webhooks, and compares the error with a path and a text. An empty path means that the
/// definition is accepted.
#[track_caller]
fn check(webhook: &Value, path: &str, text: &str) {
    let mut definition = whole();
    definition["webhook"] = webhook.clone();
    match Profile::define(&definition.to_string()) {
        Ok(_) => assert_eq!(path, "", "{webhook}"),
        Err(error) => {
            let told = (error.kind(), error.path(), error.detail());
            assert_eq!(told, (ErrorKind::Definition, path, text), "{webhook}");
        }
    }
}

#[test]
fn member_of_webhooks_is_accepted_exactly_if_the_scheme_uses_it() {
    for (scheme, reads_json, signs_id) in schemes() {
        let token = json!({ "member": "token" });
        let own = json!({ "member": "token", "outcome": outcome("id") });
        let fault = |is_right: bool, path| if is_right { "" } else { path };
        for (more, path, text) in [
            (json!({}), "", ""),
            (json!({ "secret": "{apiKey}" }), "", ""),
            (json!({ "acknowledge": "ok" }), "", ""),
            (
                json!({ "openEncoding": true }),
                fault(scheme["construction"] != "token", "webhook.openEncoding"),
                ENCODING,
            ),
            (json!({ "advice": "ask" }), "webhook.advice", OWN),
            (
                json!({ "eventId": "id" }),
                fault(signs_id, "webhook.eventId"),
                SIGNED,
            ),
            (
                json!({ "outcome": outcome("id") }),
                fault(signs_id, "webhook.outcome"),
                SIGNED,
            ),
            (
                json!({ "word": "id" }),
                fault(signs_id, "webhook.word"),
                SIGNED,
            ),
            (
                json!({ "word": ["id", "a"], "outcome": outcome("id") }),
                fault(signs_id, "webhook.outcome"),
                SIGNED,
            ),
            (
                json!({ "token": &token }),
                fault(reads_json, "webhook.token"),
                JSON,
            ),
            (
                json!({ "token": &own }),
                fault(reads_json, "webhook.token"),
                JSON,
            ),
            (
                json!({ "token": &token, "outcome": outcome("id") }),
                fault(reads_json, "webhook.token"),
                JSON,
            ),
        ] {
            let mut webhook = more;
            webhook["scheme"] = scheme.clone();
            check(&webhook, path, text);
        }
    }
}

#[test]
fn without_a_scheme_only_members_that_a_scheme_of_the_client_uses_are_accepted() {
    for (webhook, path, text) in [
        (json!({ "advice": "ask", "acknowledge": "ok" }), "", ""),
        (
            json!({ "eventId": "id", "token": { "member": "token", "own": "a.b" } }),
            "",
            "",
        ),
        (json!({ "word": "a", "outcome": outcome("id") }), "", ""),
        (json!({ "secret": "{apiKey}" }), "webhook.secret", SCHEME),
        (
            json!({ "openEncoding": true }),
            "webhook.openEncoding",
            ENCODING,
        ),
        (json!({ "word": "a" }), "", ""),
    ] {
        check(&webhook, path, text);
    }
}

#[test]
fn outcome_of_a_token_replaces_the_outcome_of_the_webhook() {
    let scheme = scheme("{field:id}", "fields");
    let with = |token: Value, more: Value| {
        let mut webhook = more;
        webhook["scheme"] = scheme.clone();
        webhook["token"] = token;
        webhook
    };
    let word = || json!({ "member": "token", "word": "a" });
    let both = json!({ "member": "token", "word": "a", "outcome": outcome("b") });
    check(&with(word(), json!({})), "", "");
    check(&with(both, json!({})), "", "");
    // The outcome of the webhook may read claims that the scheme does not sign.
    check(&with(word(), json!({ "outcome": outcome("b") })), "", "");
    let other = json!({ "member": "token", "outcome": outcome("b") });
    check(
        &with(other, json!({ "outcome": outcome("b") })),
        "webhook.outcome",
        SIGNED,
    );
}

/// A definition whose webhooks are signed with this secret. The credentials have these names.
fn with_secret(secret: &str, names: &[&str], decode: Option<&str>) -> Value {
    let mut scheme = scheme("{body}", "headers");
    if let Some(decode) = decode {
        scheme["key"] = json!({ "decode": decode });
    }
    let credentials = names.iter().map(|name| ((*name).to_owned(), json!({})));
    json!({
        "name": "shop",
        "servers": { "live": { "url": "https://shop.example", "variables": { "fixed": "zz" } } },
        "credentials": Value::Object(credentials.collect()),
        "auth": { "bearer": format!("{{{}}}", names[0]) },
        "webhook": { "secret": secret, "scheme": scheme },
    })
}

fn webhooks_of(definition: &Value, names: &[&str]) -> Result<Receiver, Error> {
    let profile = Profile::define(&definition.to_string())?;
    let mut credentials = Credentials::default();
    for name in names {
        credentials.push(name, "zz")?;
    }
    Client::new(profile, credentials, "", "")?.webhooks()
}

#[test]
fn every_secret_of_webhooks_that_a_definition_accepts_verifies() {
    let long = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|letter| letter.repeat(32));
    let long = long.each_ref().map(String::as_str);
    let all = long.map(|name| format!("{{{name}}}")).concat();
    for (secret, names) in [
        ("{fixed}", &["key"][..]),
        ("{null}", &["null"]),
        ("{undefined}", &["undefined"]),
        ("{NaN}", &["NaN"]),
        ("{secretsKey}", &["secretsKey"]),
        (&all, &long),
    ] {
        let receiver = webhooks_of(&with_secret(secret, names, None), names);
        let receiver = receiver.unwrap_or_else(|error| panic!("{secret}: {error}"));
        let key = MacKey::new(Algorithm::Sha256, "zz".repeat(names.len()).as_bytes());
        let tag = hex::encode(key.sign(b"{}").as_bytes(), Case::Lower);
        let fields = [("sig", tag.as_str())];
        let delivery = Delivery::new(&fields, at(0));
        assert!(receiver.verify(&delivery, b"{}").is_ok(), "{secret}");
        assert!(receiver.verify(&delivery, b"[]").is_err(), "{secret}");
    }
}

#[test]
fn error_about_a_secret_of_a_definition_names_its_credential_or_the_secret() {
    for (secret, names, argument) in [
        ("{fixed}", ["key", "other"], "secret"),
        ("{key}", ["key", "other"], "key"),
        ("{other}{key}", ["key", "other"], "other"),
        ("{secretsKey}", ["secretsKey", "key"], "secretsKey"),
    ] {
        let error = webhooks_of(&with_secret(secret, &names, Some("hex")), &names).unwrap_err();
        let told = (error.kind(), error.argument());
        assert_eq!(told, (ErrorKind::Secret, argument), "{secret}");
    }
}

#[test]
fn credential_cannot_have_the_name_of_the_list_of_secrets() {
    let definition = with_secret("{secrets}", &["secrets"], None);
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert_eq!(error.path(), "credentials.secrets");
}

#[test]
fn empty_list_of_outcomes_is_rejected() {
    check(
        &json!({ "scheme": "stripe", "outcome": [] }),
        "webhook.outcome",
        "is an empty array",
    );
}

#[test]
fn word_is_accepted_exactly_if_the_scheme_signs_one_of_its_members() {
    for (message, word, is_signed) in [
        ("{field:id}", json!("id"), true),
        ("{field:id}", json!(["other", "id"]), true),
        ("{field:id}", json!("other"), false),
        ("{field:id}", json!(["other", "more"]), false),
        ("{body}", json!("other"), true),
    ] {
        let path = if is_signed { "" } else { "webhook.word" };
        let scheme = scheme(message, "headers");
        let webhook = json!({ "scheme": scheme, "word": word, "outcome": outcome("id") });
        check(&webhook, path, SIGNED);
    }
}

#[test]
fn outcome_is_accepted_exactly_if_the_scheme_signs_all_its_members() {
    for (message, rows, is_signed) in [
        ("{field:id}", json!([{ "id": "a" }]), true),
        ("{field:id}", json!([{ "id": "a" }, { "id": "b" }]), true),
        ("{field:id}", json!([{ "id": "a", "other": "b" }]), false),
        ("{field:id}", json!([{ "id": "a", "other": false }]), false),
        (
            "{field:id}",
            json!([{ "id": "a" }, { "other": "b" }]),
            false,
        ),
        (
            "{field:id}:{field:other?}",
            json!([{ "id": "a", "other": false }]),
            true,
        ),
        ("{body}", json!([{ "id": "a", "other": false }]), true),
    ] {
        let rows = rows.as_array().into_iter().flatten();
        let rows = rows.map(|when| json!({ "verdict": "paid", "when": when }));
        let scheme = scheme(message, "headers");
        let webhook = json!({ "scheme": scheme, "outcome": rows.collect::<Vec<_>>() });
        let path = if is_signed { "" } else { "webhook.outcome" };
        check(&webhook, path, SIGNED);
    }
}

#[test]
fn member_that_the_scheme_of_the_client_does_not_sign_matches_no_value() {
    let names = ["key"];
    let mut definition = with_secret("{key}", &names, None);
    let row = json!({ "verdict": "paid", "when": { "id": "a", "other": false } });
    definition["webhook"] = json!({ "outcome": [row] });
    for (message, verdict) in [
        ("{field:id}", Verdict::Other),
        ("{field:id}:{field:other?}", Verdict::Paid),
        ("{body}", Verdict::Paid),
    ] {
        let profile = Profile::define(&definition.to_string()).unwrap();
        let mut credentials = Credentials::default();
        credentials.push("key", "zz").unwrap();
        let client = Client::new(profile, credentials, "", "").unwrap();
        let scheme = Compiled::define(&scheme(message, "headers").to_string()).unwrap();
        let mut secrets = Secrets::default();
        let key = scheme.key("secret", "zz").unwrap();
        secrets.push("live", key, Validity::ALWAYS).unwrap();
        let receiver = client.webhooks_with(scheme, secrets).unwrap();
        let body = br#"{"id":"a"}"#;
        let sent = receiver.sign(&Envelope::new(at(0)), body).unwrap();
        let fields: Vec<_> = sent.iter().collect();
        let verified = receiver.verify(&Delivery::new(&fields, at(0)), body);
        let outcome = verified.unwrap().outcome.unwrap();
        assert_eq!(outcome.verdict, verdict, "{message}");
    }
}
