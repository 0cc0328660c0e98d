//! Handles each message once. Each function takes a state, and returns a decision and the new state.
//!
//! ```text
//! fresh ── begin ──► in progress, under a lease ── finish ──► done, until it is forgotten
//!                      │  ▲                  │
//!                      │  └───── begin ──────┴── the lease ends, or the handler fails (release)
//! ```
//!
//! The state is a text that the host stores under the message's name, by compare-and-set. A handler runs again only
//! after a failure, after a crash, after a stall during which its lease ended, or after the message was forgotten.
//! The next run has a higher attempt number; after the message was forgotten, the number is 1 again. Until then, a
//! message that is done stays done, whichever caller reports it as done. This is also true of a caller whose lease
//! was taken over, because that caller has done the work, too.

use alloc::string::String;

use crate::encoding::decimal;
use crate::text::cut;
use crate::{Error, ErrorKind, UnixTime, grammar};

/// Whether the caller must handle a message now.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Begin {
    /// The caller must store the state, and run the handler.
    Run {
        /// The number of the attempt: 1 for the first attempt.
        attempt: u64,
        /// The state to store.
        state: String,
    },
    /// The message was handled already.
    Duplicate,
    /// Another caller handles the message.
    InProgress {
        /// The time in milliseconds at which the lease of the other caller ends.
        until_ms: u64,
    },
}

/// Decides about a message that arrived at `now`. If the caller must handle the message, the new state contains a
/// lease of `lease_ms`.
///
/// `state` is empty at first; later, it is the stored state. `owner` is a random name of the caller.
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
/// [`ErrorKind::Option`] for a state that no decision returned, and for an owner that is not a token of 1 to 64
/// characters ([RFC 9110, 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
pub fn begin(state: &str, now: UnixTime, owner: &str, lease_ms: u64) -> Result<Begin, Error> {
    if owner.len() > MAX_OWNER || !grammar::is_token(owner) {
        let detail = "must be 1 to 64 letters, digits or marks such as - and _; pass a UUID";
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
    // A message that is no longer remembered starts again with attempt 1.
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

/// Extends the lease of `owner`, so that it ends `lease_ms` after `now` or later. Returns `None` if another caller
/// has taken over the lease, or if the message is done or is no longer remembered.
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

/// Ends the lease of `owner` after its handler failed, so that the handler runs again at the next delivery. Returns
/// `None` if another caller has taken over the lease, or if the message is done or is no longer remembered.
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
    /// The time in milliseconds at which the lease ends, or at which the message is forgotten.
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
                let detail = "must be empty, or a state that an earlier call returned";
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

/// Special values of the owner. They are not tokens, so no caller can have such a name.
const DONE: &str = "(done)";
const FAILED: &str = "(failed)";
