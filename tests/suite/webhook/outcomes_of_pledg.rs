//! The outcomes of Pledg's notifications, for every combination of the values of the relevant members.

use payauth::scheme::Envelope;
use payauth::webhook::{Delivery, Receiver, Verdict, Verified};
use payauth::{Secret, jws};
use serde_json::{Value, json};

use super::outcomes::{object, said, values, verdict};
use super::provider_webhooks::client;
use crate::support::{at, profile};

fn pledg(secret: &str) -> Receiver {
    let credentials = [("merchantSecret", secret)];
    let pledg = client(&profile("pledg"), "staging", &credentials);
    pledg.webhooks().unwrap()
}

/// The signed body of a notification in back mode; `None` if a value cannot be signed.
fn notification(
    receiver: &Receiver,
    status: Option<&Value>,
    error: Option<&Value>,
) -> Option<Value> {
    let mut body = object(&[("status", &status.cloned()), ("error", &error.cloned())]);
    for name in ["created_at", "id", "reference", "sandbox"] {
        body[name] = "x".into();
    }
    let text = body.to_string();
    let sent = receiver.sign(&Envelope::new(at(0)), text.as_bytes()).ok()?;
    body["signature"] = sent.get("signature")?.into();
    Some(body)
}

fn verify(receiver: &Receiver, body: &Value) -> Verified {
    let delivery = Delivery::new(&[], at(0));
    receiver
        .verify(&delivery, body.to_string().as_bytes())
        .unwrap()
}

/// Whether a signature for this text is also valid for a number or a boolean. Such a text must have no effect.
fn is_like_another_type(text: &str) -> bool {
    matches!(
        serde_json::from_str::<Value>(text),
        Ok(Value::Number(_) | Value::Bool(_))
    )
}

#[test]
fn pledg_outcome_in_back_mode_is_paid_or_failed_only_if_status_and_error_agree() {
    let receiver = pledg("k");
    let mut seen = [0; 3];
    for status in &values(&["completed", "failed", "pending"]) {
        for error in &values(&["error", "REFUSED"]) {
            let Some(body) = notification(&receiver, status.as_ref(), error.as_ref()) else {
                continue;
            };
            let (word, error) = (said(status.as_ref()), said(error.as_ref()));
            let is_error = error != "?" && !error.is_empty() && !is_like_another_type(error);
            let expected = match (word, error) {
                ("completed", "") => Verdict::Paid,
                ("failed", "") => Verdict::Failed,
                ("completed" | "failed", _) if is_error => Verdict::Failed,
                _ => Verdict::Other,
            };
            let verified = verify(&receiver, &body);
            assert_eq!(verdict(&verified), expected, "{body}");
            seen[expected as usize] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn pledg_outcome_does_not_depend_on_a_type_that_the_signature_does_not_cover() {
    let receiver = pledg("k");
    let texts = [
        "",
        "404",
        "-1.5e3",
        "true",
        "false",
        "null",
        "error",
        "completed",
        "failed",
    ];
    for status in texts {
        for error in texts {
            let given = [status, error].map(|text| Some(json!(text)));
            let body = notification(&receiver, given[0].as_ref(), given[1].as_ref()).unwrap();
            let before = verify(&receiver, &body);
            for name in [
                "status",
                "error",
                "sandbox",
                "id",
                "reference",
                "created_at",
            ] {
                let mut changed = body.clone();
                let text = changed[name].as_str().unwrap();
                let Ok(other @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(text)
                else {
                    continue;
                };
                let written = other.to_string();
                if written != text {
                    continue;
                }
                changed[name] = other;
                changed["metadata"] = json!({ "error": "x" });
                let after = verify(&receiver, &changed);
                assert_eq!(before.outcome, after.outcome, "{changed}");
                assert_eq!(before.replay_key(), after.replay_key(), "{changed}");
            }
            let mut more = body.clone();
            for (name, value) in [
                ("purchase_state", "PRIMARY_KO"),
                ("transfer_order_item_uid", "tri_1"),
            ] {
                more[name] = value.into();
            }
            assert_eq!(before.outcome, verify(&receiver, &more).outcome, "{more}");
        }
    }
}

#[test]
fn pledg_token_has_the_outcome_paid_only_for_a_transfer() {
    let receiver = pledg("k");
    let read = |claims: &Value| {
        let key = Secret::text("secret", "k").unwrap();
        let token = jws::sign(&key, claims.to_string().as_bytes()).unwrap();
        verify(&receiver, &json!({ "signature": &*token }))
    };
    for uid in &values(&["tri_1"]) {
        let claims = object(&[("transfer_order_item_uid", uid)]);
        let is_paid = !["-", "?", "", " "].contains(&said(uid.as_ref()));
        let expected = if is_paid {
            Verdict::Paid
        } else {
            Verdict::Other
        };
        assert_eq!(verdict(&read(&claims)), expected, "{claims}");
    }
    let states = ["PRIMARY_KO", "SCORING_KO", "VCP_KO", "CONNECTOR_KO"];
    for state in &values(&states) {
        let claims = object(&[("purchase_state", state)]);
        let is_failed = states.contains(&said(state.as_ref()));
        let expected = if is_failed {
            Verdict::Failed
        } else {
            Verdict::Other
        };
        assert_eq!(verdict(&read(&claims)), expected, "{claims}");
    }
    for name in [
        "error",
        "errors",
        "status",
        "state",
        "acceptance_state",
        "acceptance_rejection_type",
        "purchase_state",
    ] {
        for value in values(&["completed", "refused", "PRIMARY_KO"]) {
            if value.is_none() {
                continue;
            }
            let uid = Some(json!("tri_1"));
            let claims = object(&[("transfer_order_item_uid", &uid), (name, &value)]);
            assert_eq!(verdict(&read(&claims)), Verdict::Other, "{claims}");
        }
    }
    let back = json!({ "error": "", "status": "completed" });
    assert_eq!(verdict(&read(&back)), Verdict::Other);
}

#[test]
fn pledg_token_with_a_blank_id_does_not_have_the_outcome_paid() {
    for blank in [" ", "\t", "\n ", "\u{a0}", "\u{feff}", "\u{200b}", "\0"] {
        let verified = token_at(10_000, &json!({ "transfer_order_item_uid": blank }));
        assert_eq!(verdict(&verified), Verdict::Other, "{blank:?}");
    }
}

fn token_at(now: i64, claims: &Value) -> Verified {
    let key = Secret::text("secret", "k").unwrap();
    let token = jws::sign(&key, claims.to_string().as_bytes()).unwrap();
    let body = json!({ "signature": &*token }).to_string();
    let receiver = pledg("k");
    receiver
        .verify(&Delivery::new(&[], at(now)), body.as_bytes())
        .unwrap()
}

#[test]
fn pledg_token_has_the_outcome_other_before_nbf_and_after_exp() {
    let now = 1_709_380_800;
    let mut seen = [0; 3];
    for exp in [
        None,
        Some(json!(now - 1)),
        Some(json!(now)),
        Some(json!(now + 1)),
    ] {
        for nbf in [
            None,
            Some(json!(now - 1)),
            Some(json!(now)),
            Some(json!(now + 1)),
        ] {
            for (claim, value) in [
                ("transfer_order_item_uid", "tri_1"),
                ("purchase_state", "PRIMARY_KO"),
            ] {
                let claims = object(&[("exp", &exp), ("nbf", &nbf), (claim, &Some(json!(value)))]);
                let is_over = exp.as_ref().is_some_and(|exp| exp.as_i64() <= Some(now));
                let is_early = nbf.as_ref().is_some_and(|nbf| nbf.as_i64() > Some(now));
                let expected = match claim {
                    _ if is_over || is_early => Verdict::Other,
                    "purchase_state" => Verdict::Failed,
                    _ => Verdict::Paid,
                };
                let verified = token_at(now, &claims);
                assert_eq!(verdict(&verified), expected, "{claims}");
                seen[expected as usize] += 1;
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
    for name in ["exp", "nbf"] {
        for odd in [
            json!(null),
            json!("9999999999"),
            json!(-1),
            json!(true),
            json!([]),
            json!(1e30),
        ] {
            let claims = json!({ "transfer_order_item_uid": "t", name: odd });
            assert_eq!(verdict(&token_at(now, &claims)), Verdict::Other, "{claims}");
        }
    }
    let claims = json!({ "transfer_order_item_uid": "t", "exp": 1_709_380_801.5, "nbf": 1.5 });
    assert_eq!(verdict(&token_at(now, &claims)), Verdict::Paid, "{claims}");
}
