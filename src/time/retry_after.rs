//! The `Retry-After` field
//! ([RFC 9110, section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)).
//!
//! ```text
//! Retry-After   = HTTP-date / delay-seconds
//! delay-seconds = 1*DIGIT
//! ```
//!
//! Some servers write seconds with a fraction; they are rounded up. A proxy may join two fields into a list; only
//! the first member of the list is read.

use super::http_date;
use crate::UnixTime;
use crate::encoding::decimal;
use crate::text::cut;

/// The maximum time, a week. A longer time is reduced to a week.
pub(crate) const MAX_MS: u64 = 604_800_000;

/// The milliseconds from `now` after which the server asks for a retry. The result is 0 for a date in the past, and
/// for a text that is not valid.
pub(crate) fn read_ms(field: &str, now: UnixTime) -> u64 {
    let first = cut(field, b',').0;
    let millis = secs(first.trim_ascii()).map_or_else(
        || date_ms(field, first, now),
        |secs| secs.saturating_mul(1000),
    );
    millis.min(MAX_MS)
}

/// The seconds in a text. A fraction is rounded up.
fn secs(text: &str) -> Option<u64> {
    let (whole, fraction) = cut(text, b'.');
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number that is too large is reduced like any long time.
    let whole_secs = decimal::read(whole).or_else(|| is_digits(whole).then_some(u64::MAX))?;
    if whole.len() == text.len() {
        return Some(whole_secs);
    }
    let is_more = fraction.bytes().any(|digit| digit != b'0');
    is_digits(fraction).then(|| whole_secs.saturating_add(is_more.into()))
}

/// The milliseconds until the first date of a list. Two of the formats of a date contain a comma themselves.
fn date_ms(field: &str, first: &str, now: UnixTime) -> u64 {
    let rest = field.get(first.len()..).unwrap_or_default();
    let second = cut(rest.get(1..).unwrap_or_default(), b',').0;
    let with_comma = field.get(..first.len().saturating_add(second.len()).saturating_add(1));
    with_comma
        .and_then(|text| http_date::read(text, now))
        .or_else(|| http_date::read(first, now))
        .map_or(0, |at| at.as_millis().saturating_sub(now.as_millis()))
}
