//! A credential that is sent as a bearer token is the token alone, not a part of a header field that somebody copied.

use std::sync::Arc;

use payauth::ErrorKind;
use payauth::provider::{Client, Credentials, Profile};
use serde_json::{Value, json};

const REJECTED: [&str; 5] = [
    "Bearer EAAA",
    "bearer EAAA",
    "BEARER  EAAA",
    "\"EAAA\"",
    "'EAAA'",
];
const ACCEPTED: [&str; 7] = [
    "EAAA",
    "EA-AA_a.~+/==",
    "1|abc",
    "id:secret",
    "sk_live_a%3D",
    "Bearer",
    "bearer-EAAA",
];

fn client(auth: &Value, key: &str) -> Result<Client, payauth::Error> {
    let definition = json!({
        "name": "shop",
        "servers": { "live": "https://shop.example" },
        "credentials": { "id": { "default": "1", "public": true }, "key": {} },
        "auth": { "headers": { "X-Key": "{key}" } },
        "alternatives": { "other": auth }
    });
    let profile: Arc<Profile> = Profile::define(&definition.to_string())?.into();
    let mut credentials = Credentials::default();
    credentials.push("key", key)?;
    Client::new(profile, credentials, "live", "")
}

#[test]
fn credential_that_is_sent_as_a_bearer_token_is_the_token_alone() {
    let field = json!({ "headers": { "X-Auth": "{key}" } });
    for text in ["{key}", "{id}:{key}"] {
        let bearer = json!({ "bearer": text });
        for key in REJECTED {
            let error = client(&bearer, key).expect_err(key);
            assert_eq!(
                (error.kind(), error.argument()),
                (ErrorKind::Credentials, "key")
            );
            assert_eq!(
                error.to_string(),
                "key: must be the credential alone, without the word Bearer and without quotation marks"
            );
            client(&field, key).expect(key);
        }
        for key in ACCEPTED {
            client(&bearer, key).expect(key);
        }
    }
}

#[test]
fn secret_credential_after_a_word_of_a_header_field_does_not_repeat_this_word() {
    for (before, word) in [
        ("Bearer ", "Bearer"),
        ("bearer ", "bearer"),
        ("Token ", "Token"),
        ("Token   ", "Token"),
        ("O-Bearer ", "O-Bearer"),
        ("Key id={id}, key ", "key"),
    ] {
        let text = format!("{before}{{key}}");
        for field in ["Authorization", "X-Auth"] {
            let auth = json!({ "headers": { field: text } });
            for key in [
                format!("{word} EAAA"),
                format!("{} EAAA", word.to_uppercase()),
                format!("{}  EAAA", word.to_lowercase()),
            ] {
                let error = client(&auth, &key).expect_err(&key);
                let detail = format!(
                    "key: must be the credential alone, without the word {word} and without quotation marks"
                );
                assert_eq!(error.to_string(), detail, "{text} {key}");
            }
            for key in [
                "EAAA",
                "other EAAA",
                word,
                &format!("{word}-EAAA"),
                "id:secret",
            ] {
                client(&auth, key).expect(key);
            }
            let quoted = client(&auth, "'EAAA'");
            assert_eq!(quoted.is_err(), word == "Bearer", "{text}");
        }
    }
}

#[test]
fn credential_that_follows_no_word_or_is_public_can_have_any_word() {
    for text in [
        "{key}",
        "Token key={key}",
        "{id} {key}",
        "{id} : {key}",
        "{id}/v1 {key}",
    ] {
        let auth = json!({ "headers": { "X-Auth": text } });
        for key in REJECTED.iter().chain(&["/v1 a", ": a", "'a"]) {
            client(&auth, key).expect(key);
        }
    }
    let definition = json!({
        "name": "shop",
        "servers": { "live": "https://shop.example" },
        "credentials": { "key": {}, "app": { "public": true } },
        "headers": { "User-Agent": "Acme {app}" },
        "auth": { "bearer": "{key}" }
    });
    let profile: Arc<Profile> = Profile::define(&definition.to_string()).unwrap().into();
    let mut credentials = Credentials::default();
    credentials.push("key", "EAAA").unwrap();
    credentials.push("app", "Acme Checkout").unwrap();
    assert!(Client::new(profile, credentials, "live", "").is_ok());
}
