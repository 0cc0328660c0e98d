//! Texts that must contain a credential. A text without a credential would be sent unchanged, so it is rejected, and the
//! error says what to write.

use payauth::provider::Profile;
use serde_json::{Value, json};

use super::mistakes::{assert_refused, assert_taken};
use super::refused::changed;

/// Each place where a text must contain a credential: a JSON pointer, the value there with the text `text`, and the path
/// of the text.
fn credentials(text: &str) -> Vec<(&'static str, Value, &'static str)> {
    let scheme = json!({ "hash": "sha256", "message": "{body}", "encoding": "hex", "headers": { "X-Sign": "{signature}" } });
    vec![
        ("/auth", json!({ "bearer": text }), "auth.bearer"),
        (
            "/auth",
            json!({ "basic": { "user": text } }),
            "auth.basic.user",
        ),
        (
            "/auth",
            json!({ "basic": { "user": text, "password": "" } }),
            "auth.basic.user",
        ),
        (
            "/auth",
            json!({ "headers": { "authorization": text } }),
            "auth.headers.authorization",
        ),
        (
            "/auth",
            json!({ "signature": { "secret": text, "scheme": scheme } }),
            "auth.signature.secret",
        ),
        (
            "/alternatives/key",
            json!({ "bearer": text }),
            "alternatives.key.bearer",
        ),
        (
            "/webhook",
            json!({ "scheme": "stripe", "secret": text }),
            "webhook.secret",
        ),
        (
            "/parameters",
            json!({ "secret": text }),
            "parameters.secret",
        ),
        ("/token/basic", json!({ "user": text }), "token.basic.user"),
        (
            "/token/headers",
            json!({ "Authorization": text }),
            "token.headers.Authorization",
        ),
        (
            "/headers",
            json!({ "Authorization": text }),
            "headers.Authorization",
        ),
    ]
}

#[test]
fn text_without_a_credential_in_braces_is_rejected_and_the_error_names_the_credential() {
    for text in [
        "apiSecret",
        "apisecret",
        "apiSecrt",
        "<apiSecret>",
        "$apiSecret",
        "[apiSecret]",
        "%apiSecret%",
        ":apiSecret",
    ] {
        for (pointer, value, path) in credentials(text) {
            assert_refused(pointer, value, path, "did you mean `{apiSecret}`?");
        }
    }
    for (pointer, value, path) in credentials("{{apiSecret}}") {
        assert_refused(pointer, value, path, "write `{apiSecret}`");
    }
    for text in ["sk_live_4711", "", "{environment}", "x{environment}"] {
        for (pointer, value, path) in credentials(text) {
            assert_refused(
                pointer,
                value,
                path,
                "{apiKey} {apiSecret} {prefix} {version}",
            );
        }
    }
}

#[test]
fn text_with_a_credential_in_braces_is_accepted() {
    for text in [
        "{apiSecret}",
        "x-{apiSecret}",
        "{apiKey}:{apiSecret}",
        "{version}",
        "{access}",
    ] {
        for (pointer, value, path) in credentials(text) {
            if !(path.ends_with("headers.Authorization") && pointer == "/headers") {
                assert_taken(pointer, value);
            }
        }
    }
    assert_taken(
        "/auth",
        json!({ "basic": { "user": "api", "password": "{apiKey}" } }),
    );
    assert_taken(
        "/auth",
        json!({ "basic": { "user": "{apiKey}", "password": "" } }),
    );
    assert_taken(
        "/auth",
        json!({ "basic": { "user": "{apiKey}", "password": "X" } }),
    );
    assert_taken(
        "/auth",
        json!({ "headers": { "X-Key": "{apiKey}", "X-Kind": "apiKey" } }),
    );
    assert_taken(
        "/auth",
        json!({ "headers": { "Authorization": "Token {apiKey}" } }),
    );
    assert_taken("/auth", json!({}));
}

#[test]
fn name_of_a_credential_without_braces_is_rejected_if_no_other_text_of_the_object_contains_the_credential()
 {
    for (pointer, value, path) in [
        (
            "/auth",
            json!({ "headers": { "X-Key": "apiKey", "X-Secret": "{apiSecret}" } }),
            "auth.headers.X-Key",
        ),
        (
            "/auth",
            json!({ "basic": { "user": "{apiSecret}", "password": "apiKey" } }),
            "auth.basic.password",
        ),
        (
            "/token/headers",
            json!({ "X-Key": "apiSecret" }),
            "token.headers.X-Key",
        ),
        (
            "/token/form",
            json!({ "client_secret": "<apiSecret>", "k": "{apiKey}" }),
            "token.form.client_secret",
        ),
    ] {
        assert_refused(pointer, value, path, "write `{api");
    }
    let mut definition = changed(
        "/token/form",
        Some(json!({ "grant_type": "password", "password": "{password}" })),
    );
    definition["credentials"]["password"] = json!({});
    assert!(
        Profile::define(&definition.to_string()).is_ok(),
        "a grant type with the name of a credential is rejected"
    );
    definition["headers"] = json!({ "X-Version": "version" });
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert_eq!(
        (error.path(), error.hint()),
        ("headers.X-Version", "write `{version}`")
    );
}

#[test]
fn name_with_a_dollar_before_its_brace_is_rejected_everywhere() {
    for text in ["${apiKey}", "Key ${apiKey}", "k=${apiKey}"] {
        assert_refused(
            "/auth",
            json!({ "headers": { "X-Key": text } }),
            "auth.headers.X-Key",
            "write `{apiKey}`",
        );
        assert_refused(
            "/token/form",
            json!({ "a": text }),
            "token.form.a",
            "write `{apiKey}`",
        );
    }
    assert_taken(
        "/auth",
        json!({ "headers": { "X-Key": "{apiKey}${apiSecret}" } }),
    );
}

#[test]
fn word_that_payauth_writes_before_a_credential_is_rejected_in_a_definition() {
    for text in [
        "Bearer {token}",
        "bearer {token}",
        "Token {apiKey}",
        "{token} ",
    ] {
        assert_refused(
            "/auth/bearer",
            json!(text),
            "auth.bearer",
            "write only the token, as in `{token}`",
        );
    }
    assert_refused(
        "/auth",
        json!({ "basic": { "user": "Basic {apiKey}" } }),
        "auth.basic.user",
        "leave it out",
    );
}

#[test]
fn auth_with_constant_fields_only_is_rejected_and_so_are_credentials_that_no_text_uses() {
    assert_refused(
        "/auth",
        json!({ "headers": { "X-Kind": "test" } }),
        "auth.headers",
        "must contain a credential or a constant of the server in braces",
    );
    let unused = r#"{ "name": "a", "servers": { "live": "https://a.example" }, "credentials": { "key": {} }, "auth": {} }"#;
    let error = Profile::define(unused).unwrap_err();
    assert_eq!(error.path(), "credentials", "{error}");
    assert!(error.hint().contains("write `{key}`"), "{error}");
    let none = unused.replace("{ \"key\": {} }", "{}");
    assert!(
        Profile::define(&none).is_ok(),
        "an API without credentials is rejected"
    );
}
