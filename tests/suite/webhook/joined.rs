//! A scheme with `unsafe: ["joined-members"]` has no text between its values. So one signature may be valid for several
//! messages. All these messages have one replay key, because a store would otherwise handle each of them.

use payauth::provider::Profile;
use payauth::scheme::Compiled;
use payauth::webhook::{Delivery, Receiver};
use payauth::{Algorithm, ErrorKind, MacKey, encoding::hex};
use serde_json::{Value, json};

use super::receiver_of;
use crate::support::at;

/// Messages of two values, each with the place of the first value. The second value is a member or the body.
const MESSAGES: [(&str, &str); 4] = [
    ("{id}{field:a}", "X-Id"),
    ("{id:n}{field:a}", "X-Id"),
    ("{header:x-h}{field:a}", "X-H"),
    ("{id}{body}", "X-Id"),
];
const TEXT: &str = r#"evt_12{"a":"x"}"#;

fn definition(message: &str) -> Value {
    let mut headers = json!({ "X-S": "{signature}" });
    for id in ["{id}", "{id:n}"] {
        if message.contains(id) {
            headers["X-Id"] = json!(id);
        }
    }
    json!({
        "hash": "sha256", "encoding": "hex", "message": message, "headers": headers, "unsafe": ["joined-members"]
    })
}

fn receiver(message: &str) -> Receiver {
    let scheme = Compiled::define(&definition(message).to_string()).unwrap();
    receiver_of(scheme, &["k"])
}

#[test]
fn all_messages_with_one_signature_have_one_replay_key_if_values_are_joined() {
    for (message, place) in MESSAGES {
        let receiver = receiver(message);
        let key = MacKey::new(Algorithm::Sha256, b"k");
        let signature = hex::encode(key.sign(TEXT.as_bytes()).as_bytes(), hex::Case::Lower);
        let mut keys = Vec::new();
        for (first, second) in (1..TEXT.len()).map(|index| TEXT.split_at(index)) {
            let fields = [("X-S", &*signature), (place, first)];
            let body = if message.ends_with("{body}") {
                second.to_owned()
            } else {
                json!({ "a": second }).to_string()
            };
            let delivery = Delivery::new(&fields, at(0));
            let verified = receiver.verify(&delivery, body.as_bytes()).unwrap();
            assert_eq!(verified.weak, ["joined-members"], "{message}");
            keys.push(verified.replay_key());
        }
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 1, "{message}");
        assert!(!keys[0].is_empty(), "{message}");
    }
}

#[test]
fn event_id_is_rejected_in_a_scheme_and_in_a_provider_if_values_are_joined() {
    let detail = "eventId: cannot be combined with joined-members, because a part of another value could move into the id; leave it out";
    let mut scheme = definition("{field:id}{field:a}");
    let with_scheme = |scheme: &Value, event_id: Option<&str>| {
        let mut webhook = json!({ "secret": "{key}", "scheme": scheme });
        if let Some(event_id) = event_id {
            webhook["eventId"] = json!(event_id);
        }
        let provider = json!({
            "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} },
            "auth": { "headers": { "X-Key": "{key}" } }, "webhook": webhook
        });
        Profile::define(&provider.to_string()).map(drop)
    };
    with_scheme(&scheme, None).unwrap();
    let error = with_scheme(&scheme, Some("id")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Definition);
    assert_eq!(error.to_string(), format!("webhook.{detail}"));
    scheme["eventId"] = json!("id");
    let error = Compiled::define(&scheme.to_string()).unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string()),
        (ErrorKind::Scheme, detail.into())
    );
    assert!(with_scheme(&scheme, None).is_err());
    // With text between the values, both definitions are accepted.
    scheme["message"] = json!("{field:id}|{field:a}");
    scheme.as_object_mut().unwrap().remove("unsafe");
    Compiled::define(&scheme.to_string()).unwrap();
    scheme.as_object_mut().unwrap().remove("eventId");
    with_scheme(&scheme, Some("id")).unwrap();
}
