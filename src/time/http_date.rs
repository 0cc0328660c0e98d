//! HTTP dates ([RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
//!
//! ```text
//! HTTP-date    = IMF-fixdate / obs-date
//! IMF-fixdate  = "Sun, 06 Nov 1994 08:49:37 GMT"
//! rfc850-date  = "Sunday, 06-Nov-94 08:49:37 GMT"
//! asctime-date = "Sun Nov  6 08:49:37 1994"
//! ```

use crate::UnixTime;
use crate::text::cut;

/// What follows the name of the day in each form. A lower-case letter is a digit of a number, `b` a
/// letter of the month, `_` a blank or a digit of the day; all else stands for itself.
const FORMS: [&str; 3] = [
    " dd bbb yyyy hh:mm:ss GMT",
    " dd-bbb-yy hh:mm:ss GMT",
    " bbb _d hh:mm:ss yyyy",
];

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// The days before each month of a year without leap day, and in such a year.
const BEFORE: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// The days from the year 1 to 1970.
const EPOCH: u32 = 719_162;

/// The instant of a date in any of the three forms; `None` for every other text, and before 1970.
///
/// The name of the day is not compared with the date. A year of two digits is the one within fifty
/// years of `now`, as the standard says.
pub(crate) fn read(text: &str, now: UnixTime) -> Option<UnixTime> {
    let (day_name, after) = cut(text, b',');
    let (form, after) = match (day_name.len(), after.len()) {
        (3, 25) => (0, after),
        // The one form without a comma.
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

#[derive(Default)]
struct Date {
    year: u32,
    /// Three letters, as digits of base 256.
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Date {
    /// Takes a byte for a sign of a form; whether it may stand there.
    fn take(&mut self, sign: u8, byte: u8) -> bool {
        let number = match sign {
            b'y' => &mut self.year,
            b'd' | b'_' => &mut self.day,
            b'h' => &mut self.hour,
            b'm' => &mut self.minute,
            b's' => &mut self.second,
            b'b' => {
                self.month = self.month << 8 | u32::from(byte);
                return true;
            }
            _ => return sign == byte,
        };
        let digit = char::from(byte).to_digit(10);
        *number = number
            .saturating_mul(10)
            .saturating_add(digit.unwrap_or_default());
        digit.is_some() || sign == b'_' && byte == b' '
    }

    /// A leap second is the first of the next minute.
    fn instant(&self) -> Option<UnixTime> {
        let [_, letters @ ..] = self.month.to_be_bytes();
        let month = MONTHS
            .as_bytes()
            .as_chunks()
            .0
            .iter()
            .position(|name| *name == letters)?;
        let is_leap = self.year.is_multiple_of(4) && !self.year.is_multiple_of(100)
            || self.year.is_multiple_of(400);
        let (before, after) = (*BEFORE.get(month)?, *BEFORE.get(month.saturating_add(1))?);
        let longest = after
            .saturating_sub(before)
            .saturating_add(u32::from(month == 1 && is_leap));
        let is_time = self.hour < 24 && self.minute < 60 && self.second < 61;
        if self.day == 0 || self.day > longest || !is_time {
            return None;
        }
        let years = self.year.checked_sub(1)?;
        let leaps = (years / 4)
            .saturating_sub(years / 100)
            .saturating_add(years / 400);
        let days = years
            .saturating_mul(365)
            .saturating_add(leaps)
            .saturating_add(before)
            .saturating_add(u32::from(month > 1 && is_leap))
            .saturating_add(self.day)
            .checked_sub(EPOCH.saturating_add(1))?;
        let of_day = self
            .hour
            .saturating_mul(60)
            .saturating_add(self.minute)
            .saturating_mul(60);
        let secs = i64::from(days).saturating_mul(86_400);
        UnixTime::from_secs(secs.saturating_add(of_day.saturating_add(self.second).into())).ok()
    }
}

/// The year that ends in these two digits and is at most fifty years after `now`.
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
