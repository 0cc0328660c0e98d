//! The difference between the host's clock and the clock of a server, calculated from the `Date` fields of the
//! server's answers.
//!
//! The difference is used only for the timestamps of requests. The times of received messages are compared with the
//! host's clock.

use alloc::string::String;

use crate::encoding::decimal;
use crate::text::cut;
use crate::time::http_date;
use crate::{Error, ErrorKind, UnixTime};

/// A sample that differs from the current offset by at least this much is applied at once, because the server would
/// reject the next request.
const LARGE_MS: u64 = 240_000;

/// The maximum distance between two differences that agree.
const CLOSE_MS: u64 = 30_000;

/// A difference that is larger than this number of milliseconds is ignored.
const MAX_OFFSET_MS: u64 = 86_400_000;

/// An answer is ignored if it arrived later than this after its request, in milliseconds.
const MAX_ROUND_TRIP_MS: u64 = 900_000;

/// The date of an answer, with the time at which the request was sent and the time at which the answer arrived.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the host writes it as a literal")]
pub struct Sample<'a> {
    /// The `Date` field of the answer; empty if the answer has no such field.
    pub date: &'a str,
    /// Whether the answer has an `Age` field. With an `Age` field, the date was set when a cache stored the answer.
    pub has_age: bool,
    /// When the request was sent.
    pub sent_at: UnixTime,
    /// When the answer arrived.
    pub received_at: UnixTime,
}

/// An estimate of a server's clock.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Offset {
    /// The milliseconds to add to the host's clock.
    pub offset_ms: i64,
    /// The state to keep. Pass this state with the next sample.
    pub state: String,
}

/// Updates the estimate with a sample. A sample that differs from the current offset by 4 minutes or more is
/// applied at once. Any other sample is applied only if the sample before was nearly the same: the two samples may
/// be at most 30 s apart. A sample without a valid date, with an `Age` field, with an answer before its request or
/// more than 15 minutes after it, or with a difference above 24 hours changes nothing.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
/// use payauth::clock::{Sample, observe};
///
/// let now = UnixTime::from_secs(1_709_380_500)?; // 11:55:00
/// let date = "Sat, 02 Mar 2024 12:00:00 GMT";
/// let sample = Sample { date, has_age: false, sent_at: now, received_at: now };
/// assert_eq!(observe("", &sample)?.offset_ms, 300_500); // a date is cut to its second
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Option`] for a state that no earlier call returned.
pub fn observe(state: &str, sample: &Sample<'_>) -> Result<Offset, Error> {
    let (mut offset_ms, mut last) = (0, None);
    if !state.is_empty() {
        let (offset, candidate) = cut(state, b',');
        (offset_ms, last) = (read(offset)?, Some(read(candidate)?));
    }
    if let Some(sample) = sample.offset_ms() {
        let agrees = last.is_some_and(|last: i64| last.abs_diff(sample) <= CLOSE_MS);
        if agrees || sample.abs_diff(offset_ms) >= LARGE_MS {
            offset_ms = sample;
        }
        last = Some(sample);
    }
    let mut state = String::new();
    if let Some(last) = last {
        push(&mut state, offset_ms);
        state.push(',');
        push(&mut state, last);
    }
    Ok(Offset { offset_ms, state })
}

impl Sample<'_> {
    /// The difference between the middle of the second in `Date` and the middle between the sending of the request
    /// and the arrival of the answer.
    fn offset_ms(&self) -> Option<i64> {
        let (sent, received) = (self.sent_at.as_millis(), self.received_at.as_millis());
        let took = received
            .checked_sub(sent)
            .filter(|took| *took <= MAX_ROUND_TRIP_MS)?;
        let date = http_date::read(self.date, self.received_at).filter(|_| !self.has_age)?;
        let middle = sent.saturating_add(took / 2);
        let seen = date.as_millis().saturating_add(500);
        let distance = i64::try_from(seen.abs_diff(middle)).ok()?;
        let offset = if seen < middle {
            distance.saturating_neg()
        } else {
            distance
        };
        Some(offset).filter(|offset| offset.unsigned_abs() <= MAX_OFFSET_MS)
    }
}

fn push(text: &mut String, number: i64) {
    if number < 0 {
        text.push('-');
    }
    decimal::push(text, number.unsigned_abs());
}

fn read(text: &str) -> Result<i64, Error> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = decimal::read(digits).and_then(|number| i64::try_from(number).ok());
    match number {
        Some(number) if digits.len() < text.len() => Ok(number.saturating_neg()),
        Some(number) => Ok(number),
        None => Err(Error::new(
            ErrorKind::Option,
            "state",
            "must be empty, or a state that an earlier call returned",
        )),
    }
}
