//! A definition may send its own `Content-Type`, except the type of the format in which payauth does not write bodies.

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::json;

/// Types, each with the only value of `body` with which a definition may send it; `None` if both are allowed.
const TYPES: [(&str, Option<&str>); 7] = [
    ("application/x-www-form-urlencoded", Some("form")),
    (
        "Application/X-WWW-Form-URLencoded ; charset=utf-8",
        Some("form"),
    ),
    ("application/json", Some("json")),
    ("application/vnd.api+json", Some("json")),
    ("application/xml", None),
    ("multipart/form-data; boundary=a", None),
    ("application/octet-stream", None),
];

#[test]
fn content_type_of_a_definition_must_not_be_that_of_the_other_format() {
    for ((media_type, format), field) in TYPES
        .into_iter()
        .flat_map(|one| ["Content-Type", "content-type"].map(|field| (one, field)))
    {
        for body in [None, Some("json"), Some("form")] {
            let mut definition = json!({
                "name": "shop",
                "servers": { "live": "https://shop.example" },
                "credentials": { "key": {} },
                "headers": { field: media_type },
                "auth": { "headers": { "X-Key": "{key}" } }
            });
            if let Some(body) = body {
                definition["body"] = json!(body);
            }
            let case = format!("{field}: {media_type}, body: {body:?}");
            let read = Profile::define(&definition.to_string());
            if format.is_none_or(|format| format == body.unwrap_or("json")) {
                assert!(read.is_ok(), "{case}: {:?}", read.err());
                continue;
            }
            let error = read.expect_err(&case);
            assert_eq!(error.kind(), ErrorKind::Definition, "{case}");
            let message = "body: must be the format of the Content-Type in `headers`";
            assert_eq!(error.to_string(), message, "{case}");
        }
    }
}
