//! HMAC, compared with published vectors and with the vectors of Wycheproof.

use payauth::encoding::hex::{self, Case};
use payauth::{Algorithm, MacKey};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{bytes, list, text, vectors};

#[test]
fn hmac_agrees_with_rfc_4231_and_rfc_2202() {
    for vector in list(&vectors("rfc/hmac.json")["vectors"]) {
        let algorithm = match text(&vector["algorithm"]) {
            "HMAC-SHA-1" => Algorithm::Sha1,
            "HMAC-SHA-256" => Algorithm::Sha256,
            "HMAC-SHA-384" => Algorithm::Sha384,
            "HMAC-SHA-512" => Algorithm::Sha512,
            other => panic!("unknown algorithm {other}"),
        };
        let tag = MacKey::new(algorithm, &bytes(&vector["key"])).sign(&bytes(&vector["message"]));
        let expected = text(&vector["expected"]["value"]);
        let whole = hex::encode(tag.as_bytes(), Case::Lower);
        let compared = match vector["truncate_bits"] {
            Value::Null => whole.as_str(),
            _ => &whole[..expected.len()],
        };
        assert_eq!(
            compared, expected,
            "{} ({})",
            vector["name"], vector["source"]
        );
    }
}

#[test]
fn hmac_agrees_with_wycheproof() {
    for (algorithm, file) in [
        (Algorithm::Sha1, "hmac_sha1_test.json"),
        (Algorithm::Sha256, "hmac_sha256_test.json"),
        (Algorithm::Sha384, "hmac_sha384_test.json"),
        (Algorithm::Sha512, "hmac_sha512_test.json"),
    ] {
        for group in list(&vectors(&format!("wycheproof/{file}"))["testGroups"]) {
            for case in list(&group["tests"]) {
                check_wycheproof(algorithm, file, case);
            }
        }
    }
}

/// Asserts the documented result of a case. A truncated tag is a prefix of the whole tag, and is always rejected.
fn check_wycheproof(algorithm: Algorithm, file: &str, case: &Value) {
    let decode = |name: &str| hex::decode(text(&case[name])).unwrap();
    let (key, message, tag) = (decode("key"), decode("msg"), decode("tag"));
    let valid = match text(&case["result"]) {
        "valid" => true,
        "invalid" => false,
        other => panic!("{file}: unknown result {other}"),
    };
    let key = MacKey::new(algorithm, &key);
    let whole = key.sign(&message);
    let id = format!("{file} {}: {}", case["tcId"], case["comment"]);
    assert_eq!(whole.as_bytes().starts_with(&tag), valid, "{id}");
    assert_eq!(
        key.verify(&message, &tag),
        valid && tag.len() == whole.as_bytes().len(),
        "{id}"
    );
}

#[test]
fn tag_does_not_match_a_truncated_extended_or_empty_tag() {
    let key = MacKey::new(Algorithm::Sha256, b"key");
    let tag = key.sign(b"message");
    let longer = [tag.as_bytes(), &[0]].concat();
    assert!(tag.matches(tag.as_bytes()));
    assert!(!tag.matches(&tag.as_bytes()[..31]));
    assert!(!tag.matches(&longer));
    assert!(!tag.matches(&[]));
}

fn algorithm() -> impl Strategy<Value = Algorithm> {
    prop::sample::select(Algorithm::ALL.as_slice())
}

proptest! {
    #[test]
    fn message_in_pieces_has_the_same_tag_as_the_whole_message(
        algorithm in algorithm(),
        key in prop::collection::vec(any::<u8>(), 0..200),
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..6),
    ) {
        let key = MacKey::new(algorithm, &key);
        let mut mac = key.begin();
        for piece in &pieces {
            mac.update(piece);
        }
        prop_assert!(mac.finish().matches(key.sign(&pieces.concat()).as_bytes()));
    }

    #[test]
    fn message_or_tag_with_a_flipped_bit_is_rejected(
        algorithm in algorithm(),
        message in prop::collection::vec(any::<u8>(), 1..100),
        place in any::<prop::sample::Index>(),
        bit in 0..8_u32,
    ) {
        let key = MacKey::new(algorithm, b"key");
        let flip = |bytes: &[u8]| {
            let mut flipped = bytes.to_vec();
            flipped[place.index(bytes.len())] ^= 1_u8 << bit;
            flipped
        };
        let tag = key.sign(&message);
        prop_assert!(key.verify(&message, tag.as_bytes()));
        prop_assert!(!key.verify(&flip(&message), tag.as_bytes()));
        prop_assert!(!key.verify(&message, &flip(tag.as_bytes())));
    }
}
