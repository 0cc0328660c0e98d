//! The numbers that the wasm module and the TypeScript code share: the flags of a call, special values, and limits.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use crate::encoding::json;
use crate::scheme::words;
use crate::{rate_limit, time, token, webhook};

macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty = $value:expr;)+) => {
        $($(#[doc = $doc])+ pub const $name: $type = $value;)+

        /// Every number: its name, its value as text, and its documentation.
        #[must_use]
        pub fn numbers() -> Vec<(&'static str, String, &'static str)> {
            vec![$((stringify!($name), $name.to_string(), concat!($($doc),+))),+]
        }
    };
}

numbers! {
    /// A call has a method.
    HAS_METHOD: u32 = 1;
    /// A call has an idempotency key.
    HAS_KEY: u32 = 2;
    /// A call has a body.
    HAS_BODY: u32 = 4;
    /// A call selects the way to authenticate.
    HAS_AUTH: u32 = 8;
    /// A call has an access token.
    HAS_AUTHORIZATION: u32 = 16;
    /// A call has a nonce, which is an additional line.
    HAS_NONCE: u32 = 32;
    /// The lowest of the bits that contain the number of parameters of the path.
    PARAMS_SHIFT: u32 = 8;

    /// The same request may be sent again after a pause.
    MAY_RETRY: u64 = 1;
    /// The operation of the request may exist already.
    MAY_EXIST: u64 = 2;
    /// The answer is an error.
    IS_ERROR: u64 = 4;
    /// The body of the answer is JSON.
    IS_JSON: u64 = 8;

    /// The time window of the scheme applies to a message.
    WINDOW_OF_SCHEME: i32 = -1;
    /// No time window applies to a message: its time is not checked.
    WINDOW_UNSAFE_SKIP: i32 = -2;
    /// An optional handle, number or length is absent.
    ABSENT: i32 = -1;

    /// A step of the inbox: acquire the lease of a message.
    INBOX_BEGIN: u32 = 0;
    /// A step of the inbox: extend the lease.
    INBOX_RENEW: u32 = 1;
    /// A step of the inbox: mark the message as handled.
    INBOX_FINISH: u32 = 2;
    /// A step of the inbox: release the lease.
    INBOX_RELEASE: u32 = 3;

    /// The number that selects HMAC-SHA-256.
    ALGORITHM_SHA256: usize = place("sha256", words::HASHES);
    /// The number that selects the encoding of a secret that is plain text.
    SECRET_UTF8: usize = place("utf8", words::DECODINGS);
    /// The number that selects lower-case hexadecimal digits as the encoding of a tag.
    TAG_HEX: usize = place("hex", words::ENCODINGS);
    /// The number of hash functions. Each hash function has two names.
    ALGORITHMS: usize = words::HASHES.len();

    /// The length of the longest JSON document that is read, in bytes.
    MAX_DOCUMENT: usize = json::LONGEST;
    /// The maximum depth of the objects and arrays in a JSON document.
    MAX_DEPTH: usize = json::DEEPEST;
    /// The maximum number of members of an object in a JSON document.
    MAX_MEMBERS: usize = json::WIDEST;
    /// The length of the longest body, in bytes, from which the id of an event is read.
    MAX_BODY_WITH_ID: usize = webhook::MAX_BODY_WITH_ID;
    /// The maximum length of the text of a tag, in characters.
    MAX_TAG_TEXT: usize = 2 * crate::mac::MAX_TAG;
    /// The size of the scratch buffer in bytes: the longest document, and 16 KiB for everything else.
    SCRATCH_LENGTH: usize = MAX_DOCUMENT + 16 * 1024;

    /// The highest number of calls per second that a rate limit can allow.
    MAX_PER_SECOND: u32 = rate_limit::HIGHEST;
    /// The maximum number of milliseconds that a write to the store of a shared rate limit may take, so that other
    /// hosts see a call before the call is made.
    SHARED_WRITE_MS: u64 = rate_limit::WRITE_MS;
    /// The shortest lease of a token refresh, in milliseconds.
    MIN_LEASE_MS: u64 = token::MIN_LEASE_MS;
    /// The longest lease of a token refresh, in milliseconds.
    MAX_LEASE_MS: u64 = token::MAX_LEASE_MS;
    /// The earliest time, in milliseconds, at which a clock counts as set: the beginning of 2020.
    MIN_CLOCK_MS: u64 = token::MIN_CLOCK_MS;
    /// The last instant, in milliseconds: the end of the year 9999.
    MAX_TIME_MS: u64 = time::MAX_MS;
    /// The maximum number of seconds of a window, and the maximum number of a page.
    MAX_INT: i32 = i32::MAX;
}

/// The index of a word in a list.
const fn place(word: &str, mut among: &[&str]) -> usize {
    let mut place = 0_usize;
    while let [first, rest @ ..] = among {
        if is_same(word.as_bytes(), first.as_bytes()) {
            return place;
        }
        place = place.saturating_add(1);
        among = rest;
    }
    unreachable!()
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
        if *first != *second {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}
