//! Published messages: messages that must be accepted, and messages that must be rejected.

use std::collections::BTreeSet;

use payauth::scheme::{Envelope, catalog};
use serde_json::Value;

use super::{Message, receiver};
use crate::support::{list, text, vector_files};

pub(crate) fn each(check: impl FnMut(&Value)) {
    let files = vector_files("webhooks");
    files
        .iter()
        .flat_map(|file| list(&file["vectors"]))
        .for_each(check);
}

fn text_or<'a>(vector: &'a Value, member: &str) -> &'a str {
    vector[member].as_str().unwrap_or_default()
}

/// The secrets of the receiver: the secrets of `change`, else the secrets of the vector, else the secret that signs.
pub(crate) fn secrets<'a>(vector: &'a Value, change: &'a Value) -> Vec<&'a str> {
    for given in [&change["secrets"], &vector["secrets"]] {
        if given.is_array() {
            return list(given).iter().map(text).collect();
        }
    }
    vec![text(&vector["secret"])]
}

fn signed_at(vector: &Value) -> i64 {
    let timestamp: i64 = text_or(vector, "timestamp").parse().unwrap_or_default();
    if vector["scheme"] == "revolut" {
        timestamp / 1000
    } else {
        timestamp
    }
}

/// The message of a vector. The members of `change` replace members of the vector.
pub(crate) fn message(vector: &Value, change: &Value) -> Message {
    let pick = |name: &str| match &change[name] {
        Value::Null => vector[name].clone(),
        given => given.clone(),
    };
    let mut fields = Vec::new();
    let received = match pick("received") {
        Value::Null => vector["sent"].clone(),
        given => given,
    };
    for (name, value) in received.as_object().into_iter().flatten() {
        fields.push((name.clone(), text(value).to_owned()));
    }
    Message {
        fields,
        body: text(&pick("body")).into(),
        url: String::leak(pick("url").as_str().unwrap_or_default().to_owned()),
        now: pick("now").as_i64().unwrap_or_else(|| signed_at(vector)),
    }
}

#[test]
fn published_messages_are_accepted() {
    each(|vector| {
        if vector["received"].is_null() && vector["sent"].is_null() {
            return;
        }
        let scheme = catalog::named(text(&vector["scheme"])).unwrap();
        let receiver = receiver(scheme, &secrets(vector, &Value::Null));
        let verified = message(vector, &Value::Null).verify(&receiver);
        let verified = verified.unwrap_or_else(|error| panic!("{}: {error}", vector["name"]));
        assert_eq!(
            secrets(vector, &Value::Null)[verified.secret_id.parse::<usize>().unwrap()],
            text(&vector["secret"]),
            "{}",
            vector["name"]
        );
    });
}

#[test]
fn published_invalid_messages_are_rejected_with_their_code() {
    each(|vector| {
        for reject in vector["rejects"].as_array().into_iter().flatten() {
            let scheme = catalog::named(text(&vector["scheme"])).unwrap();
            let receiver = receiver(scheme, &secrets(vector, reject));
            let what = format!("{}: {}", vector["name"], reject["why"]);
            let error = message(vector, reject).verify(&receiver).expect_err(&what);
            assert_eq!(error.kind().code(), text(&reject["error"]), "{what}");
        }
    });
}

#[test]
fn published_signatures_are_reproduced() {
    each(|vector| {
        let scheme = catalog::named(text(&vector["scheme"])).unwrap();
        let receiver = receiver(scheme, &[text(&vector["secret"])]);
        let millis = match (
            text_or(vector, "timestamp").parse::<i64>(),
            text(&vector["scheme"]),
        ) {
            (Ok(millis), "revolut") => millis,
            (Ok(secs), _) => secs * 1000,
            (Err(_), _) => 0,
        };
        let now = payauth::UnixTime::from_millis(millis).unwrap();
        let envelope = Envelope::new(now)
            .id(text_or(vector, "id"))
            .url(text_or(vector, "url"));
        let sent = receiver.sign(&envelope, text(&vector["body"]).as_bytes());
        let sent = sent.unwrap();
        for (name, value) in vector["sent"].as_object().into_iter().flatten() {
            assert_eq!(sent.get(name), value.as_str(), "{}", vector["name"]);
        }
        let of_signature = scheme.carriers.last().unwrap();
        assert!(
            sent.get(of_signature.name)
                .unwrap()
                .contains(text(&vector["signature"]))
        );
    });
}

#[test]
fn each_scheme_of_the_catalogue_has_a_vector() {
    let (mut accepted, mut refused) = (BTreeSet::new(), BTreeSet::new());
    each(|vector| {
        accepted.insert(text(&vector["scheme"]).to_owned());
        if vector["rejects"].is_array() {
            refused.insert(text(&vector["scheme"]).to_owned());
        }
    });
    for (name, _) in catalog::ALL {
        assert!(
            accepted.contains(*name),
            "{name} has no vector in tests/vectors/webhooks"
        );
    }
    assert!(!refused.is_empty(), "no vector has rejects");
    assert!(catalog::named("Stripe").is_none());
}
