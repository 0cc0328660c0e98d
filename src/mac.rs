//! HMAC ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104)) with SHA-1, SHA-256, SHA-384 or SHA-512. The key is
//! prepared before the first message.
//!
//! ```text
//! HMAC(K, text) = H((K ^ opad) || H((K ^ ipad) || text))
//! ```
//!
//! A [`MacKey`] contains both hash states after their first block, which saves two block operations for each
//! message. SHA-1 is available because some webhooks still use it. No forgery of HMAC-SHA-1 is known, but a new
//! scheme should not use it.

use core::fmt;
use core::hint::black_box;

use ctutils::CtEq;
use hmac::digest::{FixedOutput, Update as _};
use hmac::{Hmac, KeyInit};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use crate::wipe::wipe;

/// Runs the same code with the hash function of the state.
macro_rules! each {
    ($state:expr, $mac:ident => $action:expr) => {
        match $state {
            State::Sha1($mac) => $action,
            State::Sha256($mac) => $action,
            State::Sha384($mac) => $action,
            State::Sha512($mac) => $action,
            State::PlainSha1($mac) => $action,
            State::PlainSha256($mac) => $action,
            State::PlainSha384($mac) => $action,
            State::PlainSha512($mac) => $action,
            State::Erased(_) => unreachable!("what was erased is dropped"),
        }
    };
}

/// The hash function that the HMAC uses.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Algorithm {
    /// SHA-1, for legacy webhooks only: a tag of 20 bytes.
    Sha1,
    /// SHA-256: a tag of 32 bytes.
    Sha256,
    /// SHA-384: a tag of 48 bytes.
    Sha384,
    /// SHA-512: a tag of 64 bytes.
    Sha512,
}

impl Algorithm {
    /// Every algorithm, in the order of their numbers in the wasm boundary.
    pub const ALL: [Self; 4] = [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512];

    /// The number of bytes of a tag.
    pub(crate) const fn tag_length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

/// A key, prepared for any number of messages.
///
/// RFC 2104 allows keys of any length, even empty keys. [`Secret`](crate::Secret) decides whether bytes are
/// acceptable as a secret. The hash states, which are derived from the key, are overwritten on drop.
///
/// # Examples
///
/// ```
/// use payauth::encoding::hex::{Case, encode};
/// use payauth::{Algorithm, MacKey};
///
/// // RFC 4231, test case 2.
/// let key = MacKey::new(Algorithm::Sha256, b"Jefe");
/// let tag = key.sign(b"what do ya want for nothing?");
/// assert_eq!(
///     encode(tag.as_bytes(), Case::Lower),
///     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
/// );
/// assert!(key.verify(b"what do ya want for nothing?", tag.as_bytes()));
/// ```
pub struct MacKey(State);

impl MacKey {
    /// Prepares `key` for `algorithm`.
    #[must_use]
    pub fn new(algorithm: Algorithm, key: &[u8]) -> Self {
        Self(match algorithm {
            Algorithm::Sha1 => State::Sha1(prepare(key)),
            Algorithm::Sha256 => State::Sha256(prepare(key)),
            Algorithm::Sha384 => State::Sha384(prepare(key)),
            Algorithm::Sha512 => State::Sha512(prepare(key)),
        })
    }

    /// Starts a message that arrives in pieces.
    #[must_use]
    pub fn begin(&self) -> Mac {
        Mac(self.0.clone())
    }

    /// The tag of a whole message.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Tag {
        let mut mac = self.begin();
        mac.update(message);
        mac.finish()
    }

    /// Whether `tag` is the complete tag of `message`. The comparison takes constant time.
    ///
    /// A truncated or extended tag never matches.
    #[must_use]
    pub fn verify(&self, message: &[u8], tag: &[u8]) -> bool {
        self.sign(message).matches(tag)
    }
}

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MacKey([redacted])")
    }
}

/// A message that a [`MacKey`] is signing.
///
/// # Examples
///
/// ```
/// use payauth::{Algorithm, MacKey};
///
/// let key = MacKey::new(Algorithm::Sha512, b"key");
/// let mut mac = key.begin();
/// mac.update(b"in two ");
/// mac.update(b"pieces");
/// assert!(mac.finish().matches(key.sign(b"in two pieces").as_bytes()));
/// ```
#[derive(Clone)]
pub struct Mac(State);

impl Mac {
    /// Adds the next piece of the message.
    pub fn update(&mut self, piece: &[u8]) {
        each!(&mut self.0, mac => mac.update(piece));
    }

    /// Finishes the message.
    #[must_use]
    pub fn finish(self) -> Tag {
        each!(self.0, mac => Tag::of(mac))
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mac([redacted])")
    }
}

/// The output of an HMAC or of a plain hash: 20, 32, 48 or 64 bytes.
///
/// `Tag` has no `==`: [`Tag::matches`] compares in constant time. `Debug` does not show the bytes, because the
/// sender of a forged message must not learn the right tag.
#[derive(Clone)]
pub struct Tag {
    bytes: [u8; MAX_TAG],
    length: usize,
}

impl Tag {
    /// The tag with the bytes of `output`, which are at most 64.
    pub(crate) fn new(output: &[u8]) -> Self {
        let mut bytes = [0; MAX_TAG];
        if let Some(place) = bytes.get_mut(..output.len()) {
            place.copy_from_slice(output);
        }
        Self {
            bytes,
            length: output.len(),
        }
    }

    /// The tag of a finished message. The bytes are written directly into the tag.
    fn of<M: FixedOutput>(mac: M) -> Self {
        let (mut bytes, length) = ([0; MAX_TAG], M::output_size());
        let place = bytes.get_mut(..length).unwrap_or_default();
        if let Ok(place) = place.try_into() {
            mac.finalize_into(place);
        }
        Self { bytes, length }
    }

    /// The bytes of the tag, to send with a message that you sign.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Whether `tag` has the same length and the same bytes as this tag. The comparison takes constant time.
    #[must_use]
    pub fn matches(&self, tag: &[u8]) -> bool {
        self.as_bytes().ct_eq(tag).to_bool()
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tag([redacted])")
    }
}

impl Drop for Tag {
    fn drop(&mut self) {
        wipe(&mut self.bytes);
    }
}

impl MacKey {
    /// The state for a plain hash, which is computed without a key.
    pub(crate) fn plain(algorithm: Algorithm) -> Self {
        Self(match algorithm {
            Algorithm::Sha1 => State::PlainSha1(Sha1::default()),
            Algorithm::Sha256 => State::PlainSha256(Sha256::default()),
            Algorithm::Sha384 => State::PlainSha384(Sha384::default()),
            Algorithm::Sha512 => State::PlainSha512(Sha512::default()),
        })
    }

    /// Overwrites the state: see [`State::erase`].
    pub(crate) fn erase(&mut self) {
        self.0.erase();
    }
}

impl Mac {
    /// Overwrites the state: see [`State::erase`].
    pub(crate) fn erase(&mut self) {
        self.0.erase();
    }
}

impl State {
    /// Overwrites the state, and also the unused bytes after a shorter state. If a value is moved, its unused bytes
    /// are copied from the stack, so they may contain a secret.
    fn erase(&mut self) {
        *self = Self::Erased([0; WORDS]);
        black_box(&*self);
    }
}

/// The size of the largest state in words, together with the padding that the alignment of the state adds before
/// it.
const WORDS: usize =
    (size_of::<Hmac<Sha512>>() + align_of::<Hmac<Sha512>>()) / size_of::<u64>() - 1;

#[derive(Clone)]
enum State {
    /// No state: all bytes are 0.
    #[expect(dead_code, reason = "the zeros are written but never read")]
    Erased([u64; WORDS]),
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    Sha384(Hmac<Sha384>),
    Sha512(Hmac<Sha512>),
    PlainSha1(Sha1),
    PlainSha256(Sha256),
    PlainSha384(Sha384),
    PlainSha512(Sha512),
}

fn prepare<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"))
}

/// The maximum number of bytes of a tag.
pub(crate) const MAX_TAG: usize = 64;
