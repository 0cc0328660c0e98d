//! What is known of a token, as one line of text that any store can hold.
//!
//! ```text
//! payauth1 key generation seen rejections issued expires since until owner failures retry cause
//! check token
//! ```
//!
//! Numbers are decimal, instants milliseconds, `-` stands for nothing. `check` is the beginning of a
//! SHA-256 over all the rest, so that a text which was cut or mixed up is refused. Beside the token
//! there are at most 320 bytes.

use alloc::string::String;
use core::fmt;

use crate::digest::sha256;
use crate::encoding::decimal;
use crate::encoding::hex::{self, Case};
use crate::text::cut;
use crate::{Error, ErrorKind, SecretText};

/// What is known of a token: the token itself, who is fetching the next, and what failed.
///
/// Its text holds the token, so it is a secret. `Debug` shows neither.
#[derive(Default)]
pub struct State {
    /// Names the credentials and the endpoint that the token belongs to.
    pub(super) key: String,
    /// Grows with each token, and with each one that is given up.
    pub(super) generation: u64,
    /// The latest instant that this state has seen.
    pub(super) seen: u64,
    /// How many tokens in a row were given up for a 401.
    pub(super) rejections: u32,
    pub(super) token: Option<Token>,
    pub(super) lease: Option<Lease>,
    pub(super) gate: Gate,
}

/// A token and its life, in milliseconds of Unix time.
pub(super) struct Token {
    pub(super) text: SecretText,
    pub(super) issued: u64,
    pub(super) expires: u64,
}

/// Who may fetch the next token, and until when.
pub(super) struct Lease {
    pub(super) owner: String,
    pub(super) since: u64,
    pub(super) until: u64,
}

/// What keeps everybody from asking for a token.
#[derive(Clone, Copy, Default)]
pub(super) struct Gate {
    /// The failures in a row.
    pub(super) failures: u32,
    /// When to ask again.
    pub(super) until: u64,
    /// Whether the credentials were refused.
    pub(super) is_refused: bool,
}

impl State {
    /// The state of credentials that never got a token.
    pub(super) fn initial(key: &str) -> Self {
        Self {
            key: key.into(),
            ..Self::default()
        }
    }

    /// Reads what [`State::to_text`] wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TokenState`] for any other text, and for one of a newer version.
    pub fn read(text: &str) -> Result<Self, Error> {
        let (head, token) = cut_last(text);
        let (fields, check) = cut_last(head);
        let mut words = Words { rest: fields };
        if words.text() != VERSION {
            return Err(refuse("is no state of this version of payauth"));
        }
        if *check != *checksum(fields, token) {
            return Err(refuse("is no state that payauth gave, or not all of it"));
        }
        let read = Self::words(&mut words, token);
        read.ok_or_else(|| refuse("is no state that payauth gave"))
    }

    fn words(words: &mut Words<'_>, token: &str) -> Option<Self> {
        let key = words.text().into();
        let (generation, seen, rejections) = (words.number()?, words.number()?, words.small()?);
        let (issued, expires) = (words.number()?, words.number()?);
        let (since, until, owner) = (words.number()?, words.number()?, words.text());
        let gate = Gate {
            failures: words.small()?,
            until: words.number()?,
            is_refused: words.text() == REFUSED,
        };
        let has = |text: &str| text != NOTHING;
        Some(Self {
            key,
            generation,
            seen,
            rejections,
            token: has(token).then(|| Token {
                text: SecretText::from(token),
                issued,
                expires,
            }),
            lease: has(owner).then(|| Lease {
                owner: owner.into(),
                since,
                until,
            }),
            gate,
        })
    }

    /// The text to keep: a secret, since it holds the token.
    #[must_use]
    pub fn to_text(&self) -> SecretText {
        let token = self.token.as_ref();
        let lease = self.lease.as_ref();
        let mut text = String::from(VERSION);
        for word in [
            Word::Text(&self.key),
            Word::Number(self.generation),
            Word::Number(self.seen),
            Word::Number(self.rejections.into()),
            Word::Number(token.map_or(0, |token| token.issued)),
            Word::Number(token.map_or(0, |token| token.expires)),
            Word::Number(lease.map_or(0, |lease| lease.since)),
            Word::Number(lease.map_or(0, |lease| lease.until)),
            Word::Text(lease.map_or(NOTHING, |lease| &lease.owner)),
            Word::Number(self.gate.failures.into()),
            Word::Number(self.gate.until),
            Word::Text(if self.gate.is_refused {
                REFUSED
            } else {
                NOTHING
            }),
        ] {
            text.push(' ');
            match word {
                Word::Text(word) => text.push_str(word),
                Word::Number(number) => decimal::push(&mut text, number),
            }
        }
        let token = token.map_or(NOTHING, |token| &token.text);
        let check = checksum(&text, token);
        let mut whole = SecretText::default();
        for piece in [&text, " ", &check, " ", token] {
            whole.push_str(piece);
        }
        whole
    }

    /// The name of the token, safe to show: the beginning of its SHA-256.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        self.token.as_ref().map(|token| {
            let digest = sha256(&[token.text.as_bytes()]);
            hex::encode(digest.get(..8).unwrap_or_default(), Case::Lower)
        })
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "State(generation {})", self.generation)
    }
}

enum Word<'a> {
    Text(&'a str),
    Number(u64),
}

struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn text(&mut self) -> &'a str {
        let (word, rest) = cut(self.rest, b' ');
        self.rest = rest;
        word
    }

    fn number(&mut self) -> Option<u64> {
        decimal::read(self.text())
    }

    fn small(&mut self) -> Option<u32> {
        self.number().and_then(|number| number.try_into().ok())
    }
}

/// What stands before and after the last blank.
fn cut_last(text: &str) -> (&str, &str) {
    let place = text.bytes().rposition(|byte| byte == b' ').unwrap_or(0);
    let (before, after) = text.split_at_checked(place).unwrap_or_default();
    (before, after.get(1..).unwrap_or_default())
}

fn checksum(fields: &str, token: &str) -> String {
    let digest = sha256(&[fields.as_bytes(), b" ", token.as_bytes()]);
    hex::encode(digest.get(..4).unwrap_or_default(), Case::Lower)
}

#[cold]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::TokenState, "state", detail)
}

const VERSION: &str = "payauth1";
const NOTHING: &str = "-";
const REFUSED: &str = "refused";
