//! Replay keys: a message always has the same key, and different messages have different keys.

use payauth::provider::Client;
use payauth::scheme::{Compiled, Envelope, Scheme, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{ErrorKind, SecretEncoding};
use serde_json::{Value, json};

use super::provider_webhooks::client;
use super::{NOW, receiver, receiver_of};
use crate::support::{assert_error, at, profile};

const URL: &str = "https://shop.example/hook";

/// The schemes whose id is a member of the body, and the path of this member.
const IN_BODY: [(&str, &str); 7] = [
    ("stripe", "id"),
    ("slack", "event_id"),
    ("square", "event_id"),
    ("paddle", "event_id"),
    ("coinbaseCommerce", "event.id"),
    ("line", "events.*.webhookEventId"),
    ("pagerduty", "event.id"),
];

fn scheme(name: &str) -> &'static Scheme<'static> {
    catalog::named(name).unwrap()
}

fn secrets_of(scheme: &Scheme<'_>) -> [&'static str; 2] {
    match scheme.key {
        SecretEncoding::Base64 => ["whsec_MfKQ9r8G", "whsec_MfKQ9r8H"],
        SecretEncoding::Hex => ["DFB1EB5485895CFA", "DFB1EB5485895CFB"],
        _ => ["whsec_hunter2", "whsec_hunter3"],
    }
}

/// A body with `id` at a path. Another member has a different value in each delivery.
fn body(path: &str, id: Option<Value>, attempt: u32) -> String {
    let mut value = id.unwrap_or_else(|| json!({}));
    for name in path.split('.').rev() {
        value = match name {
            "*" => json!([value]),
            _ => json!({ name: value }),
        };
    }
    value["attempt"] = attempt.into();
    value.to_string()
}

/// The replay key of a message that is signed and received at `now`.
fn key(signer: &Receiver, receiver: &Receiver, now: i64, id: &str, body: &str) -> String {
    let envelope = Envelope::new(at(now)).id(id).url(URL);
    let sent = signer.sign(&envelope, body.as_bytes()).unwrap();
    let fields: Vec<_> = sent.iter().collect();
    let delivery = Delivery::new(&fields, at(now)).url(URL);
    let verified = receiver.verify(&delivery, body.as_bytes()).unwrap();
    verified.replay_key()
}

#[test]
fn event_that_is_sent_again_later_with_another_secret_has_the_same_key() {
    for (name, path) in IN_BODY {
        let [old, new] = secrets_of(scheme(name)).map(|secret| receiver(scheme(name), &[secret]));
        let key = |receiver, now, id: Value, attempt| {
            key(
                receiver,
                receiver,
                now,
                "msg",
                &body(path, Some(id), attempt),
            )
        };
        let first = key(&old, NOW, json!("evt_1"), 1);
        assert_eq!(
            first,
            key(&old, NOW, json!("evt_1"), 1),
            "{name}: the same delivery again"
        );
        assert_eq!(
            first,
            key(&old, NOW + 60, json!("evt_1"), 2),
            "{name}: signed again"
        );
        assert_eq!(
            first,
            key(&new, NOW + 60, json!("evt_1"), 2),
            "{name}: signed with another secret"
        );
        assert_ne!(
            first,
            key(&old, NOW, json!("evt_2"), 1),
            "{name}: another event"
        );
        assert_ne!(
            first,
            key(&old, NOW, json!("EVT_1"), 1),
            "{name}: another event"
        );
    }
}

#[test]
fn replay_key_depends_on_the_id_that_is_signed_with_the_body() {
    for name in ["standardWebhooks", "svix"] {
        let [old, new] = secrets_of(scheme(name)).map(|secret| receiver(scheme(name), &[secret]));
        let first = key(&old, &old, NOW, "msg_1", "{}");
        assert_eq!(first, key(&new, &new, NOW + 60, "msg_1", "{ }"), "{name}");
        assert_ne!(first, key(&old, &old, NOW, "msg_2", "{}"), "{name}");
    }
}

#[test]
fn replay_key_depends_on_the_tag_if_there_is_no_valid_id() {
    for (name, path) in IN_BODY {
        let receiver = receiver(scheme(name), &secrets_of(scheme(name))[..1]);
        let ids = [
            json!(""),
            json!(7),
            json!(true),
            json!(null),
            json!(["evt_1"]),
            json!({ "id": "evt_1" }),
        ];
        for id in ids.map(Some).into_iter().chain([None]) {
            let key = |attempt| {
                let body = body(path, id.clone(), attempt);
                key(&receiver, &receiver, NOW, "msg", &body)
            };
            assert_eq!(key(1).len(), 32, "{name}");
            assert_eq!(key(1), key(1), "{name}");
            assert_ne!(key(1), key(2), "{name}: {id:?}");
        }
        for unread in ["", "no JSON", "[]", "7", "{\"id\":"] {
            assert_eq!(key(&receiver, &receiver, NOW, "msg", unread).len(), 32);
        }
    }
}

#[test]
fn id_is_read_from_a_body_of_at_most_1_mib() {
    let [old, new] = ["k1", "k2"].map(|secret| receiver(&catalog::STRIPE, &[secret]));
    for (pad, is_read) in [(70 << 10, true), (1 << 19, true), (1 << 20, false)] {
        let body = format!(r#"{{"pad":"{}","id":"evt_1"}}"#, "x".repeat(pad));
        let [first, second] = [&old, &new].map(|one| key(one, one, NOW, "", &body));
        assert_eq!(first == second, is_read, "{pad}");
    }
}

#[test]
fn limit_of_1_mib_is_a_number_of_bytes() {
    let [old, new] = ["k1", "k2"].map(|secret| receiver(&catalog::STRIPE, &[secret]));
    for sign in ["x", "é", "€", "🦀"] {
        let room = (1 << 20) - r#"{"id":"evt_1","pad":""}"#.len();
        let count = room / sign.len();
        for (more, is_read) in [(0, true), (1, false)] {
            let pad = sign.repeat(count + more);
            let body = format!(r#"{{"id":"evt_1","pad":"{pad}"}}"#);
            let [first, second] = [&old, &new].map(|one| key(one, one, NOW, "", &body));
            assert_eq!(first == second, is_read, "{sign} {more}");
        }
    }
}

#[test]
fn id_may_have_any_length() {
    let [old, new] = ["k1", "k2"].map(|secret| receiver(&catalog::STRIPE, &[secret]));
    for length in [1, 70_000, 81_920, 500_000, 1_000_000] {
        let id = "é".repeat(length / 2 + 1);
        let body = |n: u32| json!({ "id": id, "n": n }).to_string();
        assert_eq!(
            key(&old, &old, NOW, "", &body(1)),
            key(&new, &new, NOW, "", &body(2)),
            "{length}"
        );
    }
}

#[test]
fn body_that_two_parsers_could_read_differently_has_no_id() {
    let [old, new] = ["k1", "k2"].map(|secret| receiver(&catalog::STRIPE, &[secret]));
    let wide: Vec<_> = (0..512).map(|place| format!(r#""n{place}":0"#)).collect();
    let lists = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    for (more, is_read) in [
        (String::from("1"), true),
        (r#"{"a":1,"b":2,"A":3}"#.into(), true),
        (r#""a:\"b\": \\","c":"{\"id\":\"\"}""#.into(), true),
        (r#"[{"a":1},{"a":1}]"#.into(), true),
        (r#"1,"__proto__":{"__proto__":1}"#.into(), true),
        (format!("{{{}}}", wide.join(",")), true),
        (lists(31), true),
        (r#"1,"id":"evt_1""#.into(), false),
        (r#"1,"id":"evt_2""#.into(), false),
        (r#"1,"\u0069d" : "evt_2""#.into(), false),
        (r#"{"a":1,"a":1}"#.into(), false),
        (r#"{"__proto__":1,"__proto__":1}"#.into(), false),
        (r#"[[{"a":1,"b":{},"a":1}]]"#.into(), false),
        (r#""\ud800""#.into(), false),
        (r#"{"\udfff":1}"#.into(), false),
        (format!(r#"{{"x":0,{}}}"#, wide.join(",")), false),
        (lists(32), false),
        (r"1}{".into(), false),
        (r"01".into(), false),
    ] {
        let body = |n: u32| format!(r#"{{"n":{n},"id":"evt_1","more":{more}}}"#);
        let [first, second] =
            [(&old, body(1)), (&new, body(2))].map(|(one, body)| key(one, one, NOW, "", &body));
        assert_eq!(first == second, is_read, "{more:.80}");
    }
}

#[test]
fn dogpay_replay_key_depends_on_the_event_id_and_not_on_the_signing_key() {
    let of = |appid| -> Client {
        let credentials = [("appid", appid), ("secret", "s")];
        client(&profile("dogpay"), "sandbox", &credentials)
    };
    let [old, new] = ["a", "b"].map(|appid| of(appid).webhooks().unwrap());
    let key = |receiver, id: Value, attempt| {
        key(
            receiver,
            receiver,
            NOW,
            "",
            &body("event_id", Some(id), attempt),
        )
    };
    let first = key(&old, json!("e1"), 1);
    assert_eq!(first, key(&new, json!("e1"), 2));
    assert_ne!(first, key(&old, json!("e2"), 1));
    assert_ne!(
        key(&old, json!(7), 1),
        key(&old, json!(7), 2),
        "an id that is not a text is used"
    );
    assert_ne!(
        key(&old, json!(""), 1),
        key(&new, json!(""), 1),
        "an empty id is used"
    );
    let slack = receiver(&catalog::SLACK, &["a"]);
    assert_ne!(
        first,
        key(&slack, json!("e1"), 1),
        "the id of another sender has the same key"
    );
}

fn defined(more: &str) -> Result<Compiled, payauth::Error> {
    let is_given = more.contains("encoding");
    let encoding = if is_given { "" } else { r#""encoding":"hex","# };
    Compiled::define(&format!(
        r#"{{"hash":"sha256",{encoding}"headers":{{"X-S":"{{signature}}"}},{more}}}"#
    ))
}

fn own(more: &str) -> Receiver {
    receiver_of(defined(more).unwrap(), &["aaaa"])
}

#[test]
fn one_id_in_two_schemes_makes_two_keys() {
    let mut keys = Vec::new();
    let schemes = [
        own(r#""message":"{body}","eventId":"id""#),
        own(r#""message":"v1{body}","eventId":"id""#),
        own(r#""message":"{body}v1","eventId":"id""#),
        own(r#""message":"{body}","eventId":"event_id""#),
        own(r#""message":"{body}","eventId":"id","encoding":"base64""#),
        own(r#""message":"{body}","eventId":"id","key":{"decode":"base64url"}"#),
        receiver(&catalog::STRIPE, &["k"]),
        receiver(&catalog::SLACK, &["k"]),
    ];
    for one in &schemes {
        keys.push(key(one, one, NOW, "e", r#"{"id":"e","event_id":"e"}"#));
    }
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), schemes.len());
}

#[test]
fn scheme_keeps_its_replay_keys_if_its_definition_is_written_differently() {
    let of = |json: &str| {
        let compiled = Compiled::define(json).unwrap();
        let mut secrets = Secrets::default();
        let key = compiled.key("secret", "k").unwrap();
        secrets.push("a", key, Validity::ALWAYS).unwrap();
        let one = Receiver::new(compiled, secrets).unwrap();
        key_of(&one)
    };
    let first = of(
        r#"{"hash":"sha256","encoding":"hex","message":"{timestamp}{body}","eventId":"id",
        "timestamp":{"format":"unix"},"headers":{"X-T":"{timestamp}","X-S":"{signature}"}}"#,
    );
    let second = of(
        r#"{ "eventId":"id","timestamp":{"tolerance":60,"format":"unix"},"hash":"sha256",
        "message":"{timestamp}{body}","encoding":"hex","headers":{"X-T":"{timestamp}","X-S":"{signature}"}}"#,
    );
    assert_eq!(first, second);
}

fn key_of(receiver: &Receiver) -> String {
    key(receiver, receiver, NOW, "", r#"{"id":"evt_1"}"#)
}

#[test]
fn number_and_text_with_the_same_signature_are_the_same_id() {
    let receiver = own(r#""message":"{field:id}","eventId":"id""#);
    let key = |body: &str| key(&receiver, &receiver, NOW, "", body);
    assert_eq!(key(r#"{"id":"1"}"#), key(r#"{"id":1}"#));
    assert_eq!(key(r#"{"id":"true"}"#), key(r#"{"id":true,"more":1}"#));
    assert_ne!(key(r#"{"id":"1"}"#), key(r#"{"id":"1.0"}"#));
}

#[test]
fn event_id_must_be_covered_by_the_signature() {
    let message = "eventId: must be the path of a signed member of the body, and cannot be combined with {id} or {nonce}";
    for more in [
        r#""message":"{field:id}","eventId":"other""#,
        r#""message":"{field:id}","eventId":"id.a""#,
        r#""message":"{url}","eventId":"id""#,
        r#""message":"constant","eventId":"id""#,
        r#""message":"{body}","eventId":"a\nb""#,
    ] {
        assert_error(defined(more), ErrorKind::Scheme, message);
    }
    let beside = r#"{"hash":"sha256","encoding":"hex","message":"{id}.{body}","eventId":"id",
        "headers":{"X-S":"{signature}","X-Id":"{id}"}}"#;
    assert_error(Compiled::define(beside), ErrorKind::Scheme, message);
    let wrong = defined(r#""message":"{body}","eventId":7"#);
    assert_eq!(wrong.unwrap_err().kind(), ErrorKind::Scheme);
}

#[test]
fn index_in_a_path_selects_an_element_of_an_array() {
    let body = r#"{"events":[{"id":"e1"},{"id":"e2"}],"one":[{"id":"e3"}],"o":{"0":"e4"}}"#;
    for (path, is_read) in [
        ("events.0.id", true),
        ("events.1.id", true),
        ("events.00.id", true),
        ("one.*.id", true),
        ("o.0", true),
        ("events.2.id", false),
        ("events.*.id", false),
        ("events.-1.id", false),
        ("events.1e0.id", false),
        ("events.length", false),
        ("o.*", false),
        ("0", false),
    ] {
        let of = |secret: &str| {
            let json = format!(
                r#"{{"hash":"sha256","encoding":"hex","message":"{{body}}","eventId":"{path}","headers":{{"X-S":"{{signature}}"}}}}"#
            );
            let compiled = Compiled::define(&json).unwrap();
            let mut secrets = Secrets::default();
            let made = compiled.key("secret", secret).unwrap();
            secrets.push("a", made, Validity::ALWAYS).unwrap();
            let receiver = Receiver::new(compiled, secrets).unwrap();
            key(&receiver, &receiver, NOW, "", body)
        };
        assert_eq!(of("k1") == of("k2"), is_read, "{path}");
    }
}
