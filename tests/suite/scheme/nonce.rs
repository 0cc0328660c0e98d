//! The nonce of a scheme: which texts are accepted, and that an error names the format and the length.

use payauth::ErrorKind;
use payauth::scheme::{Compiled, Envelope};

use crate::support::{assert_error, at};

/// A scheme with a nonce of a format, as JSON.
fn scheme(nonce: &str) -> Compiled {
    let definition = r#"{
        "hash": "sha256", "message": "{nonce}.{body}", "encoding": "hex", "nonce": HERE,
        "headers": { "X-Nonce": "{nonce}", "X-Sign": "{signature}" }
    }"#;
    Compiled::define(&definition.replace("HERE", nonce)).unwrap()
}

/// A format, the text of its error, a nonce that is accepted, and nonces that are not.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (r#"{ "format": "hex", "length": 8 }"#, "must be 8 lower-case hex digits",
        "0123abcf", &["", "0123abc", "0123abcff", "0123ABCF", "0123abcg", "0123ab-f", " 123abcf", "0123abc\u{e9}"]),
    (r#"{ "format": "hex" }"#, "must be 32 lower-case hex digits",
        "0123456789abcdef0123456789abcdef", &["0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF"]),
    (r#"{ "format": "alnum", "length": 10 }"#, "must be 10 letters or digits",
        "aZ09aZ09aZ", &["", "aZ09aZ09a", "aZ09aZ09aZ0", "aZ09-Z09aZ", "aZ09 Z09aZ"]),
    (r#"{ "format": "digits", "length": 9 }"#, "must be 9 digits",
        "012345678", &["", "01234567", "0123456789", "01234567a", "-12345678"]),
    (r#"{ "format": "uuid" }"#, "must be 36 characters, a lower-case UUID",
        "6ba7b810-9dad-41d1-80b4-00c04fd430c8", &["", "6ba7b8109dad41d180b400c04fd430c8", "6BA7B810-9DAD-41D1-80B4-00C04FD430C8",
        "6ba7b810-9dad-41d1-80b4-00c04fd430c", "6ba7b810_9dad_41d1_80b4_00c04fd430c8"]),
];

#[test]
fn nonce_of_another_format_or_length_is_rejected_with_both_in_the_error() {
    for (definition, expected, accepted, rejected) in ROWS {
        let scheme = scheme(definition);
        let key = scheme.key("secret", "a secret").unwrap();
        let sign = |nonce| scheme.sign(&key, &Envelope::new(at(0)).nonce(nonce), b"{}");
        assert_eq!(sign(accepted).unwrap().get("X-Nonce"), Some(*accepted));
        for nonce in *rejected {
            let message = format!("nonce: {expected}");
            assert_error(sign(nonce), ErrorKind::Option, &message);
        }
    }
}
