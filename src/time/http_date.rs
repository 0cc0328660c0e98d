//! HTTP dates ([RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
//!
//! ```text
//! HTTP-date    = IMF-fixdate / obs-date
//! IMF-fixdate  = "Sun, 06 Nov 1994 08:49:37 GMT"
//! rfc850-date  = "Sunday, 06-Nov-94 08:49:37 GMT"
//! asctime-date = "Sun Nov  6 08:49:37 1994"
//! ```

use crate::UnixTime;
use crate::encoding::decimal;
use crate::text::{cut, pieces};

/// The instant of a date in any of the three forms; `None` for every other text.
///
/// The name of the day is not compared with the date. A year of two digits is the one within fifty
/// years of `now`, as the standard says.
pub(crate) fn read(text: &str, now: UnixTime) -> Option<UnixTime> {
    let (day_name, rest) = cut(text, b',');
    if rest.is_empty() {
        return asctime(text);
    }
    let separator = if day_name.len() == 3 { b' ' } else { b'-' };
    let rest = rest.strip_prefix(' ')?.strip_suffix(" GMT")?;
    let (date, clock) = rest.split_at_checked(rest.len().checked_sub(9)?)?;
    let mut parts = pieces(date, separator);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = match (separator, year.len()) {
        (b' ', 4) => digits(year, 4)?,
        (b'-', 2) => near(digits(year, 2)?, now),
        _ => return None,
    };
    instant(year, month, digits(day, 2)?, clock.strip_prefix(' ')?)
        .filter(|_| parts.next().is_none())
}

fn asctime(text: &str) -> Option<UnixTime> {
    let mut parts = pieces(text.get(4..)?, b' ').filter(|part| !part.is_empty());
    let (month, day, clock, year) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if text.len() != "Sun Nov  6 08:49:37 1994".len() {
        return None;
    }
    instant(digits(year, 4)?, month, decimal::read(day)?, clock)
}

fn instant(year: u64, month: &str, day: u64, clock: &str) -> Option<UnixTime> {
    let month = MONTHS.iter().position(|name| *name == month)?;
    let mut parts = pieces(clock, b':');
    let mut part = |below: u64| {
        let number = digits(parts.next()?, 2)?;
        (number < below).then_some(number)
    };
    // A leap second is read as the first second of the next minute.
    let (hour, minute, second) = (part(24)?, part(60)?, part(61)?);
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let longest = if month == 1 && is_leap {
        29
    } else {
        *LENGTHS.get(month)?
    };
    if day == 0 || day > longest || parts.next().is_some() {
        return None;
    }
    let before: u64 = LENGTHS.iter().take(month).sum();
    let days = days_before(year)?
        .checked_add(before)?
        .checked_add(u64::from(month > 1 && is_leap))?
        .checked_add(day)?
        .checked_sub(1)?;
    let secs = [(24, hour), (60, minute), (60, second)]
        .iter()
        .try_fold(days, |whole, (times, more)| {
            whole.checked_mul(*times)?.checked_add(*more)
        })?;
    UnixTime::from_secs(secs.try_into().ok()?).ok()
}

/// The days from 1970 to the beginning of `year`.
fn days_before(year: u64) -> Option<u64> {
    let last = year.checked_sub(1)?;
    let leaps = (last / 4)
        .checked_sub(last / 100)?
        .checked_add(last / 400)?;
    year.checked_mul(365)?
        .checked_add(leaps)?
        .checked_sub(719_527)
}

/// The year that ends in these two digits and is at most fifty years after `now`.
fn near(digits: u64, now: UnixTime) -> u64 {
    let latest = (now.as_secs() / 31_556_952).saturating_add(1970 + 50);
    let year = latest.saturating_sub(latest % 100).saturating_add(digits);
    if year > latest {
        year.saturating_sub(100)
    } else {
        year
    }
}

fn digits(text: &str, count: usize) -> Option<u64> {
    decimal::read(text).filter(|_| text.len() == count)
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const LENGTHS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
