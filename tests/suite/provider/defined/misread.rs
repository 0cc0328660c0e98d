//! Definitions and calls whose requests a server could read in another way than payauth signs them.

use std::sync::Arc;

use payauth::provider::{Call, Profile};
use payauth::{ErrorKind, Fields};
use serde_json::{Value, json};

use super::refused::{changed, whole};
use super::{client_of, examples, sign};
use crate::scheme::misread::queries;
use crate::support::{at, list, text};

const SIGNED: &str = "/alternatives/signed";

/// The definition in which the signature signs this message.
fn with_message(message: &str) -> Value {
    let mut auth = whole().pointer(SIGNED).unwrap().clone();
    auth["signature"]["scheme"]["message"] = json!(message);
    auth
}

fn define(auth: Value, headers: Value) -> Result<Profile, payauth::Error> {
    let mut definition = changed(SIGNED, Some(auth));
    definition["headers"] = headers;
    definition["headers"]["X-Version"] = json!("{version}");
    Profile::define(&definition.to_string())
}

/// Fields that the host, a browser or a proxy writes, or that no caller may pass.
#[rustfmt::skip]
const OF_HOST: &[&str] = &[
    "host", "Host", "content-length", "Connection", "Transfer-Encoding", "Accept", "accept-encoding", "Accept-Language", "User-Agent",
    "User_Agent", "Cookie", "Origin", "Referer", "Via", "Forwarded", "Sec-Fetch-Mode", "Proxy-Authorization", "X-Forwarded-Host", "TE",
    "X-Original-URL", "Expect", "Keep-Alive", "Upgrade",
];

#[test]
fn definition_that_signs_a_header_field_that_fetch_or_a_proxy_writes_is_rejected() {
    let prefixes = [
        "h", "a", "acc", "accept-", "c", "content-", "user", "u", "t", "o", "v", "sec-",
    ];
    let placeholders = OF_HOST
        .iter()
        .flat_map(|name| {
            [
                format!("{{header:{name}}}"),
                format!("{{lower:header:{name}}}"),
            ]
        })
        .chain(prefixes.map(|prefix| format!("{{headers:{prefix}}}")));
    for placeholder in placeholders {
        let message = format!("{{timestamp}}|{placeholder}|{{method}}");
        let error = define(with_message(&message), json!({})).expect_err(&message);
        assert_eq!(error.kind(), ErrorKind::Definition);
        assert_eq!(
            error.path(),
            "alternatives.signed.signature.scheme",
            "{message}"
        );
        let is_host = placeholder.to_ascii_lowercase().ends_with("header:host}");
        assert_eq!(
            error.hint().contains("{host}"),
            is_host,
            "{message}: {error}"
        );
        assert!(!error.hint().is_empty(), "{message}: {error}");
    }
    for placeholder in [
        "{header:X-Order}",
        "{header:content-type}",
        "{header:Idempotency-Key}",
        "{header:authorization}",
        "{headers:x-}",
    ] {
        let message = format!("{{timestamp}}|{placeholder}|{{method}}");
        define(with_message(&message), json!({}))
            .unwrap_or_else(|error| panic!("{message}: {error}"));
    }
}

#[test]
fn field_that_hosts_add_can_be_signed_if_the_definition_writes_it() {
    for name in ["Accept", "Accept-Encoding", "Accept-Language", "User-Agent"] {
        let message = format!(
            "{{timestamp}}|{{header:{}}}|{{method}}",
            name.to_lowercase()
        );
        define(with_message(&message), json!({ name: "x" })).unwrap();
        let mut auth = with_message(&message);
        auth["headers"] = json!({ name: "x", "X-Key": "{apiKey}" });
        define(auth, json!({})).unwrap();
        define(with_message(&message), json!({ "X-Accept": "x" })).unwrap_err();
    }
}

#[test]
fn signature_of_another_spelling_of_a_field_that_is_sent_is_rejected_in_a_definition() {
    for message in [
        "{header:X_Version}",
        "{header:x.version}",
        "{header:X_Key}",
        "{header:content_type}",
        "{header:idempotency_key}",
        "{headers:x_}",
        "{headers:x_ver}",
        "{headers:content_}",
    ] {
        let message = format!("{{timestamp}}|{message}|{{method}}");
        define(with_message(&message), json!({})).expect_err(&message);
    }
    let message = "{timestamp}|{header:X_Order}|{method}";
    define(with_message(message), json!({})).unwrap();
    define(with_message(message), json!({ "X-Order": "1" })).unwrap_err();
    define(with_message(message), json!({ "X_Order": "1" })).unwrap();
}

#[test]
fn token_request_cannot_have_another_spelling_of_a_field_that_payauth_writes() {
    for field in [
        "Content-Type",
        "content-type",
        "Content_Type",
        "CONTENT.TYPE",
        "content~type",
    ] {
        let definition = changed("/token/headers", Some(json!({ field: "a/b" })));
        let error = Profile::define(&definition.to_string()).expect_err(field);
        assert_eq!(error.path(), "token.headers", "{field}");
    }
    for field in ["Authorization", "authorization"] {
        let mut definition = changed("/token/headers", Some(json!({ field: "{apiKey}" })));
        definition["token"]["basic"] = json!({ "user": "{apiKey}" });
        Profile::define(&definition.to_string()).expect_err(field);
    }
    Profile::define(&changed("/token/headers", Some(json!({ "Content-Note": "a" }))).to_string())
        .unwrap();
}

#[test]
fn call_of_every_provider_rejects_a_parameter_that_servers_may_read_as_a_written_one() {
    let mut count = 0;
    for name in super::ALL.iter() {
        let profile: Arc<Profile> = Profile::named(name).unwrap().into();
        let vectors = examples(name);
        let path = format!(
            "{}/definitions/providers/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let definition: Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let query = &definition["auth"]["signature"]["scheme"]["query"];
        for (param, _) in query.as_object().into_iter().flatten() {
            let is_signed = |example: &&Value| {
                text(&example["kind"]) == "request" && example["call"]["auth"].is_null()
            };
            let example = list(&vectors["vectors"]).iter().find(is_signed).unwrap();
            for query in queries(param) {
                let mut example = example.clone();
                let path = text(&example["call"]["path"])
                    .split('?')
                    .next()
                    .unwrap()
                    .to_owned();
                example["call"]["path"] = json!(format!("{path}?{query}"));
                let client =
                    client_of(&profile, &example["client"], &example["environment"]).unwrap();
                let Err(error) = sign(&client, &example) else {
                    panic!("{name}: {query}");
                };
                assert_eq!((error.kind(), error.argument()), (ErrorKind::Path, "path"));
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn call_with_another_body_than_a_form_is_rejected_if_parameters_of_a_form_are_signed() {
    let credentials = json!({ "prefix": "p", "apiKey": "sk_live_x", "apiSecret": "s" });
    for body in ["form", "json"] {
        let mut definition = changed(
            SIGNED,
            Some(with_message("{timestamp}|{form:amount}|{method}")),
        );
        definition["body"] = json!(body);
        let profile: Arc<Profile> = Profile::define(&definition.to_string()).unwrap().into();
        let client = client_of(&profile, &credentials, &json!("live")).unwrap();
        let sign = |media_type: Option<&str>| {
            let mut fields = Fields::default();
            if let Some(media_type) = media_type {
                fields.push("Content-Type", media_type).unwrap();
            }
            let call = Call::new("/x", at(0)).auth("signed").fields(fields);
            let whole = client.sign(&call, Some(b"amount=5")).map(drop);
            let begun = client.begin(&call, true).and_then(|mut signing| {
                signing.absorb(b"amount=5");
                client.finish(signing).map(drop)
            });
            assert_eq!(whole.as_ref().err(), begun.as_ref().err());
            whole.map_err(|error| (error.kind(), error.argument().to_owned()))
        };
        let refused = Err((ErrorKind::Body, "body".to_owned()));
        assert_eq!(
            sign(None),
            if body == "form" {
                Ok(())
            } else {
                refused.clone()
            }
        );
        assert_eq!(sign(Some("application/json")), refused);
        assert_eq!(sign(Some("application/x-www-form-urlencoded")), Ok(()));
    }
}
