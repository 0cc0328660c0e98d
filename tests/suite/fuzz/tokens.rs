//! The parser of signed tokens, compared with a simple implementation.

use std::slice;
use std::sync::LazyLock;

use payauth::{ErrorKind, Secret, jws};
use proptest::prelude::*;

use super::corpus::texts;
use super::mutation::text;
use super::{check, config, reference};
use crate::jws::forged;

const KINDS: &[ErrorKind] = &[
    ErrorKind::Encoding,
    ErrorKind::Signature,
    ErrorKind::TooLarge,
];

/// The keys of the published tokens.
static KEYS: LazyLock<Vec<Secret>> = LazyLock::new(|| {
    let keys = texts(&["key"]);
    let of_text = keys.iter().map(|text| text.clone().into_bytes());
    let of_digits = keys
        .iter()
        .filter_map(|digits| reference::url_bytes(digits));
    let all = of_text.chain(of_digits);
    all.map(|bytes| Secret::bytes("key", &bytes).unwrap())
        .collect()
});

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_tokens_are_rejected_unless_the_signed_content_is_unchanged(token in text(texts(&["token"]))) {
        for key in &*KEYS {
            let expected = reference::token_payload(key.expose(), &token);
            match jws::verify(key, &token) {
                Ok(payload) => {
                    let again = jws::sign(key, &payload).unwrap();
                    prop_assert_eq!(jws::verify(key, &again).unwrap(), payload.as_slice());
                    prop_assert_eq!(Some(payload), expected);
                }
                Err(error) => {
                    check(&error, KINDS, token.len(), slice::from_ref(&token));
                    prop_assert_eq!(None, expected);
                }
            }
        }
    }
    #[test]
    fn signed_tokens_with_a_changed_header_are_rejected_unless_the_header_is_valid(header in text(headers())) {
        let key = Secret::text("key", "SECRET").unwrap();
        let token = forged(&key, &header, "{}");
        let expected = reference::token_payload(key.expose(), &token);
        let payload = jws::verify(&key, &token).ok();
        prop_assert!(payload.is_none() || payload == expected, "{}", token);
    }
}

fn headers() -> Vec<String> {
    let tokens = texts(&["token"]);
    let headers = tokens.iter().filter_map(|token| token.split_once('.'));
    let decoded = headers.filter_map(|(header, _)| reference::url_bytes(header));
    decoded
        .filter_map(|json| String::from_utf8(json).ok())
        .collect()
}
