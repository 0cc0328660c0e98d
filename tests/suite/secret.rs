//! Secrets: the texts that are rejected as secrets. No secret is shown.

use std::sync::LazyLock;

use payauth::encoding::base64::{self, Alphabet};
use payauth::{ErrorKind, MacKey, Secret, SecretEncoding};
use proptest::prelude::*;

use crate::support::{assert_error, code_points};

const BLANK: &str = "secret: is blank, or has white space at its start or end";

#[test]
fn empty_blank_or_undefined_text_is_rejected() {
    for (text, message) in [
        ("", "secret: is empty"),
        ("   ", BLANK),
        ("\u{2003}\u{a0}", BLANK),
        (
            "undefined",
            "secret: is the text \"undefined\"; check its source",
        ),
        ("null", "secret: is the text \"null\"; check its source"),
        (" s3cret", BLANK),
        ("s3cret\u{a0}", BLANK),
        (
            "s3cret\n",
            "secret: has a line break or another control character",
        ),
        (
            "s3\0cret",
            "secret: has a line break or another control character",
        ),
        (
            "s3cret\u{85}",
            "secret: has a line break or another control character",
        ),
    ] {
        assert_error(Secret::text("secret", text), ErrorKind::Secret, message);
    }
}

#[test]
fn short_secrets_and_secrets_with_inner_spaces_are_accepted() {
    for text in ["k", "open sesame", "£", "Undefined"] {
        assert_eq!(
            Secret::text("secret", text).unwrap().expose(),
            text.as_bytes()
        );
    }
}

#[test]
fn text_of_a_missing_value_and_text_with_an_invisible_end_are_rejected() {
    for mark in code_points("invisible.txt") {
        for text in [format!("{mark}s"), format!("s{mark}"), mark.to_string()] {
            assert!(Secret::text("secret", &text).is_err(), "{text:?}");
        }
        assert!(Secret::text("secret", &format!("s{mark}s")).is_ok());
    }
    for word in ["NaN", "[object Object]", "[object Promise]"] {
        assert!(Secret::text("secret", word).is_err(), "{word}");
    }
}

#[test]
fn bytes_and_decoded_secrets_are_rejected_only_if_they_are_a_whole_word_for_a_missing_value() {
    for word in ["undefined", "null", "NaN", "[object Object]"] {
        assert!(Secret::bytes("secret", word.as_bytes()).is_err(), "{word}");
        for near in [
            format!("{word}\n"),
            format!(" {word}"),
            word.to_uppercase() + "x",
        ] {
            assert!(Secret::bytes("secret", near.as_bytes()).is_ok(), "{near:?}");
        }
    }
    assert!(Secret::decode("secret", "dW5kZWZpbmVk", SecretEncoding::Base64).is_err());
    assert!(Secret::bytes("secret", "\u{feff}s".as_bytes()).is_ok());
    assert!(Secret::bytes("secret", b"secret\n").is_ok());
}

#[test]
fn public_keys_are_rejected_as_secrets() {
    for key in [
        "-----BEGIN PUBLIC KEY-----\nMIIB",
        "-----BEGIN RSA PUBLIC KEY-----\nMIIB",
        "-----BEGIN CERTIFICATE-----MIIB",
        "  -----BEGIN PUBLIC KEY-----MIIB",
        "ssh-rsa AAAA",
        "ssh-ed25519 AAAA x@y",
        r#"{"kty":"RSA","n":"x","e":"AQAB"}"#,
        r#"{"crv":"P-256", "kty" : "EC"}"#,
        r#"{"keys":[{"kty":"OKP"}]}"#,
    ] {
        let message = "secret: is a public key or a certificate; pass the shared secret";
        assert_error(Secret::text("secret", key), ErrorKind::Secret, message);
        assert_error(
            Secret::bytes("secret", key.as_bytes()),
            ErrorKind::Secret,
            message,
        );
    }
    for key in [
        r#"{"kty":"oct","k":"x"}"#,
        "-----BEGIN",
        "ssh-",
        "sk_live",
        "{",
        "[]",
    ] {
        assert!(Secret::bytes("secret", key.as_bytes()).is_ok(), "{key}");
    }
}

#[test]
fn any_bytes_except_empty_bytes_are_accepted() {
    assert_eq!(
        Secret::bytes("secret", &[0, 255, 32]).unwrap().expose(),
        [0, 255, 32]
    );
    assert_error(
        Secret::bytes("secret", &[]),
        ErrorKind::Secret,
        "secret: is empty",
    );
}

#[test]
fn encoded_secrets_are_decoded_strictly() {
    let decode = |text, encoding| Secret::decode("secret", text, encoding);
    for (text, encoding) in [
        ("Sm9l", SecretEncoding::Base64),
        ("Sm9l", SecretEncoding::Base64Url),
        ("4a6f65", SecretEncoding::Hex),
        ("4A6F65", SecretEncoding::Hex),
        ("Joe", SecretEncoding::Utf8),
    ] {
        assert_eq!(
            decode(text, encoding).unwrap().expose(),
            b"Joe",
            "{encoding:?}"
        );
    }
    assert_eq!(
        decode("_w", SecretEncoding::Base64Url).unwrap().expose(),
        [255]
    );
    assert_eq!(
        decode("_w==", SecretEncoding::Base64Url).unwrap().expose(),
        [255]
    );
    let refused = "secret: must be base64 with = padding";
    assert_error(
        decode("_w==", SecretEncoding::Base64),
        ErrorKind::Secret,
        refused,
    );
    assert_error(
        decode("/w", SecretEncoding::Base64),
        ErrorKind::Secret,
        refused,
    );
    assert_error(
        decode("abc", SecretEncoding::Hex),
        ErrorKind::Secret,
        "secret: must be hex digits, two for each byte",
    );
    assert_error(
        decode("=", SecretEncoding::Base64Url),
        ErrorKind::Secret,
        "secret: must be base64url",
    );
}

#[test]
fn nothing_shows_a_secret() {
    let secret = Secret::text("secret", "hunter2").unwrap();
    assert_eq!(format!("{secret:?} {secret:#?}"), "[redacted] [redacted]");
    let key = MacKey::new(payauth::Algorithm::Sha256, b"hunter2");
    assert_eq!(
        format!("{key:?} {:?}", key.begin()),
        "MacKey([redacted]) Mac([redacted])"
    );
    assert_eq!(format!("{:?}", key.sign(b"")), "Tag([redacted])");
}

/// Parts of the random texts: rejected words, beginnings of public keys, characters that are not allowed at the beginning
/// or the end, and pieces of these texts.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "undefined", "null", "NaN", "[object Object]", "un", "nu", "Na", "defined", "ll", "N", "[object ", "]", "[", "{",
    "-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "-----BEGIN ", "PUBLIC KEY", "PRIVATE KEY-----", "-",
    "{\"kty\":\"RSA\"}", "[{\"kty\":\"EC\"}]", "\"kty\"", "\"OKP\"", "\"oct\"",
    "ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ssh", "ecdsa-sha2-nistp256 ", "ecdsa-sha2-", "ecdsa", "ss", "ec", "s", "e", "k", "sk_",
    " ", "\t", "\n", "\r", "\0", "\u{7f}", "\u{85}", "\u{a0}", "\u{2003}", "\u{feff}", "\u{200b}", "\u{e0020}", "é", "🦀",
];

/// The invisible characters.
static INVISIBLE: LazyLock<Vec<char>> = LazyLock::new(|| code_points("invisible.txt"));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8192))]

    /// A quick check accepts most secrets. The quick check must not accept a secret that the rules reject.
    #[test]
    fn text_is_accepted_as_a_secret_if_and_only_if_the_rules_allow_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..5),
        more in "[ -~]{0,6}",
        at_the_end in any::<bool>(),
    ) {
        let pieces = pieces.concat();
        let text = if at_the_end { pieces + &more } else { more + &pieces };
        let is_secret = Secret::text("secret", &text).is_ok();
        prop_assert_eq!(is_secret, may_be_secret(&text), "{:?}", text);
    }
}

/// Whether a text may be a secret. This is a second implementation of the rules.
fn may_be_secret(text: &str) -> bool {
    let is_blank = |character: char| character.is_whitespace() || INVISIBLE.contains(&character);
    let ends = [text.chars().next(), text.chars().next_back()];
    let is_object = text.starts_with("[object ") && text.ends_with(']');
    !(text.is_empty()
        || ["undefined", "null", "NaN"].contains(&text)
        || is_object
        || text.chars().any(char::is_control)
        || ends.into_iter().flatten().any(is_blank)
        || is_public(text))
}

fn is_public(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
    let head = String::from_utf8_lossy(&text.as_bytes()[..text.len().min(64)]);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match text.chars().next() {
        Some('-') => {
            head.contains("BEGIN") && (head.contains("PUBLIC KEY") || head.contains("CERTIFICATE"))
        }
        Some('{' | '[') => has(&["\"kty\""]) && has(&["\"RSA\"", "\"EC\"", "\"OKP\""]),
        _ => ["ssh-rsa ", "ssh-dss ", "ssh-ed25519 ", "ecdsa-sha2-"]
            .iter()
            .any(|kind| text.starts_with(kind)),
    }
}

proptest! {
    /// Secrets have a separate decoder, which needs constant time. It must have the same results as the ordinary decoder.
    #[test]
    fn secret_in_base64_is_decoded_like_other_base64(text in "[A-Cg-h0-1+/_-]{1,9}={0,3}") {
        let pairs = [
            (SecretEncoding::Base64, base64::decode(&text, Alphabet::Standard)),
            (SecretEncoding::Base64Url, base64::decode_url(&text)),
        ];
        for (encoding, expected) in pairs {
            let secret = Secret::decode("secret", &text, encoding);
            prop_assert_eq!(secret.ok().map(|secret| secret.expose().to_vec()), expected.ok());
        }
    }
}
