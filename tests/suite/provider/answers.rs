//! Which answers with a status of 200 to 299 are errors.

use payauth::UnixTime;
use payauth::provider::{ErrorAnswer, Finding, Profile};
use serde_json::{Value, json};

const RULES: [fn() -> Value; 3] = [
    || json!({ "path": "status" }),
    || json!({ "path": "status", "is": ["failed", "5", "false"] }),
    || json!({ "path": "status", "not": ["ok", "0", "true"] }),
];

/// Values of the member, and whether each of the rules says that the answer is an error.
#[rustfmt::skip]
const VALUES: [(&str, [bool; 3]); 16] = [
    ("null", [false, false, false]), ("\"failed\"", [true, true, true]), ("\"ok\"", [true, false, false]), ("\"\"", [true, false, true]),
    ("5", [true, true, true]), ("0", [true, false, false]), ("5.0", [true, false, true]), ("true", [true, false, false]),
    ("false", [true, true, true]), ("[]", [false, false, true]), ("{}", [false, false, true]), ("[null]", [true, false, true]),
    ("[[]]", [true, false, true]), ("[\"EOrder\"]", [true, false, true]), ("{\"code\":5}", [true, false, true]),
    ("{\"state\":\"failed\"}", [true, false, true]),
];

fn find(when: Option<Value>, status: u16, body: &str) -> Finding {
    let mut definition = json!({
        "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} }, "auth": { "bearer": "{key}" },
    });
    if let Some(when) = when {
        definition["errors"] = json!({ "when": when, "message": "text" });
    }
    let profile = Profile::define(&definition.to_string()).unwrap();
    profile.find(&ErrorAnswer {
        status,
        fields: &[],
        body,
        now: UnixTime::from_secs(0).unwrap(),
    })
}

#[test]
fn value_of_the_member_decides_for_every_type_and_every_rule() {
    for (value, expected) in VALUES {
        for (rule, is_error) in RULES.iter().zip(expected) {
            for body in [
                format!("{{\"status\":{value}}}"),
                format!("\u{feff} {{\"id\":1,\"status\":{value},\"text\":\"t\"}}\n"),
            ] {
                let found = find(Some(rule()), 200, &body);
                assert_eq!(found.is_error, is_error, "{} {body}", rule());
                assert!(found.is_json && !found.may_exist);
            }
            let missing = find(Some(rule()), 200, "{\"text\":\"t\"}");
            assert!(!missing.is_error && missing.message.as_deref() == Some("t"));
        }
    }
}

#[test]
fn answer_whose_body_cannot_be_read_is_an_error_if_a_member_decides() {
    let unreadable = [
        "<html>".to_owned(),
        "{".to_owned(),
        "?".to_owned(),
        "{\"status\":\"ok\",\"name\":\"\\ud83d\"}".to_owned(),
        "{\"status\":\"ok\",\"meta\":{\"a\":1,\"a\":1}}".to_owned(),
        format!(
            "{{\"status\":\"ok\",\"d\":{}{}}}",
            "[".repeat(33),
            "]".repeat(33)
        ),
        format!("{{\"status\":\"ok\",\"d\":\"{}\"}}", "x".repeat(66_000)),
    ];
    for body in &unreadable {
        for status in [200, 201, 299] {
            for rule in RULES {
                let found = find(Some(rule()), status, body);
                assert!(
                    found.is_error && found.may_exist && !found.is_json,
                    "{body}"
                );
                assert!(!found.may_retry_later);
            }
            let found = find(None, status, body);
            assert!(!found.is_error && !found.may_exist);
        }
        let redirect = find(Some(RULES[0]()), 302, body);
        assert!(!redirect.is_error && !redirect.may_exist);
        let failed = find(Some(RULES[0]()), 402, body);
        assert!(failed.is_error && !failed.may_exist);
    }
    for body in ["", " \r\n", "\u{feff}"] {
        assert!(!find(Some(RULES[2]()), 204, body).is_error);
    }
}

#[test]
fn parts_of_an_error_are_read_from_header_fields_whatever_the_body_is() {
    let definition = json!({
        "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} }, "auth": { "bearer": "{key}" },
        "errors": { "message": ["text", "header:X-Text"], "code": ["code", "header:X-Code"], "requestId": "header:Request-Id" },
    });
    let profile = Profile::define(&definition.to_string()).unwrap();
    let long = "x".repeat(66_000);
    for body in [
        "{}",
        r#"{"other":1}"#,
        "<html>",
        "",
        " ",
        "{\"text\":\"t",
        "[",
        "?",
        &long,
    ] {
        for status in [200, 400, 502] {
            let found = profile.find(&ErrorAnswer {
                status,
                fields: &[("request-id", "r1"), ("X-CODE", "c1"), ("x-text", "t1")],
                body,
                now: UnixTime::from_secs(0).unwrap(),
            });
            let told = [found.message, found.code, found.request_id];
            assert_eq!(told.map(Option::unwrap), ["t1", "c1", "r1"], "{body}");
        }
    }
}
