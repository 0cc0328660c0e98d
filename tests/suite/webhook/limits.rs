//! Hostile headers, and bodies in pieces.

use payauth::ErrorKind;
use payauth::scheme::{Envelope, catalog};
use payauth::webhook::Delivery;

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
