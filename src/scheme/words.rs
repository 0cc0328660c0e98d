//! The words of a scheme's definition. The words of each list are in the order of the values that they select.

#[cfg(feature = "wasm-facts")]
use alloc::vec;
#[cfg(feature = "wasm-facts")]
use alloc::vec::Vec;

/// The names of the hash functions.
pub(crate) const HASHES: &[&str] = &["sha1", "sha256", "sha384", "sha512"];

/// The names of the hash functions of a digest. SHA-1 is not one of them, because two bodies can have one digest.
pub(super) const DIGEST_HASHES: &[&str] = &["sha256", "sha384", "sha512"];

/// The names of the hash functions in the second spelling that is accepted.
pub(super) const HASH_NAMES: &[&str] = &["SHA-1", "SHA-256", "SHA-384", "SHA-512"];

/// The encodings of a tag.
pub(crate) const ENCODINGS: &[&str] = &[
    "hex",
    "HEX",
    "base64",
    "base64url",
    "base64url_nopad",
    "hex_base64",
];

/// The case of the hexadecimal digits that are accepted in a tag.
pub(super) const CASES: &[&str] = &["lower", "upper", "either"];

/// The ways in which a tag is computed. The last two words are reserved.
pub(super) const CONSTRUCTIONS: &[&str] = &["hmac", "digest", "token", "public-key", "jws"];

/// The encodings of a secret.
pub(crate) const DECODINGS: &[&str] = &["utf8", "hex", "base64", "base64url"];

/// The formats of a time.
pub(super) const FORMATS: &[&str] = &[
    "unix",
    "unix_ms",
    "unix_us",
    "unix_fraction",
    "iso",
    "iso_ms",
    "http_date",
];

/// The formats of a nonce.
pub(super) const NONCES: &[&str] = &["hex", "alnum", "digits", "uuid"];

/// The encodings of a digest.
pub(super) const DIGEST_ENCODINGS: &[&str] = &["raw", "hex", "HEX", "base64"];

/// The reasons why a scheme proves less than an HMAC of unambiguous values.
pub(super) const WEAKNESSES: [&str; 4] = ["token", "digest", "secret-first", "joined-members"];

/// All lists, each with the name of its type in the facade.
#[cfg(feature = "wasm-facts")]
pub(crate) fn all() -> Vec<(&'static str, Vec<&'static str>)> {
    let hashes = [HASH_NAMES, HASHES].concat();
    let is_open = |word: &&&str| !matches!(**word, "public-key" | "jws");
    let open = CONSTRUCTIONS.iter().filter(is_open).copied().collect();
    // The last encoding is allowed only in schemes.
    let tags = ENCODINGS.split_last().map_or(ENCODINGS, |(_, tags)| tags);
    vec![
        ("HmacAlgorithm", hashes),
        ("Hash", HASHES.to_vec()),
        ("TagEncoding", tags.to_vec()),
        ("SchemeEncoding", ENCODINGS.to_vec()),
        ("HexCase", CASES.to_vec()),
        ("Construction", open),
        ("SecretEncoding", DECODINGS.to_vec()),
        ("TimeFormat", FORMATS.to_vec()),
        ("NonceFormat", NONCES.to_vec()),
        ("DigestEncoding", DIGEST_ENCODINGS.to_vec()),
        ("Weakness", WEAKNESSES.to_vec()),
    ]
}
