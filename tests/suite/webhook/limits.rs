//! Hostile headers, and bodies in pieces.

use payauth::ErrorKind;
use payauth::scheme::{Compiled, Envelope, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};

use super::{NOW, cases, receiver};
use crate::support::at;

#[test]
fn hostile_field_values_are_rejected() {
    let full = 8 * 1024;
    let bombs = [
        ",".repeat(full),
        " ".repeat(full),
        ";".repeat(full),
        "t=".repeat(full / 2),
        "v1=,".repeat(full / 4),
        "v1,a ".repeat(full / 5),
        "v1=a,".repeat(full / 5),
        "t=1,".repeat(full / 4),
        "{signature}".repeat(full / 11),
        "é".repeat(full / 2),
        "\0".repeat(full),
        "x".repeat(full + 1),
        "x".repeat(1 << 20),
    ];
    for case in cases() {
        let message = case.message(None);
        for carrier in case.scheme.carriers {
            for bomb in &bombs {
                let error = message
                    .with(carrier, bomb)
                    .verify(&case.receiver())
                    .unwrap_err();
                let kinds = [
                    ErrorKind::FieldMalformed,
                    ErrorKind::FieldMissing,
                    ErrorKind::FieldAmbiguous,
                    ErrorKind::Signature,
                    ErrorKind::TooLarge,
                ];
                assert!(kinds.contains(&error.kind()), "{} {error}", case.name);
            }
        }
    }
}

#[test]
fn body_in_pieces_has_the_result_of_the_whole_body() {
    for case in cases() {
        let message = case.message(None);
        let receiver = case.receiver();
        let whole = message.verify(&receiver).unwrap();
        let fields: Vec<_> = message.fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        for length in [1, 2, 7, 64] {
            let delivery = Delivery::new(&fields, at(NOW)).url(message.url);
            let mut receiving = receiver.begin(&delivery).unwrap();
            for piece in message.body.chunks(length) {
                receiving.absorb(piece);
                receiving.absorb(b"");
            }
            let verified = receiver.finish(receiving).unwrap();
            assert_eq!(verified.replay_key(), whole.replay_key(), "{}", case.name);
        }
    }
}

#[test]
fn body_of_32_mib_is_accepted_in_pieces() {
    let receiver = receiver(&catalog::STRIPE, &["k"]);
    let piece = vec![b'x'; 64 * 1024];
    let whole = piece.repeat(512);
    let sent = receiver.sign(&Envelope::new(at(NOW)), &whole).unwrap();
    let fields: Vec<_> = sent.iter().collect();
    for (pieces, fits) in [(512, true), (511, false)] {
        let mut receiving = receiver.begin(&Delivery::new(&fields, at(NOW))).unwrap();
        (0..pieces).for_each(|_| receiving.absorb(&piece));
        assert_eq!(receiver.finish(receiving).is_ok(), fits);
    }
}

#[test]
fn body_that_is_parsed_is_limited_to_1_mib_as_a_form_and_to_64_kib_as_json() {
    for (part, begin, end, limit) in [
        ("{form:a}", "b=1&c=", "&a=5", 1 << 20),
        ("{field:a}", r#"{"c":""#, r#"","a":5}"#, 64 << 10),
    ] {
        let receiver = receiver_of(part);
        for length in [limit, limit + 1] {
            let body = [begin, &"x".repeat(length - begin.len() - end.len()), end].concat();
            let short = [begin, end].concat();
            let sent = receiver.sign(&Envelope::new(at(NOW)), short.as_bytes());
            let sent = sent.unwrap();
            let fields: Vec<_> = sent.iter().collect();
            let delivery = Delivery::new(&fields, at(NOW));
            let mut receiving = receiver.begin(&delivery).unwrap();
            let pieces = body.as_bytes().chunks(80 << 10);
            pieces.for_each(|piece| receiving.absorb(piece));
            let whole = receiver.verify(&delivery, body.as_bytes());
            for verified in [whole, receiver.finish(receiving)] {
                let kind = verified.map_err(|error| (error.kind(), error.blame()));
                let expected = (ErrorKind::TooLarge, payauth::Blame::Peer);
                assert_eq!(kind.err(), (length > limit).then_some(expected), "{part}");
            }
            let signed = receiver.sign(&Envelope::new(at(NOW)), body.as_bytes());
            assert_eq!(signed.is_ok(), length <= limit, "{part}");
        }
    }
}

fn receiver_of(part: &str) -> Receiver {
    let scheme = Compiled::define(&format!(
        r#"{{"hash":"sha256","message":"{part}","encoding":"hex","headers":{{"X-S":"{{signature}}"}}}}"#
    ));
    let (scheme, mut secrets) = (scheme.unwrap(), Secrets::default());
    let key = scheme.key("secret", "k").unwrap();
    secrets.push("k", key, Validity::ALWAYS).unwrap();
    Receiver::new(scheme, secrets).unwrap()
}

#[test]
fn list_has_one_timestamp_or_several_equal_timestamps() {
    let receiver = receiver(&catalog::STRIPE, &["k"]);
    let sent = receiver.sign(&Envelope::new(at(NOW)), b"").unwrap();
    let value = sent.get("Stripe-Signature").unwrap();
    let verify = |value: &str| {
        let fields = [("Stripe-Signature", value)];
        let verified = receiver.verify(&Delivery::new(&fields, at(NOW)), b"");
        verified.map(|_| ()).map_err(|error| error.kind())
    };
    assert_eq!(verify(&format!("t={NOW},{value}")), Ok(()));
    assert_eq!(verify(&format!(" {} ", value.replace(',', " ,\t"))), Ok(()));
    assert_eq!(verify(&format!("v0=x,,y,{value},")), Ok(()));
    for other in [
        format!("{value},t=1"),
        format!("t=1,{value}"),
        format!("t=0,{value}, {value}"),
    ] {
        assert_eq!(verify(&other), Err(ErrorKind::FieldAmbiguous));
    }
}
