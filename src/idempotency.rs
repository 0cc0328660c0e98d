//! Idempotency keys: an operation has one key, which is the same for each attempt.
//!
//! If the key changes with each attempt, every retry becomes a second payment. So payauth never invents a key. A
//! key is either made of random bytes, which the host stores with the operation, or derived from the operation
//! itself.

use alloc::string::String;

use crate::encoding::hex::{self, Case};
use crate::{Algorithm, Error, ErrorKind, Mac, MacKey, Secret, grammar, secret};

/// The maximum length of a key. No known provider has a lower limit.
const MAX_KEY: usize = 255;

/// A UUID of version 4 ([RFC 9562, section 5.4](https://www.rfc-editor.org/rfc/rfc9562#section-5.4))
/// from 16 random bytes.
///
/// # Examples
///
/// ```
/// let key = payauth::idempotency::random([0xff; 16]);
/// assert_eq!(key, "ffffffff-ffff-4fff-bfff-ffffffffffff");
/// ```
#[must_use]
pub fn random(bytes: [u8; 16]) -> String {
    uuid(bytes, 4)
}

/// A key that is the same for each attempt of one operation: a UUID of version 8
/// ([RFC 9562, section 5.8](https://www.rfc-editor.org/rfc/rfc9562#section-5.8)).
///
/// ```text
/// key  = the first 16 bytes of HMAC-SHA-256(secret, part(id) part(method) part(path) part(body))
/// part = its length in 8 bytes, then its bytes
/// ```
///
/// # Examples
///
/// ```
/// use payauth::Secret;
/// use payauth::idempotency::Derivation;
///
/// let secret = Secret::text("secret", "a secret of your own")?;
/// let key = |id| {
///     let mut derivation = Derivation::new(&secret, id, "POST", "/order/refund", 2)?;
///     derivation.absorb(b"{}");
///     Ok::<_, payauth::Error>(derivation.finish())
/// };
/// assert_eq!(key("refund-7")?, key("refund-7")?);
/// assert_ne!(key("refund-7")?, key("refund-8")?);
/// assert!(key("undefined").is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug)]
pub struct Derivation(Mac);

impl Derivation {
    /// Starts the key of an operation whose body will have `body_length` bytes.
    ///
    /// `id` identifies the operation, such as the number of the order that is refunded.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for an id that is empty, or that has white space or an invisible character at its
    /// start or end. Also for an id, a method or a path that is a word for a missing value, such as `undefined`:
    /// many operations would share the key.
    pub fn new(
        secret: &Secret,
        id: &str,
        method: &str,
        path: &str,
        body_length: usize,
    ) -> Result<Self, Error> {
        if let Some(detail) = secret::why(id) {
            return Err(Error::new(ErrorKind::Option, "operation", detail));
        }
        for (argument, text) in [("method", method), ("path", path)] {
            if secret::is_word(text) {
                let detail =
                    "is a word for a missing value, such as \"undefined\"; check its source";
                return Err(Error::new(ErrorKind::Option, argument, detail));
            }
        }
        let mut mac = MacKey::new(Algorithm::Sha256, secret.expose()).begin();
        for part in [id, method, path] {
            mac.update(&length(part.len()));
            mac.update(part.as_bytes());
        }
        mac.update(&length(body_length));
        Ok(Self(mac))
    }

    /// Adds the next piece of the body.
    pub fn absorb(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The key of the operation.
    #[must_use]
    pub fn finish(self) -> String {
        let tag = self.0.finish();
        uuid(tag.as_bytes().first_chunk().copied().unwrap_or_default(), 8)
    }
}

/// Checks the caller's key. The key must have 1 to 255 visible ASCII characters. It must not be a word for a
/// missing value, such as `undefined`, because all operations with a missing key would share it.
///
/// # Errors
///
/// [`ErrorKind::IdempotencyKey`] for a key that is not allowed.
pub fn check(key: &str) -> Result<(), Error> {
    // Nearly every key passes this test, and needs no other test.
    if key.len() <= MAX_KEY && secret::is_plain(key) {
        return Ok(());
    }
    let is_text = key.len() <= MAX_KEY && key.bytes().all(grammar::is_vchar);
    let detail = match secret::why(key) {
        _ if key.is_empty() || !is_text => "must be 1 to 255 visible ASCII characters",
        Some(detail) => detail,
        None => return Ok(()),
    };
    Err(Error::new(
        ErrorKind::IdempotencyKey,
        "idempotencyKey",
        detail,
    ))
}

/// A UUID with the layout of [RFC 9562, section 4](https://www.rfc-editor.org/rfc/rfc9562#section-4). The version
/// and the variant replace some of the bits of `bytes`.
fn uuid(bytes: [u8; 16], version: u8) -> String {
    let mut number = u128::from_be_bytes(bytes);
    number = number & !(0xf << 76) | u128::from(version) << 76;
    number = number & !(0b11 << 62) | 0b10 << 62;
    let mut text = String::with_capacity(36);
    for (index, byte) in number.to_be_bytes().into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&hex::encode(&[byte], Case::Lower));
    }
    text
}

fn length(bytes: usize) -> [u8; 8] {
    u64::try_from(bytes).unwrap_or(u64::MAX).to_be_bytes()
}
