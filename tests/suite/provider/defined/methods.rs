//! The default method of a call, and the paths that the values of a template may form.

use std::sync::Arc;

use payauth::provider::{Call, Client, Credentials, Params, Profile};
use payauth::{AuthorizedRequest, Error, ErrorKind};

use crate::support::{assert_error, at};

/// A client of an API with these endpoints, which are the text of a JSON object.
pub(super) fn shop(endpoints: &str) -> Client {
    let definition = r#"{
        "name": "shop",
        "servers": { "live": "https://api.shop.example" },
        "credentials": { "key": {}, "secret": {} },
        "auth": { "headers": { "X-Key": "{key}" } },
        "alternatives": { "signed": { "signature": { "secret": "{secret}", "scheme": {
            "hash": "sha256", "message": "{method}\n{target}\n{body}", "encoding": "hex", "headers": { "X-Sign": "{signature}" }
        } } } },
        "idempotency": { "header": "Idempotency-Key", "methods": [] },
        "endpoints": HERE
    }"#;
    let profile = Profile::define(&definition.replace("HERE", endpoints)).unwrap();
    let mut credentials = Credentials::default();
    credentials.push("key", "k").unwrap();
    credentials.push("secret", "s").unwrap();
    Client::new(Arc::new(profile), credentials, "", "").unwrap()
}

fn sign(client: &Client, call: &Call<'_>, has_body: bool) -> Result<AuthorizedRequest, Error> {
    client.sign(call, has_body.then_some(b"{}"))
}

/// Each row: the endpoints, a path, and the default methods of a call without a body and of a call with a body. An empty
/// method means an error.
const DEFAULTS: &[(&str, &str, [&str; 2])] = &[
    ("{}", "/a", ["GET", "POST"]),
    (r#"{ "POST /a": {} }"#, "/a", ["POST", "POST"]),
    (r#"{ "DELETE /a": {} }"#, "/a", ["DELETE", "DELETE"]),
    (r#"{ "GET /a": {} }"#, "/a", ["GET", ""]),
    (r#"{ "POST /a": {}, "GET /a": {} }"#, "/a", ["GET", "POST"]),
    (
        r#"{ "POST /a": {}, "GET /*": { "auth": "none" } }"#,
        "/a",
        ["GET", "POST"],
    ),
    (r#"{ "/a": {} }"#, "/a", ["GET", "POST"]),
    (
        r#"{ "POST /{id}/refunds": {} }"#,
        "/7/refunds",
        ["POST", "POST"],
    ),
    (
        r#"{ "POST /{id}/refunds": { "auth": "signed" } }"#,
        "/7/refunds",
        ["POST", "POST"],
    ),
    (
        r#"{ "PUT /{id}/cancel": { "auth": "signed" } }"#,
        "/7/cancel",
        ["PUT", "PUT"],
    ),
    (
        r#"{ "POST /{id}": {}, "GET /{id}": {} }"#,
        "/7",
        ["GET", "POST"],
    ),
    (
        r#"{ "POST /{id}": {}, "GET /*": {} }"#,
        "/7",
        ["GET", "POST"],
    ),
    // DELETE on a pattern is not a default method, because the caller may want to read.
    (r#"{ "DELETE /{id}": {} }"#, "/7", ["GET", "POST"]),
    (
        r#"{ "DELETE /{id}": { "auth": "signed" } }"#,
        "/7",
        ["", ""],
    ),
    // If the endpoints of the path have several methods, none of them is the default method.
    (
        r#"{ "PUT /{id}": {}, "PATCH /{id}": {} }"#,
        "/7",
        ["GET", "POST"],
    ),
    (
        r#"{ "PUT /{id}": { "auth": "signed" }, "PATCH /{id}": {} }"#,
        "/7",
        ["", ""],
    ),
    // GET is not the default method of a call with a body.
    (
        r#"{ "GET /{id}": { "auth": "none" } }"#,
        "/7",
        ["GET", "POST"],
    ),
    (
        r#"{ "GET /{id}": { "auth": "signed" } }"#,
        "/7",
        ["GET", ""],
    ),
    // A pattern that ends with * matches many endpoints, so its method is not a default method.
    (r#"{ "POST /a/*": {} }"#, "/a/7", ["GET", "POST"]),
    (
        r#"{ "POST /a/*": { "auth": "signed" } }"#,
        "/a/7",
        ["", "POST"],
    ),
    (
        r#"{ "GET /*": { "auth": "none" } }"#,
        "/a/7",
        ["GET", "POST"],
    ),
];

#[test]
fn default_method_of_a_call_is_the_method_of_the_endpoint_and_is_checked_like_a_passed_method() {
    for (endpoints, path, expected) in DEFAULTS {
        let client = shop(endpoints);
        for (has_body, expected) in [(false, expected[0]), (true, expected[1])] {
            let what = format!("{endpoints} {path} {has_body}");
            let made = sign(&client, &Call::new(path, at(0)), has_body);
            let Ok(request) = made else {
                let kind = made.unwrap_err().kind();
                assert!(
                    matches!(kind, ErrorKind::Method | ErrorKind::Body),
                    "{what}"
                );
                assert_eq!(expected, "", "{what}");
                continue;
            };
            assert_eq!(request.method(), expected, "{what}");
            let passed = sign(&client, &Call::new(path, at(0)).method(expected), has_body).unwrap();
            assert_eq!(passed.field("X-Sign"), request.field("X-Sign"), "{what}");
            assert_eq!(passed.field("X-Key"), request.field("X-Key"), "{what}");
        }
    }
}

#[test]
fn full_refund_without_a_body_calls_the_refund_endpoint_of_mercado_pago() {
    let file = format!(
        "{}/definitions/providers/mercado-pago.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let profile = Profile::define(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut credentials = Credentials::default();
    for credential in &profile.credentials {
        let text = format!("{}x", credential.prefixes[0].text);
        credentials.push(&credential.name, &text).unwrap();
    }
    let client = Client::new(profile, credentials, "", "").unwrap();
    let call = Call::new("/v1/payments/7/refunds", at(0));
    let error = sign(&client, &call, false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::IdempotencyKey);
    let request = sign(&client, &call.idempotency_key("k"), false).unwrap();
    assert_eq!(request.method(), "POST");
    let order = sign(&client, &Call::new("/v1/orders/7", at(0)), false).unwrap();
    assert_eq!(order.method(), "GET");
}

/// Each row: an endpoint, a template, the values of the template, and whether the path with these values is accepted.
type Filled = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    bool,
);

const FILLED: &[Filled] = &[
    ("POST /{id}/refunds", "/{id}/refunds", &[("id", "7")], true),
    (
        "POST /{id}/refunds",
        "/{a}{b}/refunds",
        &[("a", "7"), ("b", "8")],
        true,
    ),
    ("POST /{id}/refunds", "/x-{a}/refunds", &[("a", "7")], true),
    (
        "POST /{id}/refunds",
        "/{id}/{op}",
        &[("id", "7"), ("op", "refunds")],
        false,
    ),
    ("POST /{id}/refunds", "/7/{op}", &[("op", "refunds")], false),
    (
        "POST /{id}/refunds",
        "/{id}/re{op}",
        &[("id", "7"), ("op", "funds")],
        false,
    ),
    (
        "DELETE /{id}/refunds",
        "/{id}/{op}",
        &[("id", "7"), ("op", "refunds")],
        false,
    ),
    ("POST /orders/*", "/orders/{id}", &[("id", "7")], true),
    (
        "POST /orders/*",
        "/orders/{id}/{op}",
        &[("id", "7"), ("op", "x")],
        true,
    ),
    (
        "POST /orders/*",
        "/{kind}/{id}",
        &[("kind", "orders"), ("id", "7")],
        false,
    ),
    (
        "POST /*",
        "/{kind}/{id}",
        &[("kind", "orders"), ("id", "7")],
        true,
    ),
    ("POST /orders", "/{kind}", &[("kind", "orders")], false),
    ("POST /orders", "/{kind}", &[("kind", "x")], true),
];

#[test]
fn values_of_a_template_cannot_replace_a_fixed_segment_of_a_known_endpoint() {
    for (endpoint, template, values, is_accepted) in FILLED {
        for auth in ["none", "signed"] {
            let client = shop(&format!(r#"{{ "{endpoint}": {{ "auth": "{auth}" }} }}"#));
            for method in ["POST", "GET", "DELETE"] {
                let mut params = Params::default();
                for (name, value) in *values {
                    params.push(name, value).unwrap();
                }
                let call = Call::new(template, at(0)).params(params).method(method);
                let made = client.sign(&call, None);
                if *is_accepted {
                    let is_refused = |error: &Error| error.kind() != ErrorKind::Method;
                    assert!(
                        !made.is_err_and(|error| is_refused(&error)),
                        "{endpoint} {template}"
                    );
                } else {
                    let message = "params: have values that make `path` a known endpoint; write its fixed segments in `path`";
                    assert_error(made, ErrorKind::Path, message);
                }
            }
        }
    }
}

#[test]
fn text_of_a_pattern_is_rejected_as_a_path() {
    let client = shop(
        r#"{ "POST /{id}/refunds": { "auth": "signed" }, "POST /a/*": { "auth": "signed" } }"#,
    );
    for body in [false, true] {
        for query in ["", "?a=1"] {
            let path = format!("/{{id}}/refunds{query}");
            let call = Call::new(&path, at(0));
            let message = "path: has a { or }; replace placeholders by values (`params` does this for `path`)";
            assert_error(sign(&client, &call, body), ErrorKind::Path, message);
        }
    }
    // In a path, `*` is an ordinary character.
    let request = sign(&client, &Call::new("/a/*", at(0)), true).unwrap();
    assert_eq!(request.url(), "https://api.shop.example/a/*");
    assert!(request.field("X-Sign").is_some());
}

#[test]
fn error_of_a_method_names_every_method_of_the_path_one_time() {
    for endpoints in [
        r#"{ "POST /a": { "auth": "signed" }, "GET /a": {} }"#,
        r#"{ "POST /a": { "auth": "signed" }, "POST /*": { "auth": "signed" }, "GET /a": {} }"#,
    ] {
        let call = Call::new("/a", at(0)).method("PUT");
        let message = "method: must be POST or GET for this path, which has a signed endpoint";
        let signed = sign(&shop(endpoints), &call, false);
        assert_error(signed, ErrorKind::Method, message);
    }
}

#[test]
fn error_of_a_long_idempotency_key_contains_the_limit() {
    let definition = r#"{
        "name": "shop",
        "servers": { "live": "https://api.shop.example" },
        "credentials": { "key": {} },
        "auth": { "bearer": "{key}" },
        "idempotency": { "header": "Idempotency-Key", "maxLength": 8 }
    }"#;
    let mut credentials = Credentials::default();
    credentials.push("key", "k").unwrap();
    let client = Client::new(Profile::define(definition).unwrap(), credentials, "", "").unwrap();
    let call = |key| Call::new("/a", at(0)).idempotency_key(key);
    assert!(sign(&client, &call("12345678"), true).is_ok());
    let message = "idempotencyKey: must have at most 8 characters for this provider";
    let long = sign(&client, &call("123456789"), true);
    assert_error(long, ErrorKind::IdempotencyKey, message);
}
