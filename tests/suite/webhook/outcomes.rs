//! The outcomes of a body. An outcome is reported only if all covered members agree. The tests compare every combination of
//! documented and undocumented values of these members with a second table in this file.

use payauth::scheme::Envelope;
use payauth::webhook::{Delivery, Receiver, Verdict, Verified};
use serde_json::{Map, Value, json};

use super::provider_webhooks::client;
use crate::support::{at, profile};

/// The values of a member that the tests try: `None` for an absent member, the given words, and values that can be confused
/// with these words.
pub(crate) fn values(words: &[&str]) -> Vec<Option<Value>> {
    let mut values = vec![None];
    for other in [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(404),
        json!([]),
        json!({}),
        json!(""),
        json!(" "),
        json!("404"),
        json!("true"),
        json!("null"),
        json!("unknown"),
    ] {
        values.push(Some(other));
    }
    for word in words {
        values.push(Some(json!(word)));
        values.push(Some(json!(word.to_uppercase())));
        values.push(Some(json!(word.to_lowercase())));
        values.push(Some(json!(format!(" {word}"))));
        values.push(Some(json!(format!("{word} "))));
        values.push(Some(json!([word])));
        values.push(Some(json!({ "status": word })));
    }
    values.sort_by_key(|value| format!("{value:?}"));
    values.dedup();
    values
}

pub(crate) fn object(members: &[(&str, &Option<Value>)]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        if let Some(value) = value {
            object.insert((*name).to_owned(), value.clone());
        }
    }
    Value::Object(object)
}

/// The text of a member; `-` if the member is absent, and `?` if it is not a text.
pub(crate) fn said(value: Option<&Value>) -> &str {
    match value {
        None => "-",
        Some(Value::String(text)) => text,
        Some(_) => "?",
    }
}

fn signed(receiver: &Receiver, field: &str, body: &str) -> Verified {
    let sent = receiver.sign(&Envelope::new(at(0)), body.as_bytes());
    let (_, tag) = sent.as_ref().unwrap().iter().next().unwrap();
    let fields = [(field, tag)];
    receiver
        .verify(&Delivery::new(&fields, at(0)), body.as_bytes())
        .unwrap()
}

pub(crate) fn verdict(verified: &Verified) -> Verdict {
    verified.outcome.as_ref().unwrap().verdict
}

#[test]
fn dogpay_outcome_is_paid_only_for_one_event_with_one_status() {
    let credentials = [("appid", "a"), ("secret", "s")];
    let dogpay = client(&profile("dogpay"), "sandbox", &credentials);
    let receiver = dogpay.webhooks().unwrap();
    let events = values(&["pay.transaction.update", "card.transaction.update"]);
    let states = values(&["completed", "pending", "failed"]);
    let mut paid = 0;
    for event in &events {
        for state in &states {
            let data = object(&[("status", state)]);
            let body = object(&[("event_identifier", event), ("data", &Some(data))]).to_string();
            let expected = match (said(event.as_ref()), said(state.as_ref())) {
                ("pay.transaction.update", "completed") => Verdict::Paid,
                _ => Verdict::Other,
            };
            let verified = signed(&receiver, "wh-signature", &body);
            assert_eq!(verdict(&verified), expected, "{body}");
            paid += usize::from(expected == Verdict::Paid);
        }
        for data in values(&["completed"]) {
            let body = object(&[("event_identifier", event), ("data", &data)]).to_string();
            let by_status = data
                .as_ref()
                .is_some_and(|data| data["status"] == "completed");
            let is_paid = by_status && said(event.as_ref()) == "pay.transaction.update";
            let verified = signed(&receiver, "wh-signature", &body);
            assert_eq!(verdict(&verified) == Verdict::Paid, is_paid, "{body}");
        }
    }
    assert_eq!(paid, 1);
}

/// Each row: the event, the status and the verdict. The verdict of every other combination is `Other`.
const DVPAY: [(&str, &str, Verdict); 6] = [
    ("-", "SUCCESS", Verdict::Paid),
    ("payment.success", "-", Verdict::Paid),
    ("payment.success", "SUCCESS", Verdict::Paid),
    ("-", "FAILED", Verdict::Failed),
    ("payment.failed", "-", Verdict::Failed),
    ("payment.failed", "FAILED", Verdict::Failed),
];

fn dvpay() -> Receiver {
    let credentials = [("apiKey", "k"), ("apiSecret", "s")];
    let dvpay = client(&profile("dvpay"), "", &credentials);
    let scheme = dvpay.webhook_scheme(None).unwrap();
    let mut secrets = payauth::webhook::Secrets::default();
    let key = scheme.key("secret", "w").unwrap();
    secrets
        .push("w", key, payauth::webhook::Validity::ALWAYS)
        .unwrap();
    dvpay.webhooks_with(scheme, secrets).unwrap()
}

#[test]
fn dvpay_outcome_is_paid_or_failed_only_if_event_and_status_agree() {
    let receiver = dvpay();
    let events = values(&[
        "payment.success",
        "payment.failed",
        "refund.completed",
        "refund.success",
        "order.completed",
    ]);
    let states = values(&["SUCCESS", "FAILED", "REFUNDED", "PENDING"]);
    let mut told = 0;
    for event in &events {
        for state in &states {
            let body = object(&[("event", event), ("status", state)]).to_string();
            let row = DVPAY
                .iter()
                .find(|row| (row.0, row.1) == (said(event.as_ref()), said(state.as_ref())));
            let expected = row.map_or(Verdict::Other, |row| row.2);
            let verified = signed(&receiver, "X-DVPay-Signature", &body);
            assert_eq!(verdict(&verified), expected, "{body}");
            told += usize::from(row.is_some());
            for data in [
                json!({ "status": "SUCCESS" }),
                json!({ "event": "payment.success" }),
                json!({ "event": "refund.success" }),
                json!({ "event": null }),
                json!([]),
                json!("x"),
                json!(null),
            ] {
                let body = object(&[("event", event), ("status", state), ("data", &Some(data))]);
                let verified = signed(&receiver, "X-DVPay-Signature", &body.to_string());
                assert_eq!(verdict(&verified), Verdict::Other, "{body}");
            }
        }
    }
    assert_eq!(told, DVPAY.len());
}

/// Members of bodies whose outcome is paid.
const PAID: [&str; 3] = [
    r#""event":"payment.success""#,
    r#""status":"SUCCESS""#,
    r#""event":"payment.success","status":"SUCCESS""#,
];

#[test]
fn dvpay_outcome_is_other_if_another_member_looks_like_event_or_status() {
    let receiver = dvpay();
    let verdict_of = |body: &str| verdict(&signed(&receiver, "X-DVPay-Signature", body));
    for paid in PAID {
        assert_eq!(verdict_of(&format!("{{{paid}}}")), Verdict::Paid, "{paid}");
        for more in [
            r#""order_id":"1","amount":"1","currency":"VND","timestamp":1"#,
            r#""data":{"order_id":"1"}"#,
            r#""statuses":"x","events":"y","event_id":"z""#,
        ] {
            assert_eq!(verdict_of(&format!("{{{paid},{more}}}")), Verdict::Paid);
        }
        for name in [
            "Status",
            "STATUS",
            "sta_tus",
            "status ",
            "status\u{200b}",
            "Event",
            "EVENT",
            "e-vent",
            "event_type",
            "eventType",
            "EventType",
            "event.type",
            "event_name",
            "eventName",
            "Data",
            "DATA",
        ] {
            for value in [
                json!("payment.success"),
                json!("SUCCESS"),
                json!("FAILED"),
                json!("refund.success"),
                json!({ "event": "refund.success" }),
                json!(null),
                json!(7),
            ] {
                for body in [
                    format!("{{{paid},{}:{value}}}", json!(name)),
                    format!("{{{}:{value},{paid}}}", json!(name)),
                    format!("{{{paid},\"data\":{{{}:{value}}}}}", json!(name)),
                ] {
                    let is_beside = name.eq_ignore_ascii_case("data") && body.contains("\"data\":");
                    let expected = if is_beside {
                        Verdict::Paid
                    } else {
                        Verdict::Other
                    };
                    assert_eq!(verdict_of(&body), expected, "{body}");
                }
            }
        }
    }
}

/// The senders that sign the whole body and report an outcome. For each sender: the receiver, the name of the field with
/// the signature, and a body whose outcome is paid.
fn tellers() -> [(Receiver, &'static str, &'static str); 2] {
    let credentials = [("appid", "a"), ("secret", "s")];
    let dogpay = client(&profile("dogpay"), "sandbox", &credentials);
    let dog = r#"{"event_identifier":"pay.transaction.update","data":{"status":"completed"}}"#;
    let dv = r#"{"event":"payment.success","status":"SUCCESS"}"#;
    [
        (dogpay.webhooks().unwrap(), "wh-signature", dog),
        (dvpay(), "X-DVPay-Signature", dv),
    ]
}

#[test]
fn body_that_two_parsers_could_read_differently_has_the_outcome_other() {
    for (receiver, field, paid) in &tellers() {
        assert_eq!(verdict(&signed(receiver, field, paid)), Verdict::Paid);
        let inner = &paid[1..paid.len() - 1];
        let long = format!("{{{inner},\"pad\":\"{}\"}}", "x".repeat(65_536));
        let deep = format!("{{{inner},\"deep\":{}{}}}", "[".repeat(40), "]".repeat(40));
        let mut bodies = vec![
            format!("{{{inner},{inner}}}"),
            format!("{paid}{paid}"),
            format!("{paid} {{}}"),
            format!("{paid},"),
            format!("{paid}x"),
            format!("\u{feff}{paid}"),
            format!("[{paid}]{paid}"),
            format!("null{paid}"),
            format!("true {paid}"),
            format!("{{{inner},\"a\":\"\\ud800\"}}"),
            format!("{{{inner},\"a\":{{\"b\":1,\"b\":2}}}}"),
            format!("{{{inner},}}"),
            format!("7 {paid}"),
            format!("\"\"{paid}"),
            long,
            deep,
        ];
        for cut in 1..paid.len() {
            bodies.push(paid[..cut].into());
        }
        for body in &bodies {
            let verified = signed(receiver, field, body);
            assert_eq!(verdict(&verified), Verdict::Other, "{body:.80}");
        }
        for no_json in ["", " ", "no JSON", "<xml/>", "a=b&c=d"] {
            assert_eq!(signed(receiver, field, no_json).outcome, None, "{no_json}");
        }
    }
}
