//! No error about a message from a stranger blames the caller.

use payauth::Blame;
use payauth::webhook::Delivery;
use proptest::prelude::*;

use super::provider_webhooks::client;
use super::{NOW, cases};
use crate::support::{at, profile};

/// Texts that a stranger may send as the value of a header field.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("x".repeat(9_000)),
        Just(",".repeat(8_192)),
        Just("v1=,".repeat(2_000)),
        Just(format!("{{\"a\":{}", "[".repeat(5_000))),
        "\\PC{0,40}",
        "(t|ts|v1|h1|sha256)[=,; ]{0,3}[0-9a-f]{0,70}",
        "[\0-\u{ff}]{0,20}",
    ]
}

/// Bodies that a stranger may send. Some of these bodies are longer than the limit.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        Just(vec![b' '; 66 * 1024]),
        Just(vec![b'['; 40_000]),
        Just(format!("{{\"signature\":\"{}\"}}", "a.".repeat(33_000)).into_bytes()),
        hostile().prop_map(
            |text| format!("{{\"signature\":{text:?},\"status\":\"completed\"}}").into_bytes()
        ),
        hostile()
            .prop_map(|text| format!("{{\"signature\":\"{text}.{text}.{text}\"}}").into_bytes()),
    ]
}

proptest! {
    #[test]
    fn error_of_a_hostile_header_or_body_blames_the_peer(
        values in prop::collection::vec(hostile(), 3),
        lengths in prop::collection::vec(0..3_usize, 3),
        body in bodies(),
        is_own in any::<bool>(),
    ) {
        for case in cases() {
            let message = case.message(None);
            let mut fields = Vec::new();
            for (place, (name, given)) in message.fields.iter().enumerate() {
                for _ in 0..lengths[place % 3] {
                    fields.push((&**name, if is_own { &**given } else { &*values[place % 3] }));
                }
            }
            let delivery = Delivery::new(&fields, at(NOW)).url(message.url);
            if let Err(error) = case.receiver().verify(&delivery, &body) {
                prop_assert_eq!(error.blame(), Blame::Peer, "{}: {}", case.name, error);
            }
        }
        let credentials = [("merchantSecret", "k")];
        let pledg = client(&profile("pledg"), "staging", &credentials);
        if let Err(error) = pledg.webhooks().unwrap().verify(&Delivery::new(&[], at(NOW)), &body) {
            prop_assert_eq!(error.blame(), Blame::Peer, "pledg: {}", error);
        }
    }
}
