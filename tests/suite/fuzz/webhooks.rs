//! Changed webhooks, and webhooks with changed header fields only, compared with the documentation of the senders.

use std::sync::LazyLock;

use payauth::ErrorKind;
use payauth::scheme::catalog;
use payauth::webhook::{Receiver, Window};
use proptest::prelude::*;
use serde_json::Value;

use super::corpus::texts;
use super::mutation::{self, Mutated, mutated};
use super::{check, config, reference};
use crate::support::{list, profile, text, vectors};
use crate::webhook::{Message, NOW, provider_webhooks, receiver, token, vectors as published};

/// A published message, and its receiver.
struct Seed {
    scheme: String,
    secrets: Vec<String>,
    receiver: Receiver,
    message: Message,
}

static SEEDS: LazyLock<Vec<Seed>> = LazyLock::new(|| {
    let mut seeds = Vec::new();
    published::each(|vector| of_scheme(vector, &mut seeds));
    for vector in list(&vectors("providers/webhooks.json")["vectors"]) {
        seeds.push(of_provider(vector));
    }
    for vector in list(&vectors("providers/pledg_jwt.json")["vectors"]) {
        seeds.push(of_token(vector));
    }
    seeds
});

fn of_scheme(vector: &Value, seeds: &mut Vec<Seed>) {
    if vector["received"].is_null() && vector["sent"].is_null() {
        return;
    }
    let secrets = published::secrets(vector, &Value::Null);
    let scheme = text(&vector["scheme"]);
    seeds.push(Seed {
        scheme: scheme.to_owned(),
        receiver: receiver(catalog::named(scheme).unwrap(), &secrets),
        secrets: secrets.into_iter().map(str::to_owned).collect(),
        message: published::message(vector, &Value::Null),
    });
}

fn of_provider(vector: &Value) -> Seed {
    let pairs = |member: &str| -> Vec<(String, String)> {
        let pairs = vector[member].as_object().unwrap().iter();
        pairs
            .map(|(name, value)| (name.clone(), text(value).into()))
            .collect()
    };
    let credentials = pairs("credentials");
    let given: Vec<_> = credentials.iter().map(|(k, v)| (&**k, &**v)).collect();
    let profile = profile(text(&vector["provider"]));
    let client = provider_webhooks::client(&profile, text(&vector["environment"]), &given);
    let names: &[&str] = match &*profile.name {
        "dogpay" => &["appid"],
        "wakapay" => &["apiKey", "apiSecret"],
        _ => &["merchantSecret"],
    };
    let texts = names.iter().map(|name| {
        let mut all = credentials.iter();
        &*all.find(|(given, _)| given == name).unwrap().1
    });
    Seed {
        scheme: profile.name.clone(),
        secrets: vec![texts.collect::<Vec<_>>().join(":")],
        receiver: client.webhooks().unwrap(),
        message: plain(pairs("received"), text(&vector["body"])),
    }
}

fn of_token(vector: &Value) -> Seed {
    let secret = text(&vector["key"]["utf8"]);
    Seed {
        scheme: "pledg".into(),
        secrets: vec![secret.to_owned()],
        receiver: token::receiver(secret),
        message: plain(Vec::new(), &token::body(text(&vector["token"]))),
    }
}

fn plain(fields: Vec<(String, String)>, body: &str) -> Message {
    Message {
        fields,
        body: body.into(),
        url: "",
        now: NOW,
    }
}

impl Seed {
    /// The header fields as lines, followed by an empty line.
    fn head(&self) -> Vec<u8> {
        let lines = self.message.fields.iter();
        let lines = lines.map(|(name, value)| format!("{name}: {value}\n"));
        (lines.collect::<String>() + "\n").into_bytes()
    }

    /// The whole message as it is sent.
    fn wire(&self) -> Vec<u8> {
        [self.head(), self.message.body.clone()].concat()
    }

    /// Parses the text of a message. If the header has no end, the body is empty.
    fn message(&self, wire: &[u8]) -> Message {
        let mut message = self.message.clone();
        message.fields.clear();
        let mut rest = wire;
        while let Some(length) = rest.iter().position(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(&rest[..length]);
            rest = &rest[length + 1..];
            match line.split_once(": ") {
                Some((name, value)) => message.fields.push((name.into(), value.into())),
                None if line.is_empty() => break,
                None => message.fields.push((line.into(), String::new())),
            }
        }
        message.body = rest.to_vec();
        message
    }

    fn check(&self, message: &Message) {
        let longest = message.body.len();
        match message.verify(&self.receiver) {
            Ok(_) => assert!(
                reference::holds(&self.scheme, &self.secrets, message),
                "{}",
                self.scheme
            ),
            Err(error) => check(&error, KINDS, longest, &self.secrets),
        }
    }
}

const KINDS: &[ErrorKind] = &[
    ErrorKind::FieldMissing,
    ErrorKind::FieldAmbiguous,
    ErrorKind::FieldMalformed,
    ErrorKind::Signature,
    ErrorKind::TooOld,
    ErrorKind::TooNew,
    ErrorKind::Json,
    ErrorKind::Encoding,
    ErrorKind::TooLarge,
];

fn any_of(part: fn(&Seed) -> Vec<u8>) -> impl Strategy<Value = Mutated> {
    mutated(SEEDS.iter().map(part).collect())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_messages_are_rejected_unless_the_signed_content_is_unchanged(it in any_of(Seed::wire)) {
        let seed = &SEEDS[it.entry];
        seed.check(&seed.message(&it.bytes));
    }

    #[test]
    fn changed_timestamps_are_read_as_documented_or_rejected(
        timestamp in mutation::text(texts(&["timestamp"])),
        id in mutation::text(texts(&["id"])),
    ) {
        for seed in SEEDS.iter().filter(|seed| TIMED.contains(&&*seed.scheme)) {
            let mut message = seed.message.clone();
            let secret = &seed.secrets[0];
            message.fields = reference::send(&seed.scheme, secret, [&timestamp, &id], &message);
            let verified = message.verify_within(&seed.receiver, Window::UnsafeSkip);
            let taken = verified.ok().map(|verified| verified.timestamp.unwrap().as_millis());
            prop_assert_eq!(taken, instant(&seed.scheme, &timestamp, &id), "{}", seed.scheme);
        }
    }

    #[test]
    fn messages_with_changed_fields_are_rejected_unless_the_signed_content_is_unchanged(it in any_of(Seed::head)) {
        let seed = &SEEDS[it.entry];
        let body = seed.message.body.clone();
        seed.check(&Message { body, ..seed.message(&it.bytes) });
    }
}

const TIMED: &[&str] = &[
    "stripe",
    "slack",
    "standardWebhooks",
    "svix",
    "paddle",
    "revolut",
];

/// The instant in milliseconds that a scheme reads from a timestamp; `None` if the scheme rejects the timestamp or the
/// id.
fn instant(scheme: &str, timestamp: &str, id: &str) -> Option<u64> {
    let number: u64 = timestamp.parse().ok()?;
    let millis = number.checked_mul(if scheme == "revolut" { 1 } else { 1000 })?;
    let is_id = (1..=255).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'.');
    let has_id = matches!(scheme, "standardWebhooks" | "svix");
    let is_taken = number.to_string() == timestamp && (is_id || !has_id);
    Some(millis).filter(|millis| is_taken && *millis <= 253_402_300_799_999)
}

#[test]
fn reference_and_payauth_agree_on_published_messages() {
    for seed in &*SEEDS {
        let message = seed.message(&seed.wire());
        let is_too_late = |kind| matches!(kind, ErrorKind::TooOld | ErrorKind::TooNew);
        let verified = message.verify(&seed.receiver);
        let fits = verified.map_or_else(|error| is_too_late(error.kind()), |_| true);
        let expected = reference::holds(&seed.scheme, &seed.secrets, &message);
        assert_eq!(fits, expected, "{}: {:?}", seed.scheme, message.fields);
    }
}
