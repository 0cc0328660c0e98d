//! Handles each message once, by decisions: state in, decision and new state out.
//!
//! ```text
//! fresh ── begin ──► in progress, under a lease ── finish ──► done, until it is forgotten
//!                      │  ▲                  │
//!                      │  └───── begin ──────┴── the lease ends, or the handler fails (release)
//! ```
//!
//! The state is a text that the host keeps under the message's name, by compare-and-set. A handler runs
//! again only after a failure, a crash, or a stall that is longer than its lease; then with a higher
//! attempt. A message that is done stays done, whichever caller reports it: a caller whose lease was
//! taken over has done the work, too.

use alloc::string::String;

use crate::encoding::decimal;
use crate::text::cut;
use crate::{Error, ErrorKind, UnixTime, grammar};

/// Whether a message is to be handled now.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Begin {
    /// Yes: store the state, and run the handler.
    Run {
        /// 1 for the first attempt.
        attempt: u64,
        /// The state to store.
        state: String,
    },
    /// It was handled already.
    Duplicate,
    /// Another caller handles it, at least until this time in milliseconds.
    InProgress {
        /// When its lease ends.
        until_ms: u64,
    },
}

/// Decides about a message that arrived at `now`, and takes a lease of `lease_ms` on it.
///
/// `state` is empty at first, then the stored state. `owner` is a random name of the caller.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
/// use payauth::inbox::{Begin, begin, finish};
///
/// let now = UnixTime::from_millis(1_709_380_800_000)?;
/// let Begin::Run { attempt: 1, state } = begin("", now, "one", 60_000)? else { panic!() };
/// assert!(matches!(begin(&state, now, "two", 60_000)?, Begin::InProgress { .. }));
/// let state = finish(&state, now, 3_600_000)?;
/// assert_eq!(begin(&state, now, "two", 60_000)?, Begin::Duplicate);
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Option`] for a state that no decision returned, or an owner that is not 1 to 64 characters
/// of a token ([RFC 9110, 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
pub fn begin(state: &str, now: UnixTime, owner: &str, lease_ms: u64) -> Result<Begin, Error> {
    if owner.len() > MAX_OWNER || !grammar::is_token(owner) {
        let detail = "is not a token (RFC 9110, 5.6.2) of 1 to 64 characters";
        return Err(Error::new(ErrorKind::Option, "owner", detail));
    }
    let (held, now) = (MessageState::read(state)?, now.as_millis());
    if now < held.until {
        return Ok(match held.owner {
            DONE => Begin::Duplicate,
            _ => Begin::InProgress {
                until_ms: held.until,
            },
        });
    }
    // A forgotten message starts again.
    let attempt = if held.owner == DONE { 0 } else { held.attempt };
    let run = MessageState {
        attempt: attempt.saturating_add(1),
        until: now.saturating_add(lease_ms),
        owner,
    };
    Ok(Begin::Run {
        attempt: run.attempt,
        state: run.write(),
    })
}

/// Extends the lease of `owner` to `lease_ms` from `now`. Returns `None` if another caller took the lease
/// over, or if the message is done or was forgotten.
///
/// # Errors
///
/// [`ErrorKind::Option`] for a state that no decision returned.
pub fn renew(
    state: &str,
    now: UnixTime,
    owner: &str,
    lease_ms: u64,
) -> Result<Option<String>, Error> {
    let held = MessageState::read(state)?;
    let until = now.as_millis().saturating_add(lease_ms).max(held.until);
    Ok((held.owner == owner).then(|| MessageState { until, ..held }.write()))
}

/// Marks the message as done, and remembers it for `remember_ms` from `now`.
///
/// # Errors
///
/// [`ErrorKind::Option`] for a state that no decision returned.
pub fn finish(state: &str, now: UnixTime, remember_ms: u64) -> Result<String, Error> {
    let held = MessageState::read(state)?;
    let until = now.as_millis().saturating_add(remember_ms);
    let done = MessageState {
        attempt: held.attempt.max(1),
        until: if held.owner == DONE {
            until.max(held.until)
        } else {
            until
        },
        owner: DONE,
    };
    Ok(done.write())
}

/// Ends the lease of `owner` after its handler failed, so that the next delivery runs it again. Returns
/// `None` if another caller took the lease over, or if the message is done or was forgotten.
///
/// # Errors
///
/// [`ErrorKind::Option`] for a state that no decision returned.
pub fn release(state: &str, owner: &str) -> Result<Option<String>, Error> {
    let held = MessageState::read(state)?;
    Ok((held.owner == owner).then(|| {
        let ended = MessageState {
            until: 0,
            owner: FAILED,
            ..held
        };
        ended.write()
    }))
}

/// The contents of a state.
struct MessageState<'a> {
    attempt: u64,
    /// When the lease ends, or the message is forgotten.
    until: u64,
    /// The owner of the lease, [`DONE`] or [`FAILED`].
    owner: &'a str,
}

impl<'a> MessageState<'a> {
    fn read(state: &'a str) -> Result<Self, Error> {
        if state.is_empty() {
            return Ok(Self {
                attempt: 0,
                until: 0,
                owner: FAILED,
            });
        }
        let (format, rest) = cut(state, b' ');
        let (attempt, rest) = cut(rest, b' ');
        let (until, owner) = cut(rest, b' ');
        let is_owner = owner == DONE || owner == FAILED || grammar::is_token(owner);
        match (decimal::read(attempt), decimal::read(until)) {
            (Some(attempt), Some(until)) if format == FORMAT && is_owner => Ok(Self {
                attempt,
                until,
                owner,
            }),
            _ => {
                let detail = "was not returned by an earlier decision";
                Err(Error::new(ErrorKind::Option, "state", detail))
            }
        }
    }

    fn write(&self) -> String {
        let mut text = String::from(FORMAT);
        for number in [self.attempt, self.until] {
            text.push(' ');
            decimal::push(&mut text, number);
        }
        text.push(' ');
        text.push_str(self.owner);
        text
    }
}

const FORMAT: &str = "inbox1";
const MAX_OWNER: usize = 64;

/// These names are not tokens of the grammar, so no owner can have them.
const DONE: &str = "(done)";
const FAILED: &str = "(failed)";
