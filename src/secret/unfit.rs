//! Values that are rejected as secrets: public keys, and words which show that a configuration was not read.

use crate::text::{find, is_invisible};
use crate::{Error, ErrorKind};

/// Rejects a text that cannot be a secret.
pub(crate) fn check_text(argument: &str, text: &str) -> Result<(), Error> {
    if is_plain(text) {
        return Ok(());
    }
    let detail = match why(text) {
        _ if is_public_key(text.as_bytes()) => PUBLIC,
        None | Some(BLANK) if text.chars().any(char::is_control) => {
            "has a line break or another control character"
        }
        Some(detail) => detail,
        None => return Ok(()),
    };
    Err(Error::named(ErrorKind::Secret, argument, detail))
}

/// Rejects bytes that cannot be a secret. All other bytes are accepted as a key.
pub(super) fn check_bytes(argument: &str, bytes: &[u8]) -> Result<(), Error> {
    let word = WORDS.iter().find(|(word, _)| word.as_bytes() == bytes);
    let detail = match word {
        _ if bytes.is_empty() => EMPTY,
        _ if is_public_key(bytes) => PUBLIC,
        Some((_, detail)) => detail,
        None => return Ok(()),
    };
    Err(Error::named(ErrorKind::Secret, argument, detail))
}

/// Whether a text is visible ASCII, and does not begin like a text that is rejected. Nearly every secret passes
/// this test, and needs no other test.
pub(crate) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let may_be_refused = matches!(
        bytes,
        [] | [b'-' | b'{' | b'[', ..]
            | [b'u', b'n', ..]
            | [b'n', b'u', ..]
            | [b'N', b'a', ..]
            | [b's', b's', ..]
            | [b'e', b'c', ..]
    );
    !may_be_refused && bytes.iter().all(u8::is_ascii_graphic)
}

/// The reason why a text cannot be the value that the caller meant, whatever the value is used for.
pub(crate) fn why(text: &str) -> Option<&'static str> {
    let around = |is: fn(char) -> bool| {
        [text.chars().next(), text.chars().next_back()]
            .into_iter()
            .flatten()
            .any(is)
    };
    let word = WORDS.iter().find(|(word, _)| *word == text);
    if text.is_empty() {
        Some(EMPTY)
    } else if let Some((_, detail)) = word {
        Some(detail)
    } else if text.starts_with("[object ") && text.ends_with(']') {
        Some(OBJECT)
    } else if around(char::is_whitespace) {
        Some(BLANK)
    } else if around(is_invisible) {
        Some("has an invisible character at its start or end, such as a byte order mark")
    } else {
        None
    }
}

/// Whether a text is a word for a missing value, such as `undefined`.
pub(crate) fn is_word(text: &str) -> bool {
    WORDS.iter().any(|(word, _)| *word == text)
}

/// Whether bytes are a public key or a certificate in the format of PEM, JSON (JWK) or SSH.
fn is_public_key(bytes: &[u8]) -> bool {
    let bytes = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .unwrap_or(bytes)
        .trim_ascii_start();
    let head = bytes.get(..64).unwrap_or(bytes);
    let has = |bytes: &[u8], texts: &[&str]| {
        texts
            .iter()
            .any(|text| find(bytes, text.as_bytes()).is_some())
    };
    match bytes.first() {
        Some(b'-') => has(head, &["BEGIN"]) && has(head, &["PUBLIC KEY", "CERTIFICATE"]),
        Some(b'{' | b'[') => {
            has(bytes, &["\"kty\""]) && has(bytes, &["\"RSA\"", "\"EC\"", "\"OKP\""])
        }
        Some(b's' | b'e') => ["ssh-rsa ", "ssh-dss ", "ssh-ed25519 ", "ecdsa-sha2-"]
            .iter()
            .any(|kind| bytes.starts_with(kind.as_bytes())),
        _ => false,
    }
}

const WORDS: &[(&str, &str)] = &[
    ("undefined", "is the text \"undefined\"; check its source"),
    ("null", "is the text \"null\"; check its source"),
    ("NaN", "is the text \"NaN\"; check its source"),
    ("[object Object]", OBJECT),
];
const EMPTY: &str = "is empty";
const BLANK: &str = "is blank, or has white space at its start or end";
const OBJECT: &str = "is a text such as \"[object Object]\"; pass a string, not an object";
const PUBLIC: &str = "is a public key or a certificate; pass the shared secret";
