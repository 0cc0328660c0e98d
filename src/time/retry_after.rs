//! The `Retry-After` field
//! ([RFC 9110, section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)).
//!
//! ```text
//! Retry-After   = HTTP-date / delay-seconds
//! delay-seconds = 1*DIGIT
//! ```

use super::http_date;
use crate::UnixTime;
use crate::encoding::decimal;

/// A longer time is cut to an hour.
pub(crate) const LONGEST_MS: u64 = 3_600_000;

/// How many milliseconds after `now` the server wants to be asked again: 0 for a date that is past
/// and for any other text.
pub(crate) fn read_ms(field: &str, now: UnixTime) -> u64 {
    let millis = match decimal::read(field) {
        Some(secs) => secs.saturating_mul(1000),
        None => http_date::read(field, now)
            .map_or(0, |at| at.as_millis().saturating_sub(now.as_millis())),
    };
    millis.min(LONGEST_MS)
}
