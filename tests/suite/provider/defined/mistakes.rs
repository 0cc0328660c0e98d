//! Mistakes in a definition that would cause wrong requests. Each mistake is rejected, and the error says what to write.

use payauth::ErrorKind;
use payauth::provider::{Client, Credentials, Profile};
use serde_json::{Value, json};

use super::refused::changed;

/// Asserts that the definition with another value at `pointer` is rejected. Returns the path and the text of the error.
#[track_caller]
fn refusal(pointer: &str, value: Value) -> (String, String) {
    let definition = changed(pointer, Some(value)).to_string();
    match Profile::define(&definition) {
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Definition, "{error}");
            (
                error.path().into(),
                [error.detail(), error.hint()].join("; "),
            )
        }
        Ok(_) => panic!("{pointer} is accepted: {definition}"),
    }
}

#[track_caller]
pub(super) fn assert_refused(pointer: &str, value: Value, path: &str, words: &str) {
    let (found, text) = refusal(pointer, value);
    assert_eq!(found, path, "{text}");
    assert!(text.contains(words), "{text:?} does not contain {words:?}");
}

#[track_caller]
pub(super) fn assert_taken(pointer: &str, value: Value) {
    let definition = changed(pointer, Some(value)).to_string();
    if let Err(error) = Profile::define(&definition) {
        panic!("{pointer}: {error}");
    }
}

/// A definition with these endpoints in this order.
fn endpoints(names: &[(&str, &str)]) -> String {
    let listed: Vec<_> = names
        .iter()
        .map(|(name, rule)| format!("{}:{rule}", json!(name)))
        .collect();
    let definition = changed("/endpoints", Some(json!("HERE"))).to_string();
    definition.replace("\"HERE\"", &format!("{{{}}}", listed.join(",")))
}

const NONE: &str = r#"{"auth":"none"}"#;
const SIGNED: &str = r#"{"auth":"signed"}"#;

#[test]
fn endpoint_that_never_matches_a_path_is_rejected_and_the_error_names_the_endpoint_before_it() {
    for (above, below) in [
        (&["GET /t/*"][..], "GET /t/{pair}"),
        (&["GET /t/{a}"], "GET /t/{pair}"),
        (&["/t/*"], "GET /t/{pair}"),
        (&["/t/*"], "/t/{a}/x"),
        (&["GET /t/*"], "GET /t/{a}/*"),
        (&["GET /{a}/{b}"], "GET /t/{b}"),
        (&["/x"], "GET /x"),
        (&["GET /t/{a}", "GET /t/{a}/*"], "GET /t/*"),
        (&["GET /t/{a}", "GET /{a}/{b}/*"], "GET /t/*"),
    ] {
        let mut names: Vec<_> = above.iter().map(|name| (*name, NONE)).collect();
        names.push((below, SIGNED));
        let error = Profile::define(&endpoints(&names)).unwrap_err();
        assert_eq!(error.path(), format!("endpoints[\"{below}\"]"), "{error}");
        assert!(error.hint().contains(&format!("`{}`", above[0])), "{error}");
    }
    let same = [("GET /t/{a}", NONE), ("GET /t/{b}", NONE)];
    assert!(
        Profile::define(&endpoints(&same)).is_err(),
        "two endpoints with the same pattern are accepted"
    );
}

#[test]
fn error_about_an_endpoint_that_a_server_may_read_as_another_endpoint_names_the_other_endpoint() {
    for (one, other) in [
        ("GET /T/a", "POST /t/a"),
        ("/T/a", "/t/a"),
        ("GET /T/a", "GET /t/{b}"),
    ] {
        let error = Profile::define(&endpoints(&[(one, NONE), (other, SIGNED)])).unwrap_err();
        assert_eq!(error.path(), format!("endpoints[\"{one}\"]"), "{error}");
        let hint = format!("write the same `auth` and `idempotency` as for `{other}`");
        assert_eq!(error.hint(), hint, "{error}");
    }
}

#[test]
fn endpoint_is_accepted_if_it_matches_a_path_or_has_the_rule_of_the_endpoint_before_it() {
    for names in [
        [("GET /t/*", NONE), ("POST /t/{a}", SIGNED)],
        [("GET /t/*", NONE), ("/t/{a}", SIGNED)],
        [("GET /t/*", NONE), ("GET /t/a", SIGNED)],
        [("GET /t/{a}", NONE), ("GET /t/*", SIGNED)],
        [("GET /t/{a}/*", NONE), ("GET /t/*", SIGNED)],
        [("GET /t/a/{b}", NONE), ("GET /t/{a}/{b}", SIGNED)],
        [("GET /t/*", NONE), ("GET /t/{a}", NONE)],
        [("GET /x", NONE), ("/x", SIGNED)],
    ] {
        if let Err(error) = Profile::define(&endpoints(&names)) {
            panic!("{names:?}: {error}");
        }
    }
}

#[test]
fn pattern_without_a_method_applies_to_every_method() {
    let definition = endpoints(&[("/public/*", NONE)]);
    let profile = std::sync::Arc::new(Profile::define(&definition).unwrap());
    let mut given = Credentials::default();
    for (name, value) in [("prefix", "a"), ("apiKey", "sk_live_1")] {
        given.push(name, value).unwrap();
    }
    let client = Client::new(profile, given, "live", "").unwrap();
    for method in ["GET", "POST", "DELETE", "PATCH"] {
        let mut call = payauth::provider::Call::new("/public/x", crate::support::at(0));
        call.method = Some(method);
        assert!(!client.takes_token(&call, false).unwrap(), "{method}");
        call.path = "/other/x";
        assert!(client.takes_token(&call, false).unwrap(), "{method}");
    }
}

#[test]
fn path_in_another_syntax_is_rejected_and_the_error_has_the_path_that_was_meant() {
    for (path, meant) in [
        ("$.message", "message"),
        ("errors[0].code", "errors.0.code"),
        ("$.errors[*].code", "errors.*.code"),
        ("error['code']", "error.code"),
        ("error[\"code\"]", "error.code"),
        (".error.code", "error.code"),
        ("error..code", "error.code"),
        ("error.code.", "error.code"),
        ("/error/code", "error.code"),
        ("$[0]", "0"),
    ] {
        let meant = format!("write `{meant}`");
        for (pointer, at) in [
            ("/errors/message", "errors.message"),
            ("/errors/code", "errors.code"),
            ("/errors/when/path", "errors.when.path"),
            ("/errors/fields/list", "errors.fields.list"),
            ("/token/answer/token", "token.answer.token"),
            ("/webhook/eventId", "webhook.eventId"),
            ("/webhook/word", "webhook.word"),
        ] {
            assert_refused(pointer, json!(path), at, &meant);
        }
        let outcome = json!([{ "verdict": "paid", "when": { path: "done" } }]);
        let (_, text) = refusal("/webhook/outcome", outcome);
        assert!(text.contains(&meant), "{text}");
    }
    assert_refused(
        "/errors/code",
        json!("$"),
        "errors.code",
        "must be names joined with dots",
    );
    for word in ["Header:X-Code", "HEADER:X-Code", "headers:X-Code"] {
        assert_refused(
            "/errors/code",
            json!(word),
            "errors.code",
            "write `header:X-Code`",
        );
    }
    for path in [
        "$type",
        "a.$id",
        "soap:Code",
        "a/b",
        "0",
        "*",
        "headers",
        "header:X-Code",
        "@odata.error",
    ] {
        assert_taken("/errors/code", json!(path));
    }
}

#[test]
fn lifetime_in_milliseconds_is_rejected() {
    for minutes in [
        2_u32, 5, 10, 15, 20, 30, 60, 90, 120, 180, 360, 480, 540, 720, 1440,
    ] {
        assert_refused(
            "/token/lifetime",
            json!(minutes * 60_000),
            "token.lifetime",
            "",
        );
        assert_taken("/token/lifetime", json!(minutes * 60));
    }
    for days in [1, 2, 7, 14, 30, 60, 90, 180, 365] {
        assert_taken("/token/lifetime", json!(days * 86_400));
    }
    // No number of hours up to a day may be written in milliseconds.
    for hours in 1..=8 {
        assert_refused(
            "/token/lifetime",
            json!(hours * 3_600_000),
            "token.lifetime",
            "is a whole number of hours in milliseconds",
        );
    }
    for hours in 9..=24 {
        assert_refused(
            "/token/lifetime",
            json!(hours * 3_600_000),
            "token.lifetime",
            "from 1 to 31536000",
        );
    }
    assert_refused(
        "/token/lifetime",
        json!(86_400_000),
        "token.lifetime",
        "from 1 to 31536000",
    );
    assert_refused(
        "/token/early",
        json!(60_000),
        "token.early",
        "both are in seconds",
    );
    assert_refused(
        "/token/early",
        json!(3600),
        "token.early",
        "both are in seconds",
    );
    assert_taken("/token/early", json!(3599));
}

#[test]
fn member_is_rejected_without_another_member_that_it_requires() {
    for (name, value) in [("format", json!("iso")), ("issuedAt", json!("issued"))] {
        let answer = json!({ "token": "t", "expiresIn": "e", name: value });
        assert_refused(
            "/token/answer",
            answer,
            &format!("token.answer.{name}"),
            "`expiresAt`",
        );
    }
    assert_taken(
        "/token/answer",
        json!({ "token": "t", "expiresAt": "e", "issuedAt": "i", "format": "iso" }),
    );
    let idempotency = json!({ "header": "Idempotency-Key", "format": "uuid", "maxLength": 35 });
    assert_refused("/idempotency", idempotency, "idempotency.maxLength", "36");
    assert_refused(
        "/pages/defaultSize",
        json!(101),
        "pages.defaultSize",
        "`maxSize`",
    );
    assert_refused("/pages/size", json!("page"), "pages.size", "`page`");
}

#[test]
fn path_prefix_matches_whole_segments_only() {
    let mut definition = changed("/pathPrefix", Some(json!("/api/v2")));
    definition["endpoints"] =
        json!({ "GET /api/v2": {}, "GET /api/v2/{id}": { "auth": "signed" } });
    assert!(Profile::define(&definition.to_string()).is_ok());
    definition["endpoints"] = json!({});
    let profile = std::sync::Arc::new(Profile::define(&definition.to_string()).unwrap());
    let mut given = Credentials::default();
    for (name, value) in [("prefix", "a"), ("apiKey", "sk_live_1"), ("apiSecret", "s")] {
        given.push(name, value).unwrap();
    }
    let client = Client::new(profile, given, "live", "").unwrap();
    let sign = |path| {
        let mut call = payauth::provider::Call::new(path, crate::support::at(0));
        call.auth = Some("key");
        call.method = Some("PUT");
        client
            .sign(&call, None)
            .map(|request| request.url().to_owned())
    };
    for path in [
        "/api/v2",
        "/api/v2/",
        "/api/v2/x/y",
        "/api/v2?a=1",
        "/api/v2/x?a=/api/v20",
    ] {
        assert!(sign(path).is_ok(), "{path}: {:?}", sign(path));
    }
    for path in [
        "/api/v20",
        "/api/v20/x",
        "/api/v2x",
        "/api/v2.json",
        "/api/v2-beta/x",
        "/api",
        "/",
    ] {
        assert_eq!(sign(path).unwrap_err().kind(), ErrorKind::Path, "{path}");
    }
    definition["endpoints"] = json!({ "GET /api/v20/x": {} });
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert!(error.hint().contains("`/api/v2`"), "{error}");
}
