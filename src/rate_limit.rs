//! A rate limit as a pure decision: the maximum number of calls in any 1,000 milliseconds.
//!
//! The state is a text that the host stores in a place that all callers share. The state contains the instants of
//! the calls that were allowed; their number is at most the limit. A token bucket would be smaller, but it allows
//! twice as many calls around the instant at which it is full again.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::decimal;
use crate::text::cut;
use crate::{Error, ErrorKind, UnixTime};

/// One millisecond more than a second. A clock has whole milliseconds, so two calls that seem to be exactly a
/// second apart may be less than a second apart.
const WINDOW_MS: u64 = 1001;

/// The time in which a host has to store the state of an allowed call and make the call. So other hosts can see the
/// state before the call is made.
pub const WRITE_MS: u64 = 100;

/// The maximum limit. There is a maximum because the state has up to 14 bytes for each call.
pub const HIGHEST: u32 = 1000;

/// Whether a call may be made now.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// The milliseconds to wait before the caller asks again. If it is 0, the call may be made now.
    pub wait_ms: u64,
    /// The state to keep, whatever the decision is.
    pub state: String,
}

/// Decides about a call at the time `now`. `per_second` is the number of calls that are allowed.
///
/// `state` is empty at first; later, it is the state of the last decision. If the clock was set back since the last
/// call, the last call counts as made now. So no call is allowed too early, and no call waits longer than a second
/// because the clock was wrong.
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
/// [`ErrorKind::Option`] for a limit of 0 or above 1,000, and for a state that no decision returned.
pub fn decide(state: &str, now: UnixTime, per_second: u32) -> Result<Decision, Error> {
    check_limit(per_second)?;
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

/// A decision about a call of one host, if several hosts share the limit.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Shared {
    /// The milliseconds to wait before the host asks again. If it is 0, the call may be made now.
    pub wait_ms: u64,
    /// The state to store for all hosts, by compare-and-set, before the call is made.
    pub state: String,
    /// The part of the state that this host has seen. Pass it with the next call of this host.
    pub seen: String,
}

/// Decides about a call of one host, if several hosts share the limit. The clocks of the hosts may differ.
///
/// The state counts the calls of all hosts. Each host notes, by its own clock, when it saw each count. For a call,
/// one count is relevant: of the counts that are at most `per_second - 1` below the current count, the oldest count
/// that the host has seen. The call is allowed one second and [`WRITE_MS`] after the host saw this count. A host
/// makes its call within [`WRITE_MS`] after the decision, or asks again. So the calls in this count were made more
/// than a second before. So no second has more calls than the limit, whatever the clocks show. A host that sees a
/// state for the first time waits at most about a second. A host that sees the state often waits no longer than
/// necessary.
///
/// `state` is empty at first. `seen` is also empty at first, and belongs to this host only. `epoch` is a random
/// word, with which hosts recognise that a state was lost and started again.
///
/// # Errors
///
/// The errors of [`decide`].
pub fn share(
    state: &str,
    seen: &str,
    epoch: &str,
    now: UnixTime,
    per_second: u32,
) -> Result<Shared, Error> {
    check_limit(per_second)?;
    let (epoch, count) = if state.is_empty() {
        (epoch, "0")
    } else {
        cut(state, b' ')
    };
    let count = decimal::read(count).ok_or_else(refuse)?;
    let now = now.as_millis();
    let mut sights = sights(seen, epoch)?;
    if state.is_empty() {
        sights.clear();
        sights.push((0, 0));
    } else if sights.last().is_none_or(|(last, _)| *last < count) {
        sights.push((count, now));
    }
    let next = count.saturating_add(1);
    sights.retain(|(seen, _)| seen.saturating_add(per_second.into()) >= next);
    let since = sights.first().map_or(now, |(_, at)| (*at).min(now));
    let free = since.saturating_add(WINDOW_MS).saturating_add(WRITE_MS);
    let wait_ms = free.saturating_sub(now);
    let mut kept = String::from(epoch);
    kept.push(' ');
    decimal::push(&mut kept, if wait_ms == 0 { next } else { count });
    if wait_ms == 0 {
        sights.push((next, now));
    }
    let mut seen = String::from(epoch);
    seen.push(' ');
    for (count, at) in sights {
        decimal::push(&mut seen, count);
        seen.push(':');
        // If the clock was set back, the host counts everything that it has seen as seen now.
        decimal::push(&mut seen, at.min(now));
        seen.push(',');
    }
    Ok(Shared {
        wait_ms,
        state: kept,
        seen,
    })
}

/// The counts that a host has seen, in ascending order, each with the time at which the host saw it. Counts of
/// another epoch are left out.
fn sights(seen: &str, epoch: &str) -> Result<Vec<(u64, u64)>, Error> {
    let (known, mut rest) = cut(seen, b' ');
    let mut sights = Vec::new();
    while known == epoch && !rest.is_empty() {
        let (sight, after) = cut(rest, b',');
        let (count, at) = cut(sight, b':');
        match (decimal::read(count), decimal::read(at)) {
            (Some(count), Some(at)) => sights.push((count, at)),
            _ => return Err(refuse()),
        }
        rest = after;
    }
    Ok(sights)
}

fn check_limit(per_second: u32) -> Result<(), Error> {
    if (1..=HIGHEST).contains(&per_second) {
        return Ok(());
    }
    let detail = "must be from 1 to 1000";
    Err(Error::new(ErrorKind::Option, "perSecond", detail))
}

#[cold]
fn refuse() -> Error {
    Error::new(
        ErrorKind::Option,
        "state",
        "must be empty, or a state that an earlier call returned",
    )
}

/// The instants in a state, in ascending order. In the text, a comma follows each instant.
fn read(state: &str) -> Result<Vec<u64>, Error> {
    let mut calls: Vec<u64> = Vec::new();
    let mut rest = state;
    while !rest.is_empty() {
        let (call, after) = cut(rest, b',');
        rest = after;
        match decimal::read(call) {
            Some(call) if calls.last().is_none_or(|last| *last <= call) => calls.push(call),
            _ => return Err(refuse()),
        }
    }
    Ok(calls)
}
