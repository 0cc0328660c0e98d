//! Derived and random idempotency keys.

use payauth::idempotency::{Derivation, check, random};
use payauth::{ErrorKind, Secret};
use proptest::prelude::*;

use crate::support::assert_error;

fn secret() -> Secret {
    Secret::text("secret", "a secret of your own").unwrap()
}

#[test]
fn random_key_is_a_uuid_of_version_4() {
    assert_eq!(random([0; 16]), "00000000-0000-4000-8000-000000000000");
    assert_eq!(random([255; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    // The example of RFC 9562, appendix A.3.
    let bytes = 0x919108f7_52d1_3320_5bac_f847db4148a8_u128.to_be_bytes();
    assert_eq!(random(bytes), "919108f7-52d1-4320-9bac-f847db4148a8");
}

fn derive(secret: &Secret, [id, method, path, body]: [&str; 4]) -> String {
    let mut derivation = Derivation::new(secret, id, method, path, body.len()).unwrap();
    derivation.absorb(body.as_bytes());
    derivation.finish()
}

#[test]
fn derived_key_is_a_uuid_of_version_8_and_the_same_each_time() {
    // Recomputed with the hmac and uuid modules of Python.
    assert_eq!(
        derive(&secret(), ["refund-7", "POST", "/order/refund", "{}"]),
        "56c3ca70-1a0f-864b-beac-e77c7bfb3e02"
    );
}

#[test]
fn derived_key_depends_on_every_part() {
    let base = derive(&secret(), ["a", "b", "c", "d"]);
    for place in 0..4 {
        let mut parts = ["a", "b", "c", "d"];
        parts[place] = "x";
        assert_ne!(derive(&secret(), parts), base, "{parts:?}");
    }
    let other_secret = Secret::text("secret", "another").unwrap();
    assert_ne!(derive(&other_secret, ["a", "b", "c", "d"]), base);
}

#[test]
fn key_that_a_caller_passes_must_be_1_to_255_visible_ascii_characters() {
    assert!(check("k").is_ok());
    assert!(check(&"~".repeat(255)).is_ok());
    for bad in ["", " ", "a b", "a\n", "é", "\u{7f}", &"k".repeat(256)] {
        let message = "idempotencyKey: must be 1 to 255 visible ASCII characters";
        assert_error(check(bad), ErrorKind::IdempotencyKey, message);
    }
}

#[test]
fn blank_or_undefined_operations_and_keys_are_rejected() {
    for text in [
        "",
        " ",
        "undefined",
        "null",
        "NaN",
        "[object Object]",
        "\u{feff}a",
        "a\u{200b}",
    ] {
        let error = Derivation::new(&secret(), text, "POST", "/", 0).unwrap_err();
        assert_eq!(
            (error.kind(), error.argument()),
            (ErrorKind::Option, "operation"),
            "{text}"
        );
        assert_eq!(
            check(text).unwrap_err().kind(),
            ErrorKind::IdempotencyKey,
            "{text}"
        );
    }
    assert!(Derivation::new(&secret(), "refund 7", "POST", "/", 0).is_ok());
}

proptest! {
    #[test]
    fn moving_text_from_one_part_to_another_changes_the_key(text in "[a-c/]{1,8}", one in 0..8_usize, two in 0..8_usize) {
        let split = |at: usize| text.split_at(at.clamp(1, text.len()));
        let ((a, b), (c, d)) = (split(one), split(two));
        let key = |id, path| derive(&secret(), [id, "POST", path, ""]);
        prop_assert_eq!(key(a, b) == key(c, d), (a, b) == (c, d));
    }

    #[test]
    fn random_keys_are_accepted(bytes in any::<[u8; 16]>()) {
        prop_assert!(check(&random(bytes)).is_ok());
    }
}

#[test]
fn operation_method_or_path_with_the_text_undefined_is_rejected() {
    for word in ["undefined", "null", "NaN", "[object Object]"] {
        for (place, argument) in ["operation", "method", "path"].into_iter().enumerate() {
            let mut parts = ["a", "POST", "/"];
            parts[place] = word;
            let [id, method, path] = parts;
            let error = Derivation::new(&secret(), id, method, path, 0).unwrap_err();
            assert_eq!(
                (error.kind(), error.argument()),
                (ErrorKind::Option, argument)
            );
        }
    }
}
