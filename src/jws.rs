//! Signed tokens in the compact form ([RFC 7515, section 3.1](https://www.rfc-editor.org/rfc/rfc7515#section-3.1)).
//! The only algorithm is HS256 ([RFC 7518, section 3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)).
//!
//! ```text
//! BASE64URL(UTF8(header)) "." BASE64URL(payload) "." BASE64URL(HMAC-SHA256(key, all before))
//! ```
//!
//! The algorithm is chosen by the verifier, not by the token: a header with another algorithm, such as `none`, is
//! rejected. A token is also rejected if it has padding, unused bits that are not zero, critical extensions
//! (`crit`) or a name that occurs twice, or if it is longer than 64 KiB.

use alloc::vec::Vec;

use crate::encoding::base64::{self, Alphabet};
use crate::encoding::json::Document;
use crate::text::cut;
use crate::{Algorithm, Error, ErrorKind, MacKey, Secret, SecretText};

/// The maximum length of the payload to sign and of the token to verify, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// The header that [`sign`] writes.
const HEADER: &str = r#"{"typ":"JWT","alg":"HS256"}"#;

/// Signs a payload. The payload is usually JSON, but may be any bytes.
///
/// # Examples
///
/// ```
/// use payauth::{Secret, jws};
///
/// let key = Secret::text("merchantSecret", "SECRET")?;
/// let token = jws::sign(&key, br#"{"data":{"reference":"order_123"}}"#)?;
/// assert_eq!(jws::verify(&key, &token)?, br#"{"data":{"reference":"order_123"}}"#);
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::TooLarge`] for a payload above 64 KiB.
pub fn sign(key: &Secret, payload: &[u8]) -> Result<SecretText, Error> {
    if payload.len() > LONGEST {
        return Err(Error::new(
            ErrorKind::TooLarge,
            "payload",
            "is longer than 64 KiB",
        ));
    }
    let mut token = SecretText::default();
    base64::push(&mut token, HEADER.as_bytes(), Alphabet::UrlUnpadded);
    token.push_str(".");
    base64::push(&mut token, payload, Alphabet::UrlUnpadded);
    let tag = MacKey::new(Algorithm::Sha256, key.expose()).sign(token.as_bytes());
    token.push_str(".");
    base64::push(&mut token, tag.as_bytes(), Alphabet::UrlUnpadded);
    Ok(token)
}

/// Verifies a token that was signed with `key`, and returns the payload of the token.
///
/// # Errors
///
/// [`ErrorKind::Encoding`] for a text that is not a compact token, and [`ErrorKind::TooLarge`] for a token above 64
/// KiB. [`ErrorKind::Signature`] for a header with another algorithm or an extension, and for a signature that was
/// made with another key or for another payload.
pub fn verify(key: &Secret, token: &str) -> Result<Vec<u8>, Error> {
    verify_with(&MacKey::new(Algorithm::Sha256, key.expose()), token)
}

/// Verifies a token with a key of HMAC-SHA-256, and returns the payload of the token.
pub(crate) fn verify_with(key: &MacKey, token: &str) -> Result<Vec<u8>, Error> {
    if token.len() > LONGEST {
        return Err(Error::new(
            ErrorKind::TooLarge,
            ARGUMENT,
            "is longer than 64 KiB",
        ));
    }
    let mut parts = [const { Vec::new() }; 3];
    let (mut rest, mut signed, mut length) = (token, "", 0_usize);
    for part in &mut parts {
        signed = token.get(..length).unwrap_or_default();
        let (text, after) = cut(rest, b'.');
        *part = base64::decode(text, Alphabet::UrlUnpadded).map_err(|_| malformed())?;
        length = length.saturating_add(text.len()).saturating_add(1);
        rest = after;
    }
    if length <= token.len() || signed.is_empty() {
        return Err(malformed());
    }
    let [header, payload, signature] = parts;
    let signed = signed
        .get(..signed.len().saturating_sub(1))
        .unwrap_or_default();
    if !key.verify(signed.as_bytes(), &signature) || !names_hs256(&header) {
        let detail = "is not signed with HS256 and this key, or its header has `crit`";
        return Err(Error::new(ErrorKind::Signature, ARGUMENT, detail));
    }
    Ok(payload)
}

#[cold]
#[inline(never)]
fn malformed() -> Error {
    let detail = "must be three parts of unpadded base64url, separated by periods";
    Error::new(ErrorKind::Encoding, ARGUMENT, detail)
}

/// Whether a header names the algorithm HS256, and no critical extension.
fn names_hs256(header: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(header) else {
        return false;
    };
    let Ok(document) = Document::read(text) else {
        return false;
    };
    let root = document.root();
    root.get("alg").is_some_and(|alg| alg.is("HS256")) && root.get("crit").is_none()
}

const ARGUMENT: &str = "token";
