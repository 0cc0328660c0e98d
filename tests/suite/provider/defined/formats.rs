//! A definition may send its own `Content-Type` only if this type is the format in which payauth writes bodies.

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::{Value, json};

/// Types, each with the value of `body` with which a definition may send it.
const TYPES: [(&str, Option<&str>); 8] = [
    ("application/x-www-form-urlencoded", Some("form")),
    (
        "Application/X-WWW-Form-URLencoded ; charset=utf-8",
        Some("form"),
    ),
    ("application/json", Some("json")),
    ("application/vnd.api+json", Some("json")),
    ("application/xml", Some("json")),
    ("multipart/form-data; boundary=a", None),
    ("application/x-www-form-urlencoded, application/json", None),
    ("application/json; was=x-www-form-urlencoded", None),
];

/// The objects whose member `headers` is sent with requests.
const PLACES: [&str; 3] = ["", "/auth", "/alternatives/other"];

fn with_type(place: &str, field: &str, media_type: &str) -> Value {
    let mut definition = json!({
        "name": "shop",
        "servers": { "live": "https://shop.example" },
        "credentials": { "key": {} },
        "auth": { "headers": { "X-Key": "{key}" } },
        "alternatives": { "other": { "headers": { "X-Other": "{key}" } } }
    });
    let object = definition.pointer_mut(place).unwrap();
    object["headers"][field] = json!(media_type);
    definition
}

#[test]
fn content_type_of_a_definition_must_be_the_format_of_its_bodies() {
    for (place, (media_type, format)) in PLACES
        .iter()
        .flat_map(|place| TYPES.map(|one| (place, one)))
    {
        for field in ["Content-Type", "content-type"] {
            for body in [None, Some("json"), Some("form")] {
                let mut definition = with_type(place, field, media_type);
                if let Some(body) = body {
                    definition["body"] = json!(body);
                }
                let case = format!("{place}/headers: {field}: {media_type}, body: {body:?}");
                let read = Profile::define(&definition.to_string());
                if format == Some(body.unwrap_or("json")) {
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
}
