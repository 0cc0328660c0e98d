//! A signature over values of the body is sent only with a `Content-Type` of the format in which these values were read,
//! whatever else the message contains.

use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::{AuthorizedRequest, Error, ErrorKind};
use serde_json::{Value, json};

use crate::support::at;

const JSON: (&str, &str) = (r#"{"a":"1"}"#, "application/json");
const FORM: (&str, &str) = ("a=1", "application/x-www-form-urlencoded");

/// Templates of values in the body, each with a body in this format and its type.
fn templates() -> Vec<(&'static str, (&'static str, &'static str))> {
    let of_json = [
        "{field:a}",
        "{field:a?}",
        "{lower:field:a}",
        "{field:a}|{field:b?}",
    ];
    let of_form = [
        "{form:a}",
        "{lower:form:a}",
        "{params}",
        "{form:a}|{params}",
    ];
    let with = |format| move |template| (template, format);
    let of_json = of_json.into_iter().map(with(JSON));
    of_json.chain(of_form.into_iter().map(with(FORM))).collect()
}

/// A client that signs this message. A message without `{digest:d}` has no digest.
fn client(message: &str, of: Option<&str>, has_params: bool) -> Client {
    let mut scheme = json!({ "hash": "sha256", "encoding": "hex", "message": message, "headers": { "X-S": "{signature}" } });
    if let Some(of) = of {
        scheme["digests"] = json!({ "d": { "of": of, "hash": "sha256", "encoding": "hex" } });
    }
    if message.contains("{timestamp}") {
        scheme["timestamp"] = json!({ "format": "unix" });
        scheme["headers"]["X-T"] = json!("{timestamp}");
    }
    if message.contains("{nonce}") {
        scheme["nonce"] = json!({ "format": "hex" });
        scheme["headers"]["X-N"] = json!("{nonce}");
    }
    if has_params {
        scheme["params"] = json!({ "from": ["form"] });
    }
    let definition: Value = json!({
        "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} },
        "auth": { "signature": { "secret": "{key}", "scheme": scheme } },
    });
    let profile = Profile::define(&definition.to_string());
    let profile = profile.unwrap_or_else(|error| panic!("{definition}: {error}"));
    let mut credentials = Credentials::default();
    credentials.push("key", "k").unwrap();
    Client::new(profile, credentials, "", "").unwrap()
}

/// Signs a call at once, and in pieces.
fn signed(client: &Client, media_type: &str, body: &str) -> [Result<AuthorizedRequest, Error>; 2] {
    let call = || {
        let mut call = Call::new("/pay", at(0)).nonce("0123456789abcdef0123456789abcdef");
        if !media_type.is_empty() {
            call.fields.push("content-type", media_type).unwrap();
        }
        call
    };
    let body = body.as_bytes();
    let in_pieces = client.begin(&call(), true).and_then(|mut signing| {
        let (first, rest) = body.split_at(body.len() / 2);
        signing.absorb(first);
        signing.absorb(rest);
        client.finish(signing)
    });
    [client.sign(&call(), Some(body)), in_pieces]
}

#[test]
fn values_of_a_body_are_signed_only_with_a_content_type_of_their_format() {
    let types = [
        ("", true, false),
        ("application/json", true, false),
        ("application/json; charset=utf-8", true, false),
        ("text/plain;charset=UTF-8", true, false),
        ("application/x-www-form-urlencoded", false, true),
        (
            "Application/X-WWW-Form-Urlencoded;charset=utf-8",
            false,
            true,
        ),
        ("multipart/form-data; boundary=a", false, false),
        (
            "application/json, application/x-www-form-urlencoded",
            false,
            false,
        ),
    ];
    let mut count = 0;
    for (template, (body, own)) in templates() {
        let has_params = template.contains("{params}");
        for around in [
            "_",
            "{method}|_",
            "_|{timestamp}",
            "{nonce}|_",
            "{path}|_",
            "_|{header:x-h}",
            "{digest:d}",
            "{method}|{digest:d}",
        ] {
            let message = around.replace('_', template);
            let of = around.contains("{digest:d}").then_some(template);
            let client = client(&message, of, has_params);
            for (media_type, is_json, is_form) in types {
                let is_right = if own == JSON.1 { is_json } else { is_form };
                for result in signed(&client, media_type, body) {
                    let told = result
                        .map(drop)
                        .map_err(|error| (error.kind(), error.argument().to_owned()));
                    let expected = if is_right {
                        Ok(())
                    } else {
                        Err((ErrorKind::Body, "body".to_owned()))
                    };
                    assert_eq!(told, expected, "{message} {media_type}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 1000, "{count}");
}
