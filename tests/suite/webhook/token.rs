//! The notifications of Pledg that are a signed token.

use payauth::provider::{Client, Credentials};
use payauth::scheme::Covers;
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verdict, Verified};
use payauth::{Error, ErrorKind, Secret, jws};

use serde_json::json;

use crate::support::{at, list, profile, text, vectors};

fn client() -> Client {
    let mut credentials = Credentials::default();
    credentials.push("merchantSecret", "SECRET").unwrap();
    Client::new(profile("pledg"), credentials, "staging", "").unwrap()
}

pub(crate) fn receiver(secret: &str) -> Receiver {
    receiver_of(&[("m", secret, Validity::ALWAYS)])
}

fn receiver_of(texts: &[(&str, &str, Validity)]) -> Receiver {
    let client = client();
    let scheme = client.webhook_scheme(None).unwrap();
    let mut secrets = Secrets::default();
    for (id, text, validity) in texts {
        let key = scheme.key("secrets", text).unwrap();
        secrets.push(id, key, *validity).unwrap();
    }
    client.webhooks_with(scheme, secrets).unwrap()
}

fn verify(receiver: &Receiver, body: &str) -> Result<Verified, Error> {
    receiver.verify(&Delivery::new(&[], at(0)), body.as_bytes())
}

pub(crate) fn body(token: &str) -> String {
    format!(r#"{{"signature":"{token}"}}"#)
}

fn token(secret: &str, claims: &str) -> String {
    let secret = Secret::text("secret", secret).unwrap();
    jws::sign(&secret, claims.as_bytes()).unwrap().to_string()
}

#[test]
fn published_tokens_have_the_expected_outcome() {
    for vector in list(&vectors("providers/pledg_jwt.json")["vectors"]) {
        let receiver = receiver(text(&vector["key"]["utf8"]));
        let verified = verify(&receiver, &body(text(&vector["token"])));
        let expected = match text(&vector["name"]) {
            "PL-5" | "PL-6" => Ok(Verdict::Paid),
            "PL-7" => Ok(Verdict::Failed),
            _ => Err(ErrorKind::Signature),
        };
        let found = verified.as_ref().map(|verified| {
            let outcome = verified.outcome.as_ref().unwrap();
            outcome.verdict
        });
        assert_eq!(found.map_err(Error::kind), expected, "{}", vector["name"]);
        if let Ok(verified) = verified {
            assert_eq!(verified.claims.as_deref(), vector["payload"].as_str());
            assert_eq!(verified.covers, Covers::Body);
            assert!(verified.weak.is_empty(), "{:?}", verified.weak);
            assert_eq!(verified.replay_key().len(), 32);
        }
    }
}

#[test]
fn outcome_has_the_word_that_pledg_sent() {
    for (claims, verdict, word) in [
        (
            r#"{"purchase_state":"PRIMARY_KO"}"#,
            Verdict::Failed,
            "PRIMARY_KO",
        ),
        (
            r#"{"state":"s","acceptance_state":"a"}"#,
            Verdict::Other,
            "s",
        ),
        (r#"{"acceptance_state":"a"}"#, Verdict::Other, "a"),
        (
            r#"{"transfer_order_item_uid":"tri_1","purchase_state":"PRIMARY_KO"}"#,
            Verdict::Other,
            "PRIMARY_KO",
        ),
        (
            r#"{"transfer_order_item_uid":"tri_1"}"#,
            Verdict::Paid,
            "tri_1",
        ),
        (r#"{"transfer_order_item_uid":""}"#, Verdict::Other, ""),
        (r#"{"reference":"r"}"#, Verdict::Other, ""),
    ] {
        let verified = verify(&receiver("k"), &body(&token("k", claims))).unwrap();
        let outcome = verified.outcome.unwrap();
        assert_eq!(
            (outcome.verdict, &*outcome.word),
            (verdict, word),
            "{claims}"
        );
    }
}

#[test]
fn outgoing_token_of_the_client_is_rejected_as_a_notification() {
    let own = client()
        .sign_parameters(r#"{"data":{"reference":"r"}}"#)
        .unwrap();
    let error = verify(&receiver("SECRET"), &body(&own)).unwrap_err();
    let message = "signature: is a token that you signed, not a token of the sender";
    assert_eq!(
        (error.kind(), &*error.to_string()),
        (ErrorKind::Signature, message)
    );
    let claims = r#"{"transfer_order_item_uid":"tri_1","data":null}"#;
    assert!(verify(&receiver("k"), &body(&token("k", claims))).is_err());
}

#[test]
fn unsigned_member_has_no_effect_on_the_outcome() {
    let signed = receiver("k");
    let unsigned = r#""transfer_order_item_uid":"tri_1","purchase_state":"KO","#;
    let body = |signature: &str, unsigned: &str| {
        format!(
            r#"{{{unsigned}"created_at":"c","error":"","id":"i","reference":"r","sandbox":true,"status":"pending","signature":"{signature}"}}"#
        )
    };
    let envelope = payauth::scheme::Envelope::new(at(0));
    let sent = signed.sign(&envelope, body("", "").as_bytes()).unwrap();
    let signature = sent.get("signature").unwrap();
    let verified = verify(&signed, &body(signature, unsigned)).unwrap();
    let outcome = verified.outcome.unwrap();
    assert_eq!(
        (outcome.verdict, &*outcome.word),
        (Verdict::Other, "pending")
    );
}

#[test]
fn body_with_other_members_than_a_token_is_rejected() {
    let token = token("k", r#"{"transfer_order_item_uid":"tri_1"}"#);
    for body in [
        format!(r#"{{"signature":"{token}","amount_cents":1}}"#),
        format!(r#"{{"status":"completed","signature":"{token}"}}"#),
    ] {
        let error = verify(&receiver("k"), &body).unwrap_err();
        assert_eq!(
            (error.kind(), error.argument()),
            (ErrorKind::FieldMalformed, "body")
        );
    }
}

#[test]
fn every_fault_of_a_token_has_the_same_code() {
    let good = token("k", r#"{"transfer_order_item_uid":"tri_1"}"#);
    let (signed, tag) = good.rsplit_once('.').unwrap();
    let none = format!("eyJhbGciOiJub25lIn0.{}.", good.split('.').nth(1).unwrap());
    for bad in [
        format!("{signed}."),
        format!("{signed}.{}", &tag[1..]),
        format!("{signed}.{tag}="),
        format!("{good}.x"),
        format!(" {good}"),
        none,
        ".".into(),
        "..".into(),
        token("other", r#"{"transfer_order_item_uid":"tri_1"}"#),
    ] {
        let error = verify(&receiver("k"), &body(&bad)).unwrap_err();
        let message = "signature: does not match; no secret in use signed this content";
        assert_eq!(
            (error.kind(), &*error.to_string()),
            (ErrorKind::Signature, message),
            "{bad}"
        );
    }
    for (claims, kind) in [
        ("[]", ErrorKind::Signature),
        ("x", ErrorKind::Json),
        (r#"{"a":1,"a":2}"#, ErrorKind::Json),
    ] {
        let error = verify(&receiver("k"), &body(&token("k", claims))).unwrap_err();
        assert_eq!(error.kind(), kind, "{claims}");
    }
}

#[test]
fn unsigned_body_is_rejected() {
    for body in [
        r#"{"reference":"r","transfer_order_item_uid":"tri_1","amount_cents":1}"#,
        r#"{"signature":null}"#,
        r#"{"signature":""}"#,
        "{}",
    ] {
        let error = verify(&receiver("k"), body).unwrap_err();
        let kinds = [ErrorKind::FieldMissing, ErrorKind::FieldMalformed];
        assert!(kinds.contains(&error.kind()), "{body}: {error}");
    }
}

#[test]
fn token_is_tried_with_every_secret() {
    let ended = Validity {
        not_after: Some(at(0)),
        ..Validity::ALWAYS
    };
    let receiver = receiver_of(&[("old", "k1", Validity::ALWAYS), ("new", "k2", ended)]);
    let body = body(&token("k2", r#"{"transfer_order_item_uid":"tri_1"}"#));
    assert_eq!(verify(&receiver, &body).unwrap().secret_id, "new");
    let late = receiver.verify(&Delivery::new(&[], at(1)), body.as_bytes());
    assert_eq!(late.unwrap_err().kind(), ErrorKind::Signature);
}

/// A receiver of a definition with these paths of the token and of the claim of own tokens.
fn defined(member: &str, own: &str) -> Receiver {
    let definition = json!({
        "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} }, "auth": { "bearer": "{key}" },
        "webhook": {
            "secret": "{key}",
            "scheme": { "hash": "sha256", "encoding": "hex", "message": "{field:id}", "fields": { "sig": "{signature}" } },
            "token": { "member": member, "own": own, "outcome": [{ "verdict": "paid", "when": { "state": "done" } }] },
        },
    });
    let profile = payauth::provider::Profile::define(&definition.to_string()).unwrap();
    let mut credentials = Credentials::default();
    credentials.push("key", "k").unwrap();
    let client = Client::new(profile, credentials, "", "").unwrap();
    client.webhooks().unwrap()
}

#[test]
fn claim_of_own_tokens_is_found_at_its_path() {
    for (own, claims, is_own) in [
        ("data", r#""data":{"x":1}"#, true),
        ("data", r#""data":null"#, true),
        ("data", r#""Data":1,"data.x":1"#, false),
        ("data.x", r#""data":{"x":1}"#, true),
        ("data.x", r#""data":{"x":null,"y":1}"#, true),
        ("data.x", r#""data":{"y":1}"#, false),
        ("data.x", r#""data":"x""#, false),
        ("data.x", r#""data.x":1"#, false),
        ("a.b.c", r#""a":{"b":{"c":[]}}"#, true),
        ("a.b.c", r#""a":{"b":{}},"c":1"#, false),
        ("list.0.x", r#""list":[{"x":0},{}]"#, true),
        ("list.*.x", r#""list":[{"x":0}]"#, true),
        ("list.1", r#""list":[{"x":0}]"#, false),
    ] {
        for claims in [
            format!(r#"{{{claims},"state":"done"}}"#),
            format!(r#"{{"state":"done",{claims}}}"#),
        ] {
            let found = verify(
                &defined("token", own),
                &format!(r#"{{"token":"{}"}}"#, token("k", &claims)),
            );
            match found {
                Ok(verified) => {
                    assert!(!is_own, "{own} {claims}");
                    assert_eq!(verified.outcome.unwrap().verdict, Verdict::Paid);
                }
                Err(error) => {
                    let message =
                        "signature: is a token that you signed, not a token of the sender";
                    assert_eq!(error.to_string(), message, "{own} {claims}");
                    assert!(is_own, "{own} {claims}");
                }
            }
        }
    }
}

#[test]
fn token_is_found_at_its_path_and_must_be_the_only_value_of_the_body() {
    let token = token("k", r#"{"state":"done"}"#);
    let alone = Ok(());
    let more = Err("body: must contain only the token, because no other member is signed");
    let absent = Err("");
    for (member, body, expected) in [
        ("token", r#"{"token":"T"}"#, alone),
        ("token", r#"{"token":"T","a":1}"#, more),
        ("data.token", r#"{"data":{"token":"T"}}"#, alone),
        ("data.token", r#"{"data":{"token":"T","amount":1}}"#, more),
        ("data.token", r#"{"data":{"amount":1,"token":"T"}}"#, more),
        ("data.token", r#"{"data":{"token":"T"},"amount":1}"#, more),
        ("data.token", r#"{"amount":{},"data":{"token":"T"}}"#, more),
        ("data.token", r#"{"data.token":"T"}"#, absent),
        ("a.b.c", r#"{"a":{"b":{"c":"T"}}}"#, alone),
        ("a.b.c", r#"{"a":{"b":{"c":"T"},"d":1}}"#, more),
        ("list.0", r#"{"list":["T"]}"#, alone),
        ("list.0", r#"{"list":["T",1]}"#, more),
        ("list.1", r#"{"list":[1,"T"]}"#, more),
        ("list.*.t", r#"{"list":[{"t":"T"}]}"#, alone),
        ("list.*.t", r#"{"list":[{"t":"T","a":[]}]}"#, more),
    ] {
        let body = body.replace('T', &token);
        let found = verify(&defined(member, "own"), &body).map(drop);
        match (found, expected) {
            (Ok(()), Ok(())) => {}
            (Err(error), Err("")) => {
                assert_eq!(
                    error.kind(),
                    ErrorKind::FieldMissing,
                    "{member} {body}: {error}"
                );
            }
            (found, expected) => {
                let told = found.map_err(|error| error.to_string());
                assert_eq!(told, expected.map_err(str::to_owned), "{member} {body}");
            }
        }
    }
}
