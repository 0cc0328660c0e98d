//! Definitions that are rejected because they put a secret into a query, contain a name that a JavaScript object would
//! lose, or need a value that no call can pass.

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::{Value, json};

use super::refused::{changed, whole};

#[track_caller]
fn refused(definition: &Value, path: &str, words: &str) {
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Definition, "{error}");
    assert_eq!(error.path(), path, "{error}");
    let shown = [error.detail(), error.hint()].join("; ");
    assert!(shown.contains(words), "{shown} does not contain {words}");
}

const SCHEME: &str = "/alternatives/signed/signature/scheme";

fn with_scheme(change: &Value) -> Value {
    let mut scheme = whole().pointer(SCHEME).unwrap().clone();
    for (name, value) in change.as_object().unwrap() {
        scheme[name] = value.clone();
    }
    changed(SCHEME, Some(scheme))
}

#[test]
fn signature_that_writes_a_secret_into_the_query_is_rejected() {
    let path = "alternatives.signed.signature.scheme.query";
    for secret in ["apiKey", "apiSecret"] {
        let var = format!("{{var:{secret}}}");
        for query in [
            json!({ "key": var }),
            json!({ "key": format!("x-{var}-y") }),
            json!({ "time": "{timestamp}", "key": var }),
            json!({ "key": { "sep": ",", "items": [format!("k={var}"), "v={signature}"] } }),
            json!({ "key": { "prefix": "k ", "sep": ",", "items": ["{signature}", var] } }),
        ] {
            for message in [
                "{timestamp}.{body}",
                &format!("{{timestamp}}.{var}.{{body}}"),
            ] {
                let definition = with_scheme(&json!({ "query": query, "message": message }));
                let words = format!("would put a secret into a URL; `{secret}` must be `public`");
                refused(&definition, path, &words);
            }
        }
    }
    // A public credential may be in the query. A secret may be in a header field or in the message.
    for change in [
        json!({ "query": { "id": "{var:prefix}" }, "message": "{timestamp}.{var:prefix}.{body}" }),
        json!({ "headers": { "X-Time": "{timestamp}", "X-Sign": "{var:apiKey}:{signature}" } }),
        json!({ "query": { "v": "{var:version}" }, "message": "{timestamp}.{var:apiSecret}.{body}" }),
    ] {
        Profile::define(&with_scheme(&change).to_string()).unwrap();
    }
}

fn digest(of: &str) -> Value {
    json!({ "d": { "of": of, "hash": "sha256", "encoding": "hex" } })
}

#[test]
fn signature_that_sends_a_plain_hash_of_a_secret_is_rejected() {
    let scheme = "alternatives.signed.signature.scheme";
    let headers =
        |value: &str| json!({ "X-Time": "{timestamp}", "X-Sign": "{signature}", "X-D": value });
    for secret in ["apiKey", "apiSecret"] {
        for of in [
            format!("{{var:{secret}}}"),
            format!("a{{lower:var:{secret}}}b"),
            format!("{{var:prefix}}:{{var:{secret}}}"),
            format!("{{var:{secret}}}.{{timestamp}}"),
            format!("{{body}}{{var:{secret}}}"),
            format!("{{method}}|{{lower:var:{secret}}}"),
            format!("{{path}}|{{var:{secret}}}"),
            format!("{{headers:zz-}}{{var:{secret}}}"),
        ] {
            let digests = digest(&of);
            let query = json!({ "d": "{digest:d}" });
            let definition = with_scheme(&json!({ "query": query, "digests": digests }));
            let words = format!("would put a secret into a URL; `{secret}` must be `public`");
            refused(&definition, &format!("{scheme}.query"), &words);
            let definition =
                with_scheme(&json!({ "headers": headers("v={digest:d}"), "digests": digests }));
            if of.contains("{timestamp}") {
                Profile::define(&definition.to_string()).unwrap();
            } else {
                let words = "would send a plain hash of a secret; add {timestamp} or {nonce} to the hashed text";
                refused(&definition, &format!("{scheme}.digests"), words);
            }
        }
    }
    // A digest of a secret may be in the message, and a digest of a public credential may be sent.
    for change in [
        json!({ "message": "{timestamp}.{digest:d}", "digests": digest("{var:apiSecret}") }),
        json!({ "headers": headers("{digest:d}"), "digests": digest("{var:prefix}") }),
        json!({ "query": { "d": "{digest:d}" }, "digests": digest("{var:prefix}.{body}") }),
    ] {
        Profile::define(&with_scheme(&change).to_string()).unwrap();
    }
}

#[test]
fn signature_of_requests_is_rejected_if_it_needs_a_value_that_no_call_can_pass() {
    let path = "alternatives.signed.signature.scheme";
    let digest = json!({ "d": { "of": "{id}.{body}", "hash": "sha256", "encoding": "hex" } });
    for change in [
        json!({ "message": "{timestamp}.{id}.{body}", "headers": { "X-T": "{timestamp}", "X-I": "{id}", "X-S": "{signature}" } }),
        json!({ "message": "{timestamp}.{id:a}.{body}", "headers": { "X-T": "{timestamp}", "X-I": "{id:a}", "X-S": "{signature}" } }),
        json!({ "message": "{timestamp}.{key_id}.{body}" }),
        json!({ "headers": { "X-Time": "{timestamp}", "X-Key": "{key_id}", "X-Sign": "{signature}" } }),
        json!({ "query": { "key": "{key_id}" } }),
        json!({ "message": "{timestamp}.{digest:d}", "digests": digest }),
    ] {
        let error = Profile::define(&with_scheme(&change).to_string()).unwrap_err();
        assert!(error.path().starts_with(path), "{change}: {error}");
    }
    let words = "must not have {id} or {key_id}, because a call cannot pass them; write {var:…} for a credential";
    refused(
        &with_scheme(&json!({ "message": "{timestamp}.{key_id}.{body}" })),
        path,
        words,
    );
    let nonce = json!({
        "nonce": { "format": "hex", "length": 32 }, "message": "{timestamp}.{nonce}.{body}",
        "headers": { "X-Time": "{timestamp}", "X-Nonce": "{nonce}", "X-Sign": "{signature}" }
    });
    Profile::define(&with_scheme(&nonce).to_string()).unwrap();
}

/// Each place of a definition with the name of a header field, a parameter or a member: the JSON pointer of the place, and
/// a value for the place. The pointer or the value contains `__proto__`.
fn places() -> Vec<(String, Value)> {
    let proto = || json!("__proto__");
    let mut places = vec![
        ("/versionHeader".into(), proto()),
        ("/idempotency/header".into(), proto()),
        ("/forbidden/0".into(), proto()),
        ("/errors/retryAfter/0/header".into(), proto()),
        ("/errors/requestId".into(), json!("header:__proto__")),
        ("/parameters/member".into(), proto()),
        ("/pages/page".into(), proto()),
        ("/pages/size".into(), proto()),
        ("/token/answer/token".into(), json!("data.__proto__.token")),
        ("/token/answer/expiresIn".into(), json!("__proto__")),
        ("/errors/when/path".into(), json!("__proto__.status")),
        ("/errors/message/1".into(), proto()),
        ("/errors/fields/name".into(), proto()),
        ("/webhook/eventId".into(), proto()),
        ("/webhook/word".into(), json!("data.__proto__")),
        ("/webhook/outcome/0/when/__proto__".into(), json!("x")),
    ];
    for object in [
        "/headers",
        "/token/form",
        "/token/headers",
        "/token/query",
        "/alternatives/key/headers",
    ] {
        places.push((format!("{object}/__proto__"), json!("x")));
    }
    for object in ["headers", "query"] {
        places.push((format!("{SCHEME}/{object}/__proto__"), json!("{timestamp}")));
    }
    places
}

#[test]
fn name_that_a_javascript_object_would_lose_is_rejected() {
    for (pointer, value) in places() {
        let mut definition = whole();
        for object in ["/token/headers", "/token/query", &format!("{SCHEME}/query")] {
            let (parent, name) = object.rsplit_once('/').unwrap();
            definition.pointer_mut(parent).unwrap()[name] = json!({ "x": "{timestamp}" });
            if parent == "/token" {
                definition.pointer_mut(object).unwrap()["x"] = json!("1");
            }
        }
        Profile::define(&definition.to_string()).unwrap();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match definition.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
            object => object[name] = value,
        }
        let error = Profile::define(&definition.to_string()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Definition, "{pointer}");
        assert!(error.detail().contains("__proto__"), "{pointer}: {error}");
    }
}
