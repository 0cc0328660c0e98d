//! The webhooks of the providers.

use std::sync::Arc;

use payauth::provider::{Client, Credentials, Profile};
use payauth::scheme::{Compiled, Covers, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verdict, Verified};
use payauth::{Encoding, Error, ErrorKind};
use serde_json::Value;

use crate::support::{assert_error, at, list, profile, text, vectors};

pub(crate) fn client(
    profile: &Arc<Profile>,
    environment: &str,
    credentials: &[(&str, &str)],
) -> Client {
    let mut own = Credentials::default();
    for (name, text) in credentials {
        own.push(name, text).unwrap();
    }
    Client::new(profile.clone(), own, environment, "").unwrap()
}

fn verify(
    receiver: &Receiver,
    fields: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> Result<Verified, Error> {
    receiver.verify(&Delivery::new(fields, at(1_709_380_800)), body.as_ref())
}

/// A receiver with these secrets. Each secret is a pair of its id and its text.
fn with_secrets(client: &Client, scheme: Compiled, texts: &[(&str, &str)]) -> Receiver {
    let mut secrets = Secrets::default();
    for (id, text) in texts {
        let key = scheme.key("secrets", text).unwrap();
        secrets.push(id, key, Validity::ALWAYS).unwrap();
    }
    client.webhooks_with(scheme, secrets).unwrap()
}

fn with_secret(client: &Client, scheme: Compiled) -> Receiver {
    with_secrets(client, scheme, &[("w", "whsec")])
}

fn in_encoding(client: &Client, encoding: Option<Encoding>) -> Receiver {
    with_secret(client, client.webhook_scheme(encoding).unwrap())
}

/// The tag of a body that the receiver signs.
fn tag(receiver: &Receiver, body: &str) -> String {
    let envelope = payauth::scheme::Envelope::new(at(0));
    let signed = receiver.sign(&envelope, body.as_bytes()).unwrap();
    signed.iter().next().unwrap().1.to_owned()
}

fn dvpay_client() -> Client {
    let credentials = [("apiKey", "k"), ("apiSecret", "s")];
    client(&profile("dvpay"), "", &credentials)
}

fn doorpay_client() -> Client {
    let credentials = [("apiKey", "dp_test_k"), ("apiSecret", "sk_test_s")];
    client(&profile("doorpay"), "sandbox", &credentials)
}

#[test]
fn webhooks_of_the_vectors_are_accepted_or_rejected_as_documented() {
    for vector in list(&vectors("providers/webhooks.json")["vectors"]) {
        let pairs = |member: &str| -> Vec<(String, String)> {
            let pairs = vector[member].as_object().unwrap().iter();
            pairs.map(|(k, v)| (k.clone(), text(v).into())).collect()
        };
        let (credentials, header) = (pairs("credentials"), pairs("received"));
        let credentials: Vec<_> = credentials.iter().map(|(k, v)| (&**k, &**v)).collect();
        let fields: Vec<_> = header.iter().map(|(k, v)| (&**k, &**v)).collect();
        let profile = profile(text(&vector["provider"]));
        let client = client(&profile, text(&vector["environment"]), &credentials);
        let receiver = client.webhooks().unwrap();
        let verified = verify(&receiver, &fields, text(&vector["body"]));
        check(vector, verified);
    }
}

fn check(vector: &Value, verified: Result<Verified, Error>) {
    let name = &vector["name"];
    let verified = match (verified, vector["error"].as_str()) {
        (Err(error), expected) => return assert_eq!(Some(error.kind().code()), expected, "{name}"),
        (Ok(_), Some(_)) => panic!("{name} was accepted"),
        (Ok(verified), None) => verified,
    };
    let outcome = verified.outcome;
    let verdict = outcome.as_ref().map(|outcome| outcome.verdict.as_str());
    assert_eq!(verdict, vector["outcome"].as_str(), "{name}");
    assert_eq!(
        outcome.map(|outcome| outcome.word).as_deref(),
        vector["word"].as_str()
    );
    let covers = match verified.covers {
        Covers::Body => "body".into(),
        Covers::Nothing => "nothing".into(),
        Covers::Fields(paths) => Value::from(paths),
        _ => panic!("{name} has an unknown `covers`"),
    };
    assert_eq!(covers, vector["covers"], "{name}");
}

#[test]
fn secret_id_is_the_name_of_the_signing_credential() {
    let dogpay = client(
        &profile("dogpay"),
        "sandbox",
        &[("appid", "a"), ("secret", "s")],
    );
    let receiver = dogpay.webhooks().unwrap();
    let tag = tag(&receiver, "{}");
    let verified = verify(&receiver, &[("wh-signature", &tag)], "{}").unwrap();
    assert_eq!(
        (&*verified.secret_id, &*verified.acknowledge),
        ("appid", "")
    );
    let wakapay = client(
        &profile("wakapay"),
        "test",
        &[("apiKey", "k"), ("apiSecret", "s")],
    );
    let receiver = wakapay.webhooks().unwrap();
    let body = format!(r#"{{"signature":"{}"}}"#, self::tag(&receiver, "{}"));
    assert_eq!(
        verify(&receiver, &[], body).unwrap().secret_id,
        "apiKey:apiSecret"
    );
}

#[test]
fn dogpay_outcome_is_paid_only_for_a_completed_payment() {
    let dogpay = client(
        &profile("dogpay"),
        "sandbox",
        &[("appid", "a"), ("secret", "s")],
    );
    let receiver = dogpay.webhooks().unwrap();
    for (event, status, verdict) in [
        ("pay.transaction.update", "completed", Verdict::Paid),
        ("pay.transaction.update", "pending", Verdict::Other),
        ("pay.transaction.update", "COMPLETED", Verdict::Other),
        ("card.transaction.update", "completed", Verdict::Other),
    ] {
        let body = format!(
            r#"{{"event_id":"e","event_identifier":"{event}","data":{{"status":"{status}"}}}}"#
        );
        let outcome = verify(
            &receiver,
            &[("wh-signature", &tag(&receiver, &body))],
            &body,
        )
        .unwrap()
        .outcome
        .unwrap();
        assert_eq!((outcome.verdict, &*outcome.word), (verdict, status));
    }
}

#[test]
fn repeated_dogpay_event_has_the_same_replay_key() {
    let dogpay = client(
        &profile("dogpay"),
        "sandbox",
        &[("appid", "a"), ("secret", "s")],
    );
    let receiver = dogpay.webhooks().unwrap();
    let key = |body: &str| {
        let fields = [("wh-signature", &*tag(&receiver, body))];
        verify(&receiver, &fields, body).unwrap().replay_key()
    };
    assert_eq!(
        key(r#"{"event_id":"e1","n":1}"#),
        key(r#"{"event_id":"e1","n":2}"#)
    );
    assert_ne!(key(r#"{"event_id":"e1"}"#), key(r#"{"event_id":"e2"}"#));
    assert_ne!(key(r#"{"event_id":""}"#), key(r#"{"event_id":"","n":1}"#));
}

#[test]
fn authentic_body_that_cannot_be_read_never_has_the_outcome_paid() {
    let dogpay = client(
        &profile("dogpay"),
        "sandbox",
        &[("appid", "a"), ("secret", "s")],
    );
    let receiver = dogpay.webhooks().unwrap();
    let long = format!(r#"{{"event_id":"e","pad":"{}"}}"#, "x".repeat(70_000));
    for (body, verdict) in [
        ("", None),
        ("not JSON", None),
        (r#"{"event_id":"e","event_id":"f"}"#, Some(Verdict::Other)),
        (&*long, Some(Verdict::Other)),
    ] {
        let verified = verify(&receiver, &[("wh-signature", &tag(&receiver, body))], body).unwrap();
        assert_eq!(
            verified.outcome.as_ref().map(|outcome| outcome.verdict),
            verdict
        );
        assert_eq!(verified.replay_key().len(), 32);
    }
}

#[test]
fn wakapay_signature_covers_nothing_and_the_member_covers_says_so() {
    let wakapay = client(
        &profile("wakapay"),
        "test",
        &[("apiKey", "k"), ("apiSecret", "s")],
    );
    let receiver = wakapay.webhooks().unwrap();
    let signature = tag(&receiver, "{}");
    for status in ["termination_success", "anything"] {
        let body = format!(r#"{{"status":"{status}","signature":"{signature}"}}"#);
        let verified = verify(&receiver, &[], body).unwrap();
        assert_eq!(verified.covers, Covers::Nothing);
        assert_eq!(verified.replay_key(), "");
        assert_eq!(verified.outcome, None);
    }
    let field = format!("t=1709380800,v1={signature}");
    let legacy = verify(
        &receiver,
        &[("X-Wakapay-Signature", &field)],
        r#"{"status":"x"}"#,
    );
    assert_eq!(legacy.unwrap_err().kind(), ErrorKind::FieldMissing);
}

#[test]
fn wakapay_legacy_field_requires_a_scheme_and_secrets() {
    let wakapay = client(
        &profile("wakapay"),
        "test",
        &[("apiKey", "k"), ("apiSecret", "s")],
    );
    let legacy = || {
        Compiled::define(
            r#"{"hash":"sha256","message":"{timestamp}.{body}","encoding":"hex",
                "timestamp":{"format":"unix"},"headers":{"X-Wakapay-Signature":
                {"sep":",","items":["t={timestamp}","v1={signature}"]}}}"#,
        )
        .unwrap()
    };
    let message = "secrets: are required to verify a webhook; pass at least one";
    let without = wakapay.webhooks_with(legacy(), Secrets::default());
    assert_error(without, ErrorKind::Secret, message);
    let receiver = with_secret(&wakapay, legacy());
    let envelope = payauth::scheme::Envelope::new(at(1_709_380_800));
    let sent = receiver.sign(&envelope, b"{}").unwrap();
    let fields: Vec<_> = sent.iter().collect();
    assert_eq!(
        verify(&receiver, &fields, "{}").unwrap().covers,
        Covers::Body
    );
}

#[test]
fn old_and_new_credentials_can_be_accepted_at_the_same_time() {
    let wakapay = client(
        &profile("wakapay"),
        "test",
        &[("apiKey", "k"), ("apiSecret", "s")],
    );
    let old = wakapay.webhooks().unwrap();
    let scheme = wakapay.webhook_scheme(None).unwrap();
    let both = with_secrets(&wakapay, scheme, &[("new", "k2:s2"), ("old", "k:s")]);
    let body = format!(r#"{{"signature":"{}"}}"#, tag(&old, "{}"));
    assert_eq!(verify(&both, &[], body).unwrap().secret_id, "old");
}

#[test]
fn dvpay_webhook_requires_a_separate_secret() {
    let dvpay = dvpay_client();
    let message = "secrets: are required to verify a webhook; pass at least one";
    assert_error(dvpay.webhooks(), ErrorKind::Secret, message);
    let receiver = in_encoding(&dvpay, None);
    for (body, verdict, word) in [
        (r#"{"status":"SUCCESS"}"#, Verdict::Paid, "SUCCESS"),
        (r#"{"status":"FAILED"}"#, Verdict::Failed, "FAILED"),
        (r#"{"status":"REFUNDED"}"#, Verdict::Other, "REFUNDED"),
        (
            r#"{"event":"payment.success","status":"x"}"#,
            Verdict::Other,
            "x",
        ),
        (
            r#"{"event":"payment.failed"}"#,
            Verdict::Failed,
            "payment.failed",
        ),
        (r#"{"event":"order.completed"}"#, Verdict::Other, ""),
        (r#"{"status":["SUCCESS"]}"#, Verdict::Other, ""),
    ] {
        let fields = [("X-DVPay-Signature", &*tag(&receiver, body))];
        let verified = verify(&receiver, &fields, body).unwrap();
        let outcome = verified.outcome.unwrap();
        assert_eq!((outcome.verdict, &*outcome.word), (verdict, word), "{body}");
        assert_eq!(verified.acknowledge, r#"{"status":"received"}"#);
    }
    let unsigned = verify(&receiver, &[], r#"{"status":"SUCCESS"}"#);
    assert_eq!(unsigned.unwrap_err().kind(), ErrorKind::FieldMissing);
}

#[test]
fn encoding_of_the_tag_can_be_chosen_for_dvpay_but_not_for_dogpay() {
    let dvpay = dvpay_client();
    let in_hex = in_encoding(&dvpay, None);
    for encoding in [
        Encoding::Base64,
        Encoding::HexUpper,
        Encoding::Base64UrlUnpadded,
    ] {
        let receiver = in_encoding(&dvpay, Some(encoding));
        let tag = tag(&receiver, "{}");
        let fields = [("X-DVPay-Signature", &*tag)];
        assert!(verify(&receiver, &fields, "{}").is_ok());
        let refused = verify(&in_hex, &fields, "{}").unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Signature);
    }
    let dogpay = client(
        &profile("dogpay"),
        "sandbox",
        &[("appid", "a"), ("secret", "s")],
    );
    let message = "webhookEncoding: is defined by the provider; leave it out";
    let refused = dogpay.webhook_scheme(Some(Encoding::Base64));
    assert_error(refused, ErrorKind::Option, message);
}

#[test]
fn doorpay_requires_a_scheme_and_the_error_says_why() {
    let message = "webhookScheme: is missing; pass a scheme: DoorPay does not publish the field, the message and \
                   the key of its signature; ask for them";
    let doorpay = doorpay_client();
    assert_error(doorpay.webhooks(), ErrorKind::Option, message);
    let receiver = with_secret(&doorpay, catalog::GITHUB.compile().unwrap());
    let body = r#"{"event":"PAYMENT_SUCCESS"}"#;
    let fields = [("x-hub-signature-256", &*tag(&receiver, body))];
    let verified = verify(&receiver, &fields, body).unwrap();
    assert_eq!((verified.covers, verified.outcome), (Covers::Body, None));
}

#[test]
fn pledg_client_without_the_merchant_secret_cannot_verify() {
    let pledg = client(
        &profile("pledg"),
        "staging",
        &[("apiKey", "k"), ("apiSecret", "s")],
    );
    let refused = pledg.webhooks().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Credentials);
    assert_eq!(refused.argument(), "merchantSecret");
}
