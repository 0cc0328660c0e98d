//! The reader of signed tokens, beside a plain one.

use std::slice;
use std::sync::LazyLock;

use payauth::{ErrorKind, Secret, jws};
use proptest::prelude::*;

use super::corpus::texts;
use super::mutation::text;
use super::{check, config, oracle};

const KINDS: &[ErrorKind] = &[
    ErrorKind::Encoding,
    ErrorKind::Signature,
    ErrorKind::TooLarge,
];

/// The keys of the published tokens.
static KEYS: LazyLock<Vec<Secret>> = LazyLock::new(|| {
    let keys = texts(&["key"]);
    let of_text = keys.iter().map(|text| text.clone().into_bytes());
    let of_digits = keys.iter().filter_map(|digits| oracle::url_bytes(digits));
    let all = of_text.chain(of_digits);
    all.map(|bytes| Secret::bytes("key", &bytes).unwrap())
        .collect()
});

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_tokens_are_refused_unless_what_was_signed_is_there(token in text(texts(&["token"]))) {
        for key in &*KEYS {
            let expected = oracle::token_payload(key.expose(), &token);
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
}
