//! A scheme with `unsafe: ["joined-members"]` has no text between its values. So one signature may be valid for several
//! messages. All these messages have one replay key, because a store would otherwise handle each of them.

use std::sync::Arc;

use payauth::provider::{Client, Credentials, Profile};
use payauth::scheme::Compiled;
use payauth::webhook::{Delivery, Receiver};
use payauth::{Algorithm, MacKey, encoding::hex};
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
fn event_id_is_accepted_exactly_if_no_part_of_another_value_can_move_into_it() {
    for (message, is_used) in [
        ("{url}{header:x-h}{secret}{body}", true),
        ("{body}{secret}{url}{header:x-h}", true),
        ("{header:x-h}{secret}{body}{secret}{url}", true),
        ("{url}{header:x-h}{body}", false),
        ("{body}{header:x-h}{secret}", false),
        ("{url}{header:x-h}|{body}", false),
        ("{header:x-h}{field:id}", false),
    ] {
        for is_of_provider in [true, false] {
            let keys = ["1", "2"].map(|other| replay_key(message, is_of_provider, other));
            match keys {
                [Ok(key), Ok(other)] => assert!(is_used && key == other, "{message}"),
                [Err(error), _] | [_, Err(error)] => {
                    let detail = "eventId: needs {body} with only {secret} next to it";
                    assert!(!is_used && error.to_string().contains(detail), "{error}");
                }
            }
        }
    }
}

/// The replay key of a message with the event id `evt_1` and another signed value. The provider or the scheme names the
/// event id.
fn replay_key(message: &str, is_of_provider: bool, other: &str) -> Result<String, payauth::Error> {
    let mut scheme = definition(message);
    let mut webhook = json!({ "secret": "{key}" });
    let id = if is_of_provider {
        &mut webhook
    } else {
        &mut scheme
    };
    id["eventId"] = json!("id");
    webhook["scheme"] = scheme.clone();
    let provider = json!({
        "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} },
        "auth": { "headers": { "X-Key": "{key}" } }, "webhook": webhook
    });
    let profile: Arc<Profile> = Profile::define(&provider.to_string())?.into();
    let mut credentials = Credentials::default();
    credentials.push("key", "k")?;
    let client = Client::new(profile, credentials, "live", "")?;
    let (url, body) = ("https://shop.example/hook", r#"{"id":"evt_1"}"#);
    let text = message
        .replace("{url}", url)
        .replace("{header:x-h}", other)
        .replace("{secret}", "k")
        .replace("{body}", body)
        .replace("{field:id}", "evt_1");
    let key = MacKey::new(Algorithm::Sha256, b"k");
    let signature = hex::encode(key.sign(text.as_bytes()).as_bytes(), hex::Case::Lower);
    let fields = [("X-S", &*signature), ("X-H", other)];
    let delivery = Delivery::new(&fields, at(0)).url(url);
    let verified = client.webhooks()?.verify(&delivery, body.as_bytes());
    Ok(verified?.replay_key())
}
