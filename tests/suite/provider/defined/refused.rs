//! Faults of definitions: the path of each error, the index of the wrong byte, and the words of the error.

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::{Value, json};

/// A definition that has every member.
pub(crate) fn whole() -> Value {
    json!({
        "name": "shop",
        "servers": {
            "sandbox": { "url": "https://{prefix}.api.sandbox.shop.example", "variables": { "access": "access.sandbox.shop.example" } },
            "live": { "url": "https://{prefix}.api.shop.example/v1", "variables": { "access": "access.shop.example" } }
        },
        "credentials": {
            "prefix": { "public": true },
            "apiKey": { "prefix": { "sandbox": ["sk_test_"], "live": ["sk_live_", "rk_live_"] } },
            "apiSecret": { "optional": true },
            "version": { "public": true, "default": "2025-01-01" }
        },
        "headers": { "X-Version": "{version}" },
        "forbidden": ["X-Old"],
        "body": "form",
        "auth": { "bearer": "{token}" },
        "alternatives": {
            "key": { "headers": { "X-Key": "{apiKey}" } },
            "signed": {
                "headers": { "X-Key": "{apiKey}" },
                "signature": {
                    "secret": "{apiSecret}",
                    "scheme": {
                        "hash": "sha256", "message": "{timestamp}.{method}.{target}.{body}", "encoding": "hex",
                        "timestamp": { "format": "unix" },
                        "headers": { "X-Time": "{timestamp}", "X-Sign": "{signature}" }
                    }
                }
            }
        },
        "endpoints": {
            "GET /public/*": { "auth": "none" },
            "POST /payments": { "auth": "signed", "idempotency": "required" },
            "POST /payments/{id}/refunds": { "auth": "signed", "idempotency": "required" }
        },
        "idempotency": { "header": "Idempotency-Key", "maxLength": 64 },
        "token": {
            "url": "https://{prefix}.{access}/token",
            "form": { "grant_type": "client_credentials", "key": "{apiKey}" },
            "answer": { "token": "access_token", "expiresIn": "expires_in" },
            "lifetime": 3600,
            "early": 60
        },
        "errors": {
            "when": { "path": "status", "not": ["ok"] },
            "message": ["error.message", "message"], "code": "error.code", "requestId": "header:Request-Id",
            "fields": { "list": "error.fields", "name": "field", "message": "text" },
            "retryLater": [429, 503], "mayExist": [409],
            "retryAfter": [{ "header": "X-Reset", "format": "unix" }]
        },
        "webhook": {
            "scheme": "stripe", "eventId": "id", "word": "type", "acknowledge": "ok",
            "outcome": [{ "verdict": "paid", "when": { "type": "payment.paid" } }]
        },
        "parameters": { "secret": "{apiSecret}", "member": "data" },
        "pages": { "page": "page", "first": 0, "size": "size", "defaultSize": 20, "maxSize": 100 },
        "versionHeader": "X-Api-Version"
    })
}

/// The whole definition with another value at a JSON pointer. `None` removes the member.
pub(super) fn changed(pointer: &str, value: Option<Value>) -> Value {
    let mut definition = whole();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    let parent = definition.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(object), Some(value)) => drop(object.insert(name, value)),
        (Value::Object(object), None) => drop(object.remove(&name).unwrap()),
        (Value::Array(list), Some(value)) => list[name.parse::<usize>().unwrap()] = value,
        (_, _) => panic!("{pointer}"),
    }
    definition
}

#[track_caller]
fn assert_fault(definition: &Value, path: &str, index: Option<usize>, words: &str) {
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Definition, "{error}");
    assert_eq!(error.path(), path, "{error}");
    assert_eq!(error.index(), index, "{error}");
    let shown = [error.detail(), error.hint()].join("; ");
    assert!(
        shown.contains(words),
        "{shown:?} does not contain {words:?}"
    );
}

#[test]
fn definition_with_every_member_is_accepted() {
    let profile = Profile::define(&whole().to_string()).unwrap();
    assert_eq!(
        profile.origins,
        [
            "https://{prefix}.api.shop.example",
            "https://{prefix}.api.sandbox.shop.example",
            "https://{prefix}.access.shop.example",
            "https://{prefix}.access.sandbox.shop.example",
        ]
    );
}

/// A case: the JSON pointer, the new value, the path of the error, the index of the wrong byte, and the words of the
/// error.
type Case = (
    &'static str,
    Value,
    &'static str,
    Option<usize>,
    &'static str,
);

#[track_caller]
pub(super) fn assert_all(cases: Vec<Case>) {
    for (pointer, value, path, index, words) in cases {
        println!("{pointer} {value}");
        assert_fault(&changed(pointer, Some(value)), path, index, words);
    }
}

#[rustfmt::skip]
fn guide() -> Vec<Case> {
    vec![
        ("/token/answer/expiresIn", json!(3600), "token.answer.expiresIn", None, "must be a path; write a constant lifetime in `token.lifetime`"),
        ("/token/json", json!({}), "token.json", None, "cannot be combined with `form`"),
        ("/auth/bearer", json!("{apikey}"), "auth.bearer", Some(1), "has a name in braces that is neither a credential nor a constant of every server; did you mean `apiKey`?"),
        ("/servers/live", json!("http://api.example"), "servers.live", None, "must begin with https://"),
        ("/token/query", json!({ "key": "{apiKey}" }), "token.query.key", Some(1), "would put a secret into a URL; only `public` credentials are allowed"),
        ("/endpoints/post ~1x", json!({}), "endpoints[\"post /x\"]", None, "must be a path, or a method in upper case and a path, as in `GET /orders`"),
        ("/endpoints/POST ~1x", json!({ "auth": "signd" }), "endpoints[\"POST /x\"].auth", None, "is not in `alternatives`; did you mean `signed`?"),
        ("/headers/Cookie", json!("a=b"), "headers.Cookie", None, "is a header field that a definition cannot set"),
        ("/webhook/scheme", json!("strype"), "webhook.scheme", None, "is not a scheme of the catalogue; did you mean `stripe`?"),
        ("/tokne", json!({}), "tokne", None, "is unknown; did you mean `token`?"),
        ("/auth/apiKey", json!("x"), "auth.apiKey", None, "is unknown; the members are bearer, basic, headers, signature"),
    ]
}

#[test]
fn error_about_each_fault_of_the_guide_has_the_path_and_the_words_of_the_guide() {
    assert_all(guide());
    let missing = "is missing; write the documented lifetime in seconds";
    let definition = changed("/token/lifetime", None);
    assert_fault(&definition, "token.lifetime", None, missing);
    let mut definition = whole();
    definition.as_object_mut().unwrap().remove("token");
    assert_fault(
        &definition,
        "auth.bearer",
        Some(1),
        "has {token}, but the definition has no member `token`",
    );
}

#[test]
fn method_that_fetch_does_not_send_is_rejected_in_the_definition() {
    for method in ["CONNECT", "TRACE", "TRACK"] {
        let name = format!("{method} /x");
        let place = format!("/endpoints/{method} ~1x");
        let path = format!("endpoints[\"{name}\"]");
        let other = json!({ "auth": "none" });
        for words in [
            "fetch does not send",
            "must not have the method CONNECT, TRACE or TRACK",
        ] {
            assert_fault(&changed(&place, Some(other.clone())), &path, None, words);
            let methods = changed("/idempotency/methods", Some(json!(["POST", method])));
            assert_fault(&methods, "idempotency.methods[1]", None, words);
        }
    }
    for method in [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "TRACKS", "CONNECTX",
    ] {
        let place = format!("/endpoints/{method} ~1x");
        let profile = Profile::define(&changed(&place, Some(json!({}))).to_string());
        assert!(profile.is_ok(), "{method}: {profile:?}");
        let methods = changed("/idempotency/methods", Some(json!([method])));
        assert!(Profile::define(&methods.to_string()).is_ok(), "{method}");
    }
}

#[test]
fn request_can_be_signed_with_an_hmac_only() {
    let at = "/alternatives/signed/signature/scheme/construction";
    for construction in ["digest", "token"] {
        let definition = changed(at, Some(json!(construction)));
        let error = Profile::define(&definition.to_string()).unwrap_err();
        let path = "alternatives.signed.signature.scheme.construction";
        assert_eq!(error.path(), path, "{error}");
        assert!(error.detail().contains("must be hmac"), "{error}");
    }
}

#[test]
fn member_of_another_type_is_rejected_as_a_fault_of_the_definition() {
    let wrong = [
        json!(null),
        json!(true),
        json!(7),
        json!("x"),
        json!([]),
        json!({}),
        json!([{}]),
        json!([7]),
    ];
    let mut refused = 0;
    let mut pointers = Vec::new();
    collect("", &whole(), &mut pointers);
    for pointer in pointers {
        for value in &wrong {
            let Err(error) = Profile::define(&changed(&pointer, Some(value.clone())).to_string())
            else {
                continue;
            };
            assert_eq!(
                error.kind(),
                ErrorKind::Definition,
                "{pointer} {value}: {error}"
            );
            refused += 1;
        }
    }
    assert!(refused > 500, "{refused}");
}

/// Adds the JSON pointers of all members and elements of a value, at any depth.
pub(crate) fn collect(at: &str, value: &Value, pointers: &mut Vec<String>) {
    let mut add = |name: String, value: &Value| {
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        collect(&pointer, value, pointers);
        pointers.push(pointer);
    };
    match value {
        Value::Object(object) => object
            .iter()
            .for_each(|(name, value)| add(name.clone(), value)),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, value)| add(index.to_string(), value)),
        _ => {}
    }
}

#[test]
fn missing_member_is_reported_with_its_path() {
    for (pointer, path) in [
        ("/name", "name"),
        ("/servers", "servers"),
        ("/credentials", "credentials"),
        ("/auth", "auth"),
        ("/token/url", "token.url"),
        ("/token/answer/token", "token.answer.token"),
        ("/idempotency/header", "idempotency.header"),
        (
            "/alternatives/signed/signature/secret",
            "alternatives.signed.signature.secret",
        ),
        (
            "/alternatives/signed/signature/scheme",
            "alternatives.signed.signature.scheme",
        ),
        ("/parameters/secret", "parameters.secret"),
        ("/pages/page", "pages.page"),
        ("/pages/size", "pages.size"),
        ("/errors/when/path", "errors.when.path"),
    ] {
        assert_fault(&changed(pointer, None), path, None, "is missing");
    }
}

#[test]
fn error_about_malformed_json_has_the_index_of_the_byte() {
    for (text, index) in [
        ("", 0),
        ("{", 1),
        ("{\"name\":}", 8),
        ("{} x", 3),
        ("\u{feff}{}", 0),
    ] {
        let error = Profile::define(text).unwrap_err();
        assert_eq!(
            (error.kind(), error.index()),
            (ErrorKind::Definition, Some(index)),
            "{text}"
        );
    }
    let twice = r#"{"name":"a","name":"b"}"#;
    assert_eq!(
        Profile::define(twice).unwrap_err().kind(),
        ErrorKind::Definition
    );
    for other in ["[]", "7", "null", "\"x\""] {
        assert_eq!(
            Profile::define(other).unwrap_err().detail(),
            "is not an object"
        );
    }
}

#[test]
fn brace_without_a_name_is_rejected_and_the_error_has_the_index_of_the_brace() {
    assert_all(vec![
        (
            "/headers/X-Version",
            json!("a{"),
            "headers.X-Version",
            Some(1),
            "to send a brace, write it twice",
        ),
        (
            "/headers/X-Version",
            json!("}a"),
            "headers.X-Version",
            Some(0),
            "to send a brace, write it twice",
        ),
        (
            "/headers/X-Version",
            json!("é{version"),
            "headers.X-Version",
            Some(2),
            "to send a brace, write it twice",
        ),
        (
            "/headers/X-Version",
            json!("{{{nope}"),
            "headers.X-Version",
            Some(3),
            "has a name in braces that is neither a credential nor a constant of every server",
        ),
        (
            "/headers/X-Version",
            json!("{}"),
            "headers.X-Version",
            Some(1),
            "has a name in braces that is neither a credential nor a constant of every server",
        ),
    ]);
}

#[test]
fn token_is_rejected_outside_of_bearer_and_headers_of_auth() {
    assert_all(vec![
        (
            "/headers/X-Version",
            json!("{token}"),
            "headers.X-Version",
            Some(1),
            "only `bearer` and `headers` of `auth` and `alternatives` can have",
        ),
        (
            "/auth",
            json!({ "basic": { "user": "{token}" } }),
            "auth.basic.user",
            Some(1),
            "only `bearer` and `headers` of `auth` and `alternatives` can have",
        ),
        (
            "/alternatives/signed/signature/secret",
            json!("{token}"),
            "alternatives.signed.signature.secret",
            Some(1),
            "only `bearer` and `headers` of `auth` and `alternatives` can have",
        ),
        (
            "/token/form/key",
            json!("{token}"),
            "token.form.key",
            Some(1),
            "only `bearer` and `headers` of `auth` and `alternatives` can have",
        ),
    ]);
}
