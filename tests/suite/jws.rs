//! Signed tokens in compact form (RFC 7515): the tokens that are accepted, and the tokens that are rejected.

use payauth::encoding::base64::{self, Alphabet};
use payauth::{Algorithm, ErrorKind, MacKey, Secret, jws};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{assert_error, list, text, vectors};

fn key(value: &Value) -> Secret {
    let bytes = match value["base64url"].as_str() {
        Some(digits) => base64::decode(digits, Alphabet::UrlUnpadded).unwrap(),
        None => text(&value["utf8"]).into(),
    };
    Secret::bytes("key", &bytes).unwrap()
}

fn url(bytes: &[u8]) -> String {
    base64::encode(bytes, Alphabet::UrlUnpadded)
}

/// A token with any header and a valid signature.
pub(crate) fn forged(key: &Secret, header: &str, payload: &str) -> String {
    let signed = format!("{}.{}", url(header.as_bytes()), url(payload.as_bytes()));
    let tag = MacKey::new(Algorithm::Sha256, key.expose()).sign(signed.as_bytes());
    format!("{signed}.{}", url(tag.as_bytes()))
}

#[test]
fn published_tokens_are_verified_or_rejected_as_published() {
    for file in ["rfc/jws.json", "providers/pledg_jwt.json"] {
        for vector in list(&vectors(file)["vectors"]) {
            let payload = jws::verify(&key(&vector["key"]), text(&vector["token"]));
            let expected = vector["payload"].as_str().map(str::as_bytes);
            assert_eq!(payload.ok().as_deref(), expected, "{}", vector["name"]);
        }
    }
}

#[test]
fn outgoing_token_is_equal_to_the_token_of_the_vector() {
    for vector in list(&vectors("providers/pledg_jwt.json")["vectors"]) {
        if vector["direction"] == "outgoing" {
            let token = jws::sign(&key(&vector["key"]), text(&vector["payload"]).as_bytes());
            assert_eq!(
                &*token.unwrap(),
                text(&vector["token"]),
                "{}",
                vector["name"]
            );
        }
    }
}

#[test]
fn token_with_another_algorithm_or_a_malformed_header_is_rejected() {
    let secret = Secret::text("key", "SECRET").unwrap();
    assert!(
        jws::verify(
            &secret,
            &forged(&secret, r#"{"alg":"HS256","kid":"1"}"#, "{}")
        )
        .is_ok()
    );
    for header in [
        r#"{"alg":"none"}"#,
        r#"{"alg":"hs256"}"#,
        r#"{"alg":"HS512"}"#,
        r#"{"alg":"RS256"}"#,
        r#"{"alg":["HS256"]}"#,
        r#"{"alg":"HS256","alg":"HS256"}"#,
        r#"{"alg":"HS256","crit":["exp"]}"#,
        r#"{"typ":"JWT"}"#,
        r#"["HS256"]"#,
        "HS256",
        "",
    ] {
        let message = "token: is not signed with HS256 and this key, or its header has `crit`";
        let verified = jws::verify(&secret, &forged(&secret, header, "{}"));
        assert_error(verified, ErrorKind::Signature, message);
    }
}

#[test]
fn malformed_token_and_token_of_another_key_are_rejected() {
    let secret = Secret::text("key", "SECRET").unwrap();
    let token = String::from(&*jws::sign(&secret, b"{}").unwrap());
    let (signed, tag) = token.rsplit_once('.').unwrap();
    for text in [
        String::new(),
        ".".into(),
        "..".into(),
        signed.into(),
        format!("{signed}."),
        format!("{token}."),
        format!("{token}.x"),
        format!("{token}="),
        format!(" {token}"),
        format!("{token}\n"),
        format!("{signed}.{}", &tag[..tag.len() - 1]),
        format!("{signed}.{tag}A"),
        token.replace('.', ".."),
        token.replace('_', "/").replace('-', "+") + "+",
    ] {
        assert!(jws::verify(&secret, &text).is_err(), "{text}");
    }
    let other = Secret::text("key", "secret").unwrap();
    assert_eq!(
        jws::verify(&other, &token).unwrap_err().kind(),
        ErrorKind::Signature
    );
}

#[test]
fn payload_and_token_that_are_too_long_are_rejected() {
    let secret = Secret::text("key", "SECRET").unwrap();
    let payload = vec![b'x'; jws::LONGEST + 1];
    assert_eq!(
        jws::sign(&secret, &payload).unwrap_err().kind(),
        ErrorKind::TooLarge
    );
    let token = "x".repeat(jws::LONGEST + 1);
    assert_eq!(
        jws::verify(&secret, &token).unwrap_err().kind(),
        ErrorKind::TooLarge
    );
}

proptest! {
    #[test]
    fn signed_tokens_are_verified(payload in prop::collection::vec(any::<u8>(), 0..300)) {
        let secret = Secret::text("key", "SECRET").unwrap();
        let token = jws::sign(&secret, &payload).unwrap();
        prop_assert_eq!(jws::verify(&secret, &token).unwrap(), payload);
    }
}
