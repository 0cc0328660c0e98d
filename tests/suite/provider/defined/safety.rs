//! The safety rules. Neither a definition nor a credential of a client can break a safety rule.

use std::sync::Arc;

use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::{Error, ErrorKind, Fields};
use serde_json::{Value, json};

use super::refused::changed;
use crate::support::at;

#[rustfmt::skip]
const BAD_URLS: &[&str] = &[
    "", "/", "shop.example", "//shop.example", "http://shop.example", "ftp://shop.example", "HTTPS://shop.example", "https:/shop.example",
    "https://", "https:///x", "https://a b.example", "https://shop.example:x", "https://shop.example:70000", "https://user@shop.example",
    "https://a:b@shop.example", "https://[::2]", "https://shop.example?x=1", "https://shop.example/#a", "https://shop.example/a?b",
    "https://shop.example/../a", "https://shop.example//a", "https://shop.example/%2e%2e/", "https://shop.example/a;b",
    "https://shop.example\\evil.example", "https://{prefix}", "https://{prefix}.example", "https://shop.{prefix}",
    "https://a.{prefix}.example", "https://a.b.{prefix}", "https://a.b{prefix}.example", "https://a.b.example{prefix}",
    "https://{prefix}.0.0.1", "https://a.b.c:{prefix}", "{prefix}://a.b.c", "https:{prefix}a.b.c", "https://{prefix}@a.b.c",
    "https://a.b.c{prefix}", "{prefix}", "http://{prefix}.shop.example", "http://{prefix}.localhost", "http://127.0.0.{prefix}",
    "https://{apiKey}.shop.example", "https://a.b.c/{apiKey}", "https://a.b.c/{token}", "https://а.example", "https://a.b.c/\n",
    "https://a.b.c\n.evil.example", "https://1.2.3.{prefix}", "https://{prefix}.2.3.4", "https://shop.0", "https://shop.example.7",
    "https://1", "https://10.1", "https://10.0.0.256", "https://10.0.0.01", "https://10.0.0.0.1", "https://0x7f.0.0.1", "https://a.0x", "https://a.0X1f",
    "https://10.0.0.1.", "https://2130706433", "http://127.1", "https://{prefix}.a.0x1",
];

#[rustfmt::skip]
const GOOD_URLS: &[&str] = &[
    "https://shop.example", "https://shop.example/", "https://shop.example:8443/a/b", "https://10.0.0.5:8443", "https://shop.0xyz",
    "https://shop.7a", "http://localhost:3000", "http://127.0.0.1",
    "http://[::1]:8080/x", "https://{prefix}.shop.example", "https://api-{prefix}.eu.shop.example/v1", "https://a.b.c/{prefix}/v1",
    "https://{environment}.shop.example", "https://{prefix}.{environment}.api.shop.example",
];

#[rustfmt::skip]
const BAD_TOKEN_URLS: &[&str] = &[
    "", "token", "http://a.example/t", "//a.example/t", "https://{prefix}.example/t", "/../t", "/a//b", "/{apiKey}", "/t?k={apiSecret}",
    "https://{apiKey}.a.example/t", "https://a.example/t#f", "/{token}", "\\\\a.example", "https://a.{prefix}.example/t",
];

#[rustfmt::skip]
const BAD_NAMES: &[&str] = &[
    "environment", "baseUrl", "tokenUrl", "fetch", "store", "clock", "token", "random", "sleep", "webhookSecrets", "webhookScheme",
    "webhookEncoding", "earlyMs", "readsExp", "dangerouslyAllowBrowser", "waitUntil", "report", "tokenTimeoutMs", "storeTimeoutMs",
    "constructor", "toString", "", "1a", "_a", "a-b", "a b", "é", "__proto__", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

#[rustfmt::skip]
const BAD_ENDPOINTS: &[&str] = &[
    "", "/", "GET", "GET ", "get /x", "Get /x", "GET  /x", "GET\t/x", "GET x", "GET /a//b", "GET /a/../b", "GET /%2e", "GET /a/%72",
    "GET /a?b", "GET /a#b", "GET /a;b", "GET /a/*/b", "GET /a*", "GET /{}", "GET /{a", "GET /a{b}", "GET /{a}{b}", "GET /{a-b}",
    "GET /a b", "GET /é", "ABCDEFGHIJKLMNOPQ /x", "G3T /x", " /x",
];

#[rustfmt::skip]
const BAD_LABELS: &[&str] = &[
    "evil.example", "evil.example/", "a/b", "a?b", "a#b", "a@b", "a:1", "a\\b", "a%2fb", "-a", "a.b", "a_b", "é", "xn--é", "a b",
    "a\u{ad}b", "..", ".", "{apiKey}", "https://evil.example", "a\u{3002}b",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

#[track_caller]
fn refused(pointer: &str, value: Value) -> Error {
    let definition = changed(pointer, Some(value)).to_string();
    match Profile::define(&definition) {
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Definition);
            error
        }
        Ok(_) => panic!("{pointer}: {definition}"),
    }
}

#[track_caller]
fn taken(pointer: &str, value: Value) {
    let definition = changed(pointer, Some(value)).to_string();
    if let Err(error) = Profile::define(&definition) {
        panic!("{pointer}: {error}");
    }
}

#[test]
fn url_of_a_server_is_https_or_loopback_and_its_last_two_labels_have_no_placeholder() {
    for url in BAD_URLS {
        refused("/servers/live", json!(url));
        refused("/servers/live/url", json!(url));
    }
    for url in GOOD_URLS {
        taken("/servers/live/url", json!(url));
    }
}

#[test]
fn token_url_is_a_path_or_an_https_url_and_contains_no_secret() {
    for url in BAD_TOKEN_URLS {
        refused("/token/url", json!(url));
    }
    for url in [
        "/t",
        "/oauth/{prefix}/t",
        "/t?grant_type=x",
        "https://id.shop.example/t",
        "https://{prefix}.{access}/t",
    ] {
        taken("/token/url", json!(url));
    }
    refused("/token/query", json!({ "k": "a{apiSecret}" }));
    taken(
        "/token/query",
        json!({ "v": "{version}", "p": "{prefix}", "e": "{environment}" }),
    );
}

/// Header fields that no definition may write.
#[rustfmt::skip]
const NOT_OURS: &[&str] = &[
    "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Expect", "Cookie", "Origin", "Referer",
    "Proxy-Authorization", "Proxy-Connection", "Proxy-X", "Sec-Fetch-Site", "Sec-X", "host", "COOKIE", "X-HTTP-Method-Override", "X_Forwarded_Host",
    "X-Original-URL", "Keep-Alive", "HTTP2-Settings", "", "a b", "a:b", "é", "X-A\r\nX-B",
];

#[test]
fn field_that_diverts_the_request_is_rejected_in_a_definition() {
    for field in NOT_OURS {
        for (pointer, value) in [
            ("/headers", json!({ *field: "x" })),
            ("/auth/headers", json!({ *field: "x" })),
            ("/alternatives/key/headers", json!({ *field: "x" })),
            ("/token/headers", json!({ *field: "x" })),
            ("/idempotency/header", json!(field)),
            (
                "/alternatives/signed/signature/scheme/headers",
                json!({ "X-Time": "{timestamp}", *field: "{signature}" }),
            ),
        ] {
            refused(pointer, value);
        }
    }
}

#[test]
fn field_that_is_written_twice_is_rejected() {
    for (pointer, value) in [
        ("/headers", json!({ "X-A": "1", "x-a": "2" })),
        ("/headers", json!({ "X-A": "1", "X_A": "2" })),
        ("/headers", json!({ "Authorization": "x" })),
        ("/headers", json!({ "idempotency-key": "x" })),
        ("/headers", json!({ "X-Key": "x" })),
        ("/headers", json!({ "X-Sign": "x" })),
        ("/alternatives/signed/headers", json!({ "X-Time": "x" })),
        ("/auth/headers", json!({ "Authorization": "x" })),
        ("/auth/basic", json!({ "user": "{apiKey}" })),
        ("/token/headers", json!({ "Content-Type": "x" })),
    ] {
        refused(pointer, value);
    }
}

#[test]
fn credential_with_the_name_of_an_option_or_with_a_malformed_member_is_rejected() {
    for name in BAD_NAMES {
        refused("/credentials", json!({ *name: {} }));
    }
    for (pointer, value) in [
        ("/credentials/apiKey/default", json!("x")),
        ("/credentials/version/default", json!("")),
        ("/credentials/version/default", json!("undefined")),
        ("/credentials/apiSecret/optional", json!("apiSecret")),
        ("/credentials/apiSecret/optional", json!("apiKei")),
        ("/credentials/apiSecret/optional", json!(false)),
        ("/credentials/prefix/public", json!(false)),
        ("/credentials/apiKey/prefix", json!({ "production": ["a"] })),
        ("/credentials/apiKey/prefix", json!([])),
        ("/credentials/apiKey/prefix", json!([""])),
        (
            "/servers/live/variables",
            json!({ "apiKey": "x", "access": "a.b.c" }),
        ),
        (
            "/servers/live/variables",
            json!({ "token": "x", "access": "a.b.c" }),
        ),
        (
            "/servers/live/variables",
            json!({ "environment": "x", "access": "a.b.c" }),
        ),
        ("/servers/live/variables", json!({})),
        ("/alternatives/none", json!({})),
    ] {
        refused(pointer, value);
    }
}

#[test]
fn definition_above_the_limits_is_rejected() {
    let many = |count: usize, value: &Value| -> Value {
        (0..count)
            .map(|index| (format!("X-{index}"), value.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let endpoints = |count: usize| -> Value {
        (0..count)
            .map(|index| (format!("GET /e{index}"), json!({})))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    taken("/headers", many(16, &json!("x")));
    refused("/headers", many(17, &json!("x")));
    taken("/endpoints", endpoints(64));
    refused("/endpoints", endpoints(65));
    taken("/headers", json!({ "X-A": "x".repeat(2048) }));
    refused("/headers", json!({ "X-A": "x".repeat(2049) }));
    refused("/webhook/advice", json!("x".repeat(201)));
    refused("/webhook/acknowledge", json!("x".repeat(1025)));
    refused("/forbidden", json!(vec!["X-A"; 17]));
    refused("/token/lifetime", json!(0));
    refused("/token/lifetime", json!(31_536_001));
    refused("/token/lifetime", json!(1.5));
    refused("/token/early", json!(86_401));
    refused("/idempotency/maxLength", json!(7));
    refused("/idempotency/maxLength", json!(256));
    refused("/name", json!("x".repeat(33)));
    refused(
        "/endpoints",
        json!({ format!("GET /{}", "x".repeat(300)): {} }),
    );
    let mut deep = json!("x");
    for _ in 0..17 {
        deep = json!({ "a": deep });
    }
    refused("/auth", deep.clone());
    refused("/about2", deep);
    let long = format!("{{\"name\":\"{}\"}}", "x".repeat(65_536));
    assert_eq!(
        Profile::define(&long).unwrap_err().kind(),
        ErrorKind::Definition
    );
}

#[test]
fn endpoint_has_an_unambiguous_path_and_a_method_in_upper_case_or_no_method() {
    for name in BAD_ENDPOINTS {
        if *name == "/" {
            continue;
        }
        let error = refused("/endpoints", json!({ *name: {} }));
        assert!(error.path().starts_with("endpoints"), "{name}: {error}");
    }
    for name in [
        "/x",
        "GET /x",
        "GET /x/",
        "POST /x/{id}",
        "/{a}/{b}/c",
        "DELETE /x/*",
        "/*",
        "GET /a.b",
        "GET /A-b_c~d",
    ] {
        taken("/endpoints", json!({ *name: {} }));
    }
    for pair in [
        ["GET /a/b", "GET /A/b"],
        ["GET /a/b", "POST /a/b/"],
        ["GET /a/b", "GET /a/b.json"],
        ["GET /a/B", "GET /a/{x}/"],
    ] {
        refused(
            "/endpoints",
            json!({ pair[0]: { "auth": "signed" }, pair[1]: { "auth": "none" } }),
        );
        taken(
            "/endpoints",
            json!({ pair[0]: { "auth": "signed" }, pair[1]: { "auth": "signed" } }),
        );
    }
}

fn shop() -> Arc<Profile> {
    Profile::define(&super::refused::whole().to_string())
        .unwrap()
        .into()
}

fn client(pairs: &[(&str, &str)]) -> Result<Client, Error> {
    let mut credentials = Credentials::default();
    for (name, text) in pairs {
        credentials.push(name, text)?;
    }
    Client::new(shop(), credentials, "live", "")
}

#[test]
fn value_of_a_credential_never_sends_a_request_to_another_host() {
    for prefix in BAD_LABELS {
        let error = client(&[("prefix", prefix), ("apiKey", "sk_live_x")]).unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Credentials | ErrorKind::Secret),
            "{prefix}: {error}"
        );
        assert_eq!(error.argument(), "prefix");
    }
    for given in ["a", "A1-b", "1234abcd", "a-", "X", "a--b", "xn-a"] {
        let client = client(&[("prefix", given), ("apiKey", "sk_live_x")]).unwrap();
        let prefix = given.to_lowercase();
        let call = Call::new("/x", at(0)).authorization("Bearer t");
        let url = format!("https://{prefix}.api.shop.example/v1/x");
        assert_eq!(client.sign(&call, None).unwrap().url(), url);
        let (request, _) = client.token_request().unwrap();
        assert_eq!(
            request.url(),
            format!("https://{prefix}.access.shop.example/token")
        );
    }
}

#[test]
fn no_url_contains_a_secret_or_a_token() {
    let client = client(&[
        ("prefix", "p"),
        ("apiKey", "sk_live_CANARY"),
        ("apiSecret", "CANARY2"),
    ])
    .unwrap();
    let token = "CANARY3";
    for path in ["/x", "/public/a", "/payments", "/payments/1/refunds"] {
        for auth in [None, Some("key"), Some("signed"), Some("none")] {
            let mut call = Call::new(path, at(0)).idempotency_key("k");
            call.auth = auth;
            let value = format!("Bearer {token}");
            if client.takes_token(&call, true).unwrap_or_default() {
                call.authorization = Some(&value);
            }
            let Ok(request) = client.sign(&call, Some(b"a=b")) else {
                continue;
            };
            assert!(!request.url().contains("CANARY"), "{}", request.url());
        }
    }
    assert!(!client.token_request().unwrap().0.url().contains("CANARY"));
}

#[test]
fn endpoint_with_a_required_auth_rejects_another_auth_and_a_missing_secret() {
    let client = client(&[("prefix", "p"), ("apiKey", "sk_live_x")]).unwrap();
    for auth in ["none", "key", "", "nope"] {
        let call = Call::new("/payments", at(0))
            .idempotency_key("k")
            .auth(auth);
        assert_eq!(
            client.sign(&call, Some(b"")).unwrap_err().kind(),
            ErrorKind::Option,
            "{auth}"
        );
    }
    let call = Call::new("/payments", at(0)).idempotency_key("k");
    let error = client.sign(&call, Some(b"")).unwrap_err();
    assert_eq!(
        (error.kind(), error.argument()),
        (ErrorKind::Credentials, "apiSecret")
    );
    let error = client
        .sign(&Call::new("/payments", at(0)), Some(b""))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::IdempotencyKey);
    let put = Call::new("/payments", at(0))
        .method("PUT")
        .authorization("Bearer t");
    assert_eq!(
        client.sign(&put, Some(b"")).unwrap_err().kind(),
        ErrorKind::Method
    );
}

#[test]
fn field_of_a_caller_is_rejected_if_the_definition_writes_it() {
    let client = client(&[("prefix", "p"), ("apiKey", "sk_live_x"), ("apiSecret", "s")]).unwrap();
    for name in [
        "Authorization",
        "x-version",
        "X_Version",
        "Idempotency-Key",
        "X-Key",
        "X-Time",
        "x-sign",
        "X-Old",
        "Host",
        "X-HTTP-Method-Override",
    ] {
        let mut fields = Fields::default();
        fields.push(name, "x").unwrap();
        let call = Call::new("/x", at(0))
            .fields(fields)
            .authorization("Bearer t");
        let error = client.sign(&call, None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FieldForbidden, "{name}");
    }
}
