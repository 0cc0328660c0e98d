//! The replay key of a message without an id. The key depends on the tag that matches. If several tags match, the key
//! depends on the smallest of these tags.

use payauth::scheme::{Covers, Envelope, Scheme, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Window};

use super::{Case, NOW, cases, receiver};
use crate::support::at;

/// A receiver with these secrets. The first secret has expired if `first_has_ended` is true.
fn rotating(case: &Case, texts: &[&str], first_has_ended: bool) -> Receiver {
    let compiled = case.scheme.compile().unwrap();
    let mut secrets = Secrets::default();
    for (place, text) in texts.iter().enumerate() {
        let ended = Validity {
            not_before: None,
            not_after: Some(at(NOW - 1)),
        };
        let validity = if first_has_ended && place == 0 {
            ended
        } else {
            Validity::ALWAYS
        };
        let key = compiled.key("secret", text).unwrap();
        secrets.push(&place.to_string(), key, validity).unwrap();
    }
    Receiver::new(compiled, secrets).unwrap()
}

#[test]
fn key_does_not_depend_on_other_secrets() {
    for case in cases() {
        let (own, other) = (case.secret, case.other_secret);
        let message = case.message(None);
        let alone = message.verify(&case.receiver()).unwrap();
        for (texts, has_ended) in [
            (&[own, other][..], false),
            (&[other, own], false),
            (&[other, own], true),
            (&[own, own], false),
            (&[own, own], true),
            (
                &[other, other, other, other, other, other, other, own],
                false,
            ),
        ] {
            let verified = message.verify(&rotating(&case, texts, has_ended)).unwrap();
            assert_eq!(verified.replay_key(), alone.replay_key(), "{}", case.name);
        }
        assert_eq!(
            alone.replay_key().is_empty(),
            alone.covers == Covers::Nothing,
            "{}",
            case.name
        );
    }
}

#[test]
fn replay_key_depends_on_the_smallest_tag_that_matches() {
    let (mut sent, mut values) = (String::new(), Vec::new());
    for text in ["k1", "k2", "k3"] {
        let one = receiver(&catalog::REVOLUT, &[text]);
        let fields = one.sign(&Envelope::new(at(NOW)), b"{}").unwrap();
        values.push(fields.get("Revolut-Signature").unwrap().to_owned());
        fields
            .get("Revolut-Request-Timestamp")
            .unwrap()
            .clone_into(&mut sent);
    }
    let key = |texts: &[&str], signatures: &str| {
        let fields = [
            ("Revolut-Request-Timestamp", &*sent),
            ("Revolut-Signature", signatures),
        ];
        let delivery = Delivery::new(&fields, at(NOW)).window(Window::UnsafeSkip);
        let verified = receiver(&catalog::REVOLUT, texts).verify(&delivery, b"{}");
        verified.unwrap().replay_key()
    };
    let mut sorted = [("k1", &values[0]), ("k2", &values[1]), ("k3", &values[2])];
    sorted.sort_by_key(|(_, value)| (*value).clone());
    let smallest = key(&[sorted[0].0], sorted[0].1);
    let all = values.join(",");
    for texts in [["k1", "k2", "k3"], ["k3", "k2", "k1"], ["k2", "k3", "k1"]] {
        assert_eq!(key(&texts, &all), smallest);
    }
    let reversed: Vec<_> = values.iter().rev().cloned().collect();
    assert_eq!(key(&["k1", "k2", "k3"], &reversed.join(",")), smallest);
}

/// A captured message is still authentic after one of its two signatures was removed. No signature covers the removed
/// part, so a replay key that depends on the tags changes. A replay key that depends on an id does not change.
#[test]
fn message_with_two_signatures_has_two_keys_for_two_secrets_unless_its_id_is_signed() {
    let of = |scheme: &'static Scheme<'static>, name: &str, time: &str, joint: &str| {
        let body = br#"{"id":"evt_1"}"#;
        let sign = |text: &str| {
            let sent = receiver(scheme, &[text]).sign(&Envelope::new(at(NOW)), body);
            sent.unwrap().get(name).unwrap().to_owned()
        };
        let [old, new] = ["k1", "k2"].map(sign);
        let time = (!time.is_empty()).then(|| (time, format!("{NOW}000")));
        let key = |texts: &[&str], value: &str| {
            let mut fields = vec![(name, value)];
            fields.extend(time.as_ref().map(|(name, value)| (*name, &**value)));
            let delivery = Delivery::new(&fields, at(NOW));
            let verified = receiver(scheme, texts).verify(&delivery, body);
            verified.unwrap().replay_key()
        };
        let second = new.rsplit(',').next().unwrap();
        let both = format!("{old}{joint}{second}");
        let all = [&*both, &*old, &*new].map(|value| key(&["k1", "k2"], value));
        let one = [&*both, &*old].map(|value| key(&["k1"], value));
        (all, one)
    };
    let ([both, old, new], [one, cut]) = of(
        &catalog::REVOLUT,
        "Revolut-Signature",
        "Revolut-Request-Timestamp",
        ",",
    );
    assert_ne!(old, new, "two signatures have the same key");
    assert!(
        both == old || both == new,
        "the key does not depend on the smallest tag"
    );
    assert_eq!(
        [&one, &cut],
        [&old, &old],
        "a receiver with one secret has two keys"
    );
    let ([both, old, new], [one, cut]) = of(&catalog::STRIPE, "Stripe-Signature", "", ",");
    for other in [old, new, one, cut] {
        assert_eq!(both, other, "a signed id has two keys");
    }
}
