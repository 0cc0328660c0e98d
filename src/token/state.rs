//! The state of a token, as one line of text for any store.
//!
//! ```text
//! payauth1 key generation seen rejections issued expires since until owner failures retry refused
//! check token
//! ```
//!
//! Numbers are decimal, instants are milliseconds, and `-` means that a value is absent. `check` is the beginning
//! of the SHA-256 of all other values, so that a truncated or damaged text is rejected. Without the token, a state
//! has at most 320 bytes.
//!
//! A state contains the token, so the text of a state is a secret.

use alloc::string::String;

use crate::digest::sha256;
use crate::encoding::decimal;
use crate::encoding::hex::{self, Case};
use crate::text::cut;
use crate::{Error, ErrorKind, SecretText, grammar, secret};

/// The values in a state. Times are milliseconds of Unix time.
#[derive(Clone, Copy)]
pub(super) struct TokenState<'a> {
    /// The name of the credentials and the endpoint of the token.
    pub(super) key: &'a str,
    /// A number that increases with each new token, and with each discarded token.
    pub(super) generation: u64,
    /// The latest instant at which the state was changed.
    pub(super) seen: u64,
    /// The number of tokens in a row that were discarded for a 401.
    pub(super) rejections: u64,
    /// The token, or [`NOTHING`].
    pub(super) token: &'a str,
    pub(super) issued: u64,
    pub(super) expires: u64,
    /// The owner of the lease, or [`NOTHING`].
    pub(super) owner: &'a str,
    pub(super) since: u64,
    pub(super) until: u64,
    /// The number of failures in a row.
    pub(super) failures: u64,
    /// The time from which a token may be requested again after a failure.
    pub(super) retry: u64,
    /// Whether the token endpoint rejected the credentials.
    pub(super) is_refused: bool,
}

/// The text that is written if there is no token or no owner.
pub(super) const NOTHING: &str = "-";

impl<'a> TokenState<'a> {
    /// The state before the first token.
    pub(super) const fn initial(key: &'a str) -> Self {
        Self {
            key,
            generation: 0,
            seen: 0,
            rejections: 0,
            token: NOTHING,
            issued: 0,
            expires: 0,
            owner: NOTHING,
            since: 0,
            until: 0,
            failures: 0,
            retry: 0,
            is_refused: false,
        }
    }

    pub(super) fn read(text: &'a str) -> Result<Self, Error> {
        let (head, token) = cut_last(text);
        let (fields, check) = cut_last(head);
        let (version, fields_left) = cut(fields, b' ');
        if version != FORMAT {
            return Err(refuse(
                "was not created by this version of payauth; start again with `initial()`",
            ));
        }
        if *check != *checksum(fields, token) {
            return Err(refuse(
                "was not created by payauth, or was changed; store it unchanged",
            ));
        }
        let (key, mut rest) = cut(fields_left, b' ');
        let mut known = Self {
            token,
            ..Self::initial(key)
        };
        let (numbers, owner, is_refused) = known.parts();
        for (index, number) in numbers.into_iter().enumerate() {
            if index == OWNER_AT {
                (*owner, rest) = cut(rest, b' ');
            }
            let word;
            (word, rest) = cut(rest, b' ');
            *number = decimal::read(word).ok_or_else(|| refuse(UNWRITTEN))?;
        }
        *is_refused = rest == REFUSED;
        if known.is_possible() {
            Ok(known)
        } else {
            Err(refuse(UNWRITTEN))
        }
    }

    /// Whether a machine can have written these values. The checksum has no key, so a store could return any
    /// values. A lease without an end would block every call. A token that no header field can contain would make
    /// every call fail.
    fn is_possible(&self) -> bool {
        let is_within =
            |from: u64, to: u64, longest| to.checked_sub(from).is_some_and(|ms| ms <= longest);
        is_writable(self.token)
            && is_owner(self.owner)
            && is_within(self.since, self.until, MAX_LEASE_MS)
            && is_within(self.issued, self.expires, MAX_LIFETIME_MS)
            && self.expires <= MAX_DATE_MS
    }

    pub(super) fn write(mut self) -> SecretText {
        let token = self.token;
        let mut text = String::from(FORMAT);
        text.push(' ');
        text.push_str(self.key);
        let (numbers, owner, is_refused) = self.parts();
        for (index, number) in numbers.into_iter().enumerate() {
            if index == OWNER_AT {
                text.push(' ');
                text.push_str(owner);
            }
            text.push(' ');
            decimal::push(&mut text, *number);
        }
        text.push(' ');
        text.push_str(if *is_refused { REFUSED } else { NOTHING });
        let check = checksum(&text, token);
        let mut whole = SecretText::default();
        for piece in [&text, " ", &check, " ", token] {
            whole.push_str(piece);
        }
        whole
    }

    /// The numbers in the order of the text, the owner, and whether the credentials were rejected. In the text, the
    /// owner is before the number with the index `OWNER_AT`, and `refused` is the last word.
    fn parts(&mut self) -> ([&mut u64; 9], &mut &'a str, &mut bool) {
        let numbers = [
            &mut self.generation,
            &mut self.seen,
            &mut self.rejections,
            &mut self.issued,
            &mut self.expires,
            &mut self.since,
            &mut self.until,
            &mut self.failures,
            &mut self.retry,
        ];
        (numbers, &mut self.owner, &mut self.is_refused)
    }
}

/// Whether a header field can contain a token.
pub(super) fn is_writable(token: &str) -> bool {
    token.len() <= MAX_TOKEN && grammar::is_access_token(token) && !secret::is_word(token)
}

/// Whether a text can be the name of the owner of a lease.
pub(super) fn is_owner(owner: &str) -> bool {
    owner.len() <= MAX_OWNER && grammar::is_token(owner)
}

/// The fingerprint of a token.
pub(super) fn fingerprint(token: &str) -> String {
    prefix_of_digest(&[token.as_bytes()], 8)
}

/// The text before the last space, and the text after it.
fn cut_last(text: &str) -> (&str, &str) {
    let place = text.bytes().rposition(|byte| byte == b' ').unwrap_or(0);
    let (before, after) = text.split_at_checked(place).unwrap_or_default();
    (before, after.get(1..).unwrap_or_default())
}

fn checksum(fields: &str, token: &str) -> String {
    prefix_of_digest(&[fields.as_bytes(), b" ", token.as_bytes()], 4)
}

/// The beginning of a digest, as hex digits.
fn prefix_of_digest(parts: &[&[u8]], length: usize) -> String {
    hex::encode(sha256(parts).get(..length).unwrap_or_default(), Case::Lower)
}

#[cold]
#[inline(never)]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::TokenState, "state", detail)
}

const UNWRITTEN: &str = "has a value that payauth never writes; start again with `initial()`";

/// The first word of a state. Another format of states would have another word, and other keys in a store.
pub(crate) const FORMAT: &str = "payauth1";
const REFUSED: &str = "refused";
const OWNER_AT: usize = 7;

/// The maximum length of a token, in bytes.
const MAX_TOKEN: usize = 8 * 1024;
const MAX_OWNER: usize = 64;

/// The maximum length of a lease.
pub(crate) const MAX_LEASE_MS: u64 = 60_000;

/// The maximum lifetime, a year. A longer lifetime is reduced to a year.
pub(super) const MAX_LIFETIME_MS: u64 = 31_536_000_000;

/// The last instant of a JavaScript `Date`.
const MAX_DATE_MS: u64 = 8_640_000_000_000_000;
