//! Properties that are true for any body, any header and any time.

use payauth::scheme::{Carrier, Compiled, Envelope, Scheme, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Encoding, TimestampFormat, UnixTime};
use proptest::prelude::*;

use super::{NOW, cases, receiver};
use crate::support::at;

proptest! {
    #[test]
    fn signed_message_is_verified_and_a_message_with_a_changed_bit_is_rejected(
        body in prop::collection::vec(any::<u8>(), 1..300),
        millis in 0..253_402_300_799_999_i64,
        bit in any::<prop::sample::Index>(),
    ) {
        let now = UnixTime::from_millis(millis).unwrap();
        for case in cases().iter().filter(|case| !case.reads_body()) {
            let receiver = case.receiver();
            let envelope = Envelope::new(now).id("msg_1").url("https://x.example");
            let sent = receiver.sign(&envelope, &body).unwrap();
            let fields: Vec<_> = sent.iter().collect();
            let delivery = Delivery::new(&fields, now).url("https://x.example");
            prop_assert!(receiver.verify(&delivery, &body).is_ok(), "{}", case.name);
            let mut changed = body.clone();
            let bit = bit.index(body.len() * 8);
            changed[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(receiver.verify(&delivery, &changed).is_err(), "{}", case.name);
        }
    }

    #[test]
    fn scheme_of_a_user_verifies_the_messages_that_it_signs(
        head in "[ -~]{0,12}",
        tail in "[ -~]{0,12}",
        separator in "[,;|!~ ]",
        encoding in 0..Encoding::ALL.len(),
        body in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let escape = |text: &str| {
            text.chars()
                .filter(|character| !separator.contains(*character))
                .map(|character| match character {
                    '{' | '}' | '[' | ']' => format!("{character}{character}"),
                    _ => character.to_string(),
                })
                .collect::<String>()
        };
        let message = format!("{}{{timestamp}}.{{body}}{}", escape(&head), escape(&tail));
        let value = format!("t={{timestamp}}{separator}v={{signature}}");
        let carriers = [Carrier::header("X-S", &value).list(&separator)];
        let scheme = Scheme {
            encoding: Encoding::ALL[encoding],
            timestamp: Some(TimestampFormat::Unix),
            ..Scheme::new(&message, &carriers)
        };
        let receiver = receiver(&scheme, &["k"]);
        let sent = receiver.sign(&Envelope::new(at(NOW)), &body).unwrap();
        let fields: Vec<_> = sent.iter().collect();
        prop_assert!(receiver.verify(&Delivery::new(&fields, at(NOW)), &body).is_ok());
    }

    #[test]
    fn receiver_can_be_made_with_every_accepted_secret(text in r"(whsec_)?[ -~]{0,40}") {
        for (name, scheme) in catalog::ALL {
            let compiled = scheme.compile().unwrap();
            if let Ok(key) = compiled.key("secret", &text) {
                let mut secrets = Secrets::default();
                secrets.push("a", key, Validity::ALWAYS).unwrap();
                prop_assert!(Receiver::new(compiled, secrets).is_ok(), "{}", name);
            }
        }
    }
}

#[test]
fn prefix_is_written_and_required_before_a_list() {
    let scheme = Compiled::define(
        r#"{"hash":"sha512","message":"{id}|{body}","encoding":"base64url_nopad",
            "headers":{"Authorization":{"prefix":"Hook ","sep":", ","items":
            ["id=\"{id}\"","mac=\"{signature}\""]}}}"#,
    )
    .unwrap();
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", "k").unwrap();
    secrets.push("a", key, Validity::ALWAYS).unwrap();
    let receiver = Receiver::new(scheme, secrets).unwrap();
    let sent = receiver.sign(&Envelope::new(at(0)).id("m"), b"x").unwrap();
    let value = sent.get("Authorization").unwrap();
    assert!(value.starts_with("Hook id=\"m\", mac=\""));
    let verify = |value: &str| {
        let fields = [("authorization", value)];
        receiver
            .verify(&Delivery::new(&fields, at(0)), b"x")
            .is_ok()
    };
    assert!(verify(value));
    assert!(verify(&value.replace(", ", ",")));
    assert!(!verify(&value.replace("Hook ", "")));
    assert!(!verify(&value.replace("Hook", "hook")));
    assert!(!verify(&value.replace("\"m\"", "\"n\"")));
}
