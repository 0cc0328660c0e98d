//! HTTP dates ([RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
//!
//! ```text
//! HTTP-date    = IMF-fixdate / obs-date
//! IMF-fixdate  = "Sun, 06 Nov 1994 08:49:37 GMT"
//! rfc850-date  = "Sunday, 06-Nov-94 08:49:37 GMT"
//! asctime-date = "Sun Nov  6 08:49:37 1994"
//! ```

use super::calendar::Date;
use crate::UnixTime;
use crate::text::cut;

/// The format of the text after the name of the day, for each of the three formats.
const FORMS: [&str; 3] = [
    " dd bbb yyyy hh:mm:ss GMT",
    " dd-bbb-yy hh:mm:ss GMT",
    " bbb _d hh:mm:ss yyyy",
];

/// The instant of a date in one of the three formats. `None` for any other text, and for a date before 1970.
///
/// The name of the day is not compared with the date. A year of two digits is read as a year that is at most fifty
/// years after `now`, as the standard requires.
pub(crate) fn read(text: &str, now: UnixTime) -> Option<UnixTime> {
    let (day_name, after) = cut(text, b',');
    let (form, after) = match (day_name.len(), after.len()) {
        (3, 25) => (0, after),
        // The only format without a comma.
        (_, 0) => (2, text.get(3..)?),
        _ => (1, after),
    };
    let mut date = Date::default();
    let form = FORMS.get(form)?;
    let is_date = after.len() == form.len()
        && form
            .bytes()
            .zip(after.bytes())
            .all(|(sign, byte)| date.take(sign, byte));
    if form.len() == 23 {
        date.year = near(date.year, now);
    }
    date.instant().filter(|_| is_date)
}

/// The year that ends with these two digits and that is at most fifty years after `now`.
fn near(digits: u32, now: UnixTime) -> u32 {
    let years = u32::try_from(now.as_secs() / 31_556_952).unwrap_or_default();
    let latest = years.saturating_add(1970 + 50);
    let year = latest.saturating_sub(latest % 100).saturating_add(digits);
    if year > latest {
        year.saturating_sub(100)
    } else {
        year
    }
}
