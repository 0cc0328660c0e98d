//! The error texts of the parser name the wrong word, the allowed words, and the text to write.

use payauth::provider::Profile;
use payauth::scheme::{Compiled, catalog};
use serde_json::{Value, json};

use super::refused::{changed, whole};

const SCHEME: &str = "/alternatives/signed/signature/scheme";
const PATH: &str = "alternatives.signed.signature.scheme";

#[track_caller]
fn assert_words(definition: &Value, path: &str, words: &[&str]) {
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert_eq!(error.path(), path, "{error}");
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "{text:?} does not contain {word:?}");
    }
}

/// The whole definition with these members in its scheme.
fn scheme(members: &[(&str, Value)]) -> Value {
    let mut definition = whole();
    let scheme = definition.pointer_mut(SCHEME).unwrap();
    for (name, value) in members {
        scheme[*name] = value.clone();
    }
    definition
}

#[test]
fn error_about_a_credential_in_a_message_says_to_write_a_variable() {
    let at = format!("{PATH}.message");
    for (message, word) in [
        ("{apiKey}{timestamp}{body}", "write {var:apiKey}"),
        ("{apikey}{timestamp}", "did you mean `var:apiKey`?"),
    ] {
        assert_words(&scheme(&[("message", json!(message))]), &at, &[word]);
    }
    let all = [
        "{body}",
        "{timestamp}",
        "{method}",
        "{target}",
        "{query}",
        "{header:…}",
        "{var:…}",
        "{nonce}",
        "{digest:…}",
        "{lower:…}",
    ];
    assert_words(
        &scheme(&[("message", json!("{nobodyKnows}{timestamp}"))]),
        &at,
        &all,
    );
}

#[test]
fn error_names_a_placeholder_that_is_only_sent_or_only_signed_and_the_member_where_it_is_missing() {
    let at = format!("{PATH}.message");
    let nonce = ("nonce", json!({ "format": "hex" }));
    for (message, headers, words) in [
        (
            "{body}",
            json!({ "X-Time": "{timestamp}", "X-Sign": "{signature}" }),
            ["{timestamp} is sent in `X-Time`", "add it to `message`"],
        ),
        (
            "{timestamp}{body}",
            json!({ "X-Sign": "{signature}" }),
            ["{timestamp} is signed and not sent", "add it to `headers`"],
        ),
        (
            "{timestamp}{body}",
            json!({ "X-T": "{timestamp}", "X-N": "{nonce}", "X-Sign": "{signature}" }),
            ["{nonce} is sent in `X-N`", "add it to `message`"],
        ),
        (
            "{timestamp}{nonce}{body}",
            json!({ "X-T": "{timestamp}", "X-Sign": "{signature}" }),
            ["{nonce} is signed and not sent", "add it to `headers`"],
        ),
        (
            "{timestamp}{id:a}{body}",
            json!({ "X-T": "{timestamp}", "X-Sign": "{signature}" }),
            ["{id:a} is signed and not sent", "add it to `headers`"],
        ),
        (
            "{timestamp}{body}",
            json!({ "X-T": "{timestamp}", "X-I": "{id}", "X-Sign": "{signature}" }),
            ["{id} is sent in `X-I`", "add it to `message`"],
        ),
    ] {
        let definition = scheme(&[
            ("message", json!(message)),
            ("headers", headers),
            nonce.clone(),
        ]);
        assert_words(&definition, &at, &words);
    }
    let digests = (
        "digests",
        json!({ "d": { "of": "{nonce}{body}", "hash": "sha256", "encoding": "hex" } }),
    );
    let definition = scheme(&[("message", json!("{timestamp}{digest:d}")), nonce, digests]);
    assert_words(&definition, &at, &["{nonce} is signed and not sent"]);
}

#[test]
fn error_about_an_unknown_word_lists_all_words() {
    let formats = [
        "unix",
        "unix_ms",
        "unix_us",
        "unix_fraction",
        "iso",
        "iso_ms",
        "http_date",
    ];
    for format in ["ms", "seconds", "rfc3339"] {
        let definition = scheme(&[("timestamp", json!({ "format": format }))]);
        assert_words(&definition, &format!("{PATH}.timestamp.format"), &formats);
        let error = Profile::define(&definition.to_string()).unwrap_err();
        assert!(!error.to_string().contains("did you mean"), "{error}");
    }
    let near = scheme(&[("timestamp", json!({ "format": "unixms" }))]);
    assert_words(
        &near,
        &format!("{PATH}.timestamp.format"),
        &["did you mean `unix_ms`?"],
    );
    let encodings = [
        "hex",
        "HEX",
        "base64",
        "base64url",
        "base64url_nopad",
        "hex_base64",
    ];
    assert_words(
        &scheme(&[("encoding", json!("base58"))]),
        &format!("{PATH}.encoding"),
        &encodings,
    );
}

#[test]
fn error_about_an_unknown_word_outside_of_a_scheme_lists_all_words() {
    for (pointer, path, words) in [
        ("/body", "body", &["json", "form"][..]),
        ("/token/method", "token.method", &["POST", "GET"]),
        (
            "/token/answer/format",
            "token.answer.format",
            &["unix", "unix_ms", "iso"],
        ),
        (
            "/endpoints/POST ~1payments/idempotency",
            "endpoints[\"POST /payments\"].idempotency",
            &["required", "optional", "none"],
        ),
        (
            "/errors/retryAfter/0/format",
            "errors.retryAfter[0].format",
            &["seconds", "unix", "unix_ms", "http_date"],
        ),
        (
            "/webhook/outcome/0/verdict",
            "webhook.outcome[0].verdict",
            &["paid", "failed"],
        ),
    ] {
        let mut definition = changed(pointer, Some(json!("nobodyKnows")));
        if pointer == "/token/answer/format" {
            definition["token"]["answer"]["expiresAt"] = json!("end");
        }
        assert_words(&definition, path, words);
    }
}

#[test]
fn error_about_an_unknown_member_of_a_scheme_names_it_and_lists_all_members() {
    let members = [
        "algorithm: ",
        "hash",
        "encoding",
        "message",
        "timestamp",
        "headers",
        "nonce",
        "digests",
    ];
    assert_words(
        &scheme(&[("algorithm", json!("sha256"))]),
        &format!("{PATH}.algorithm"),
        &members,
    );
    let key = scheme(&[("key", json!({ "encoding": "base64" }))]);
    assert_words(&key, &format!("{PATH}.key.encoding"), &["decode, strip"]);
    let alone = r#"{"algorithm":"x"}"#;
    let error = Compiled::define(alone).unwrap_err();
    assert!(error.hint().contains("hash, encoding"), "{}", error.hint());
    assert!(!error.path().contains("algorithm"), "{}", error.path());
}

#[test]
fn error_about_an_unknown_scheme_suggests_a_similar_name_of_the_catalogue() {
    for (name, _) in catalog::DEFINITIONS {
        let scheme = catalog::compile(name).unwrap().unwrap();
        if scheme.only_signs().is_some() || name.len() < 5 {
            continue;
        }
        let wrong = format!("{name}x");
        let error = Profile::define(&changed("/webhook/scheme", Some(json!(wrong))).to_string())
            .unwrap_err();
        assert!(
            error.hint().starts_with("did you mean `"),
            "{wrong}: {error}"
        );
    }
    assert_words(
        &changed("/webhook/scheme", Some(json!("dwola"))),
        "webhook.scheme",
        &["did you mean `dwolla`?"],
    );
    assert_words(
        &changed("/webhook/scheme", Some(json!("nobodyKnowsThat"))),
        "webhook.scheme",
        &["payauth/schemes has the names"],
    );
}

#[test]
fn other_errors_say_what_to_write() {
    let plain = |pointer: &str, value: Value| changed(pointer, Some(value));
    assert_words(
        &plain("/name", json!("fiservIpg")),
        "name",
        &["write `fiserv-ipg`"],
    );
    assert_words(
        &plain("/name", json!("ACME Pay")),
        "name",
        &["write `acme-pay`"],
    );
    assert_words(
        &plain("/token/url", json!("token")),
        "token.url",
        &["a path under the server begins with /"],
    );
    assert_words(
        &plain(
            "/alternatives/signed/signature/scheme",
            json!("cybersource"),
        ),
        PATH,
        &["only `webhook.scheme` can be", "hash: \"sha256\""],
    );
    let mut alone = plain("/endpoints", json!({ "GET /x": { "auth": "basic" } }));
    alone.as_object_mut().unwrap().remove("alternatives");
    assert_words(
        &alone,
        "endpoints[\"GET /x\"].auth",
        &[
            "define the name there",
            "or write `none`, which sends no credentials",
        ],
    );
    assert_words(
        &plain(
            "/auth",
            json!({ "bearer": "{token}", "basic": { "user": "{apiKey}" } }),
        ),
        "auth.basic",
        &["`alternatives`"],
    );
}

#[test]
fn error_names_the_element_or_the_header_field_and_its_remedy_is_not_a_contradiction() {
    for (pointer, value, path, word) in [
        (
            "/errors/when",
            json!({ "path": "status", "is": [false] }),
            "errors.when.is[0]",
            "is not a string; the array is, for example, `[\"failed\"]`",
        ),
        (
            "/alternatives/signed/signature/scheme/headers",
            json!({ "X-Time": "{timestamp}", "Cookie": "{signature}" }),
            "alternatives.signed.signature.scheme.headers.Cookie",
            "is a header field that a definition cannot set",
        ),
        (
            "/alternatives/signed/signature/scheme/hash",
            json!("SHA256"),
            "alternatives.signed.signature.scheme.hash",
            "must be SHA-1, SHA-256, SHA-384 or SHA-512",
        ),
        (
            "/credentials/apiKey/optional",
            json!(false),
            "credentials.apiKey.optional",
            "must be true or the name of another credential, or be left out",
        ),
        (
            "/token/lifetime",
            json!(0),
            "token.lifetime",
            "is not a whole number of seconds from 1 to 31536000; write, for example, `3600`",
        ),
        (
            "/headers",
            json!({ "X-A": "1", "X_A": "2" }),
            "headers.X_A",
            "sets a header field that another member also sets; send `X-A` only once",
        ),
    ] {
        assert_words(&changed(pointer, Some(value)), path, &[word]);
    }
}
