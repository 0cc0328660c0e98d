//! A rate limit as a pure decision: a number of calls in any 1,000 milliseconds.
//!
//! The state is a text that the host keeps where its callers share it. It holds the instants of the
//! calls that were let through, as many as the limit allows. A token bucket would be smaller, yet it
//! lets through twice the limit around the instant when it is full again.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::decimal;
use crate::text::cut;
use crate::{Error, ErrorKind, UnixTime};

/// Two calls a limit's length apart may lie in one second of a clock that counts whole milliseconds,
/// unless one more has passed.
const WINDOW_MS: u64 = 1001;

/// The highest limit: the state has up to 14 bytes a call.
pub const HIGHEST: u32 = 1000;

/// Whether a call may be made now.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// How long to wait before asking again, in milliseconds; 0 lets the call through.
    pub wait_ms: u64,
    /// The state to keep, whatever was decided.
    pub state: String,
}

/// Decides about a call at `now`, where `per_second` calls are allowed.
///
/// `state` is empty at first, then what the last decision gave. If the clock went backwards since,
/// the calls in it are taken to have ended just now: nothing passes early, and nothing waits longer
/// than a second for a clock that was wrong.
///
/// # Examples
///
/// ```
/// use payauth::{UnixTime, rate_limit};
///
/// let now = UnixTime::from_millis(1_709_380_800_000)?;
/// let first = rate_limit::decide("", now, 1)?;
/// assert_eq!(first.wait_ms, 0);
/// assert_eq!(rate_limit::decide(&first.state, now, 1)?.wait_ms, 1001);
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Option`] for a limit of 0 or above 1,000, or a state that no decision gave.
pub fn decide(state: &str, now: UnixTime, per_second: u32) -> Result<Decision, Error> {
    if per_second == 0 || per_second > HIGHEST {
        return Err(Error::new(
            ErrorKind::Option,
            "perSecond",
            "is not between 1 and 1000",
        ));
    }
    let mut calls = read(state)?;
    let now = now.as_millis();
    let ahead = calls.last().map_or(0, |last| last.saturating_sub(now));
    for call in &mut calls {
        *call = call.saturating_sub(ahead);
    }
    let limit = usize::try_from(per_second).unwrap_or(usize::MAX);
    let opposed = calls
        .len()
        .checked_sub(limit)
        .and_then(|place| calls.get(place));
    let until = opposed.map_or(0, |call| call.saturating_add(WINDOW_MS));
    let wait_ms = until.saturating_sub(now);
    if wait_ms == 0 {
        calls.push(now);
    }
    let mut state = String::new();
    for call in calls {
        if call.saturating_add(WINDOW_MS) > now {
            decimal::push(&mut state, call);
            state.push(',');
        }
    }
    Ok(Decision { wait_ms, state })
}

/// The instants in a state: in ascending order, each followed by a comma.
fn read(state: &str) -> Result<Vec<u64>, Error> {
    let mut calls: Vec<u64> = Vec::new();
    let mut rest = state;
    while !rest.is_empty() {
        let (call, after) = cut(rest, b',');
        rest = after;
        match decimal::read(call) {
            Some(call) if calls.last().is_none_or(|last| *last <= call) => calls.push(call),
            _ => {
                return Err(Error::new(
                    ErrorKind::Option,
                    "state",
                    "is not a state that a decision returned",
                ));
            }
        }
    }
    Ok(calls)
}
