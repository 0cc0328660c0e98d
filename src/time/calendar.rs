//! Dates of the Gregorian calendar, in UTC.

use alloc::string::String;

use crate::UnixTime;
use crate::encoding::decimal;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// The names of the days of the week, beginning with the day of 1970-01-01, which was a Thursday.
const DAYS: &str = "ThuFriSatSunMonTueWed";

/// The number of days before each month, and in the whole year, without a leap day.
const BEFORE: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// The number of days from the year 1 to 1970.
const EPOCH: u32 = 719_162;

/// A date and a time of day, which are read digit by digit.
#[derive(Default)]
pub(super) struct Date {
    pub(super) year: u32,
    /// The first three letters of the month's name, as the digits of a number in base 256.
    letters: u32,
    /// The number of the month, if the format has an `n`.
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Date {
    /// Reads one byte of a date. `sign` is the character at the same place of the format. Returns false if the byte
    /// does not match `sign`.
    ///
    /// In a format, `y`, `n`, `d`, `h`, `m` and `s` are digits of the year, the month, the day, the hour, the minute
    /// and the second. `b` is a letter of the month's name. `_` is a space or a digit of the day. Every other
    /// character of a format matches only itself.
    pub(super) fn take(&mut self, sign: u8, byte: u8) -> bool {
        let number = match sign {
            b'y' => &mut self.year,
            b'd' | b'_' => &mut self.day,
            b'h' => &mut self.hour,
            b'm' => &mut self.minute,
            b's' => &mut self.second,
            b'n' => &mut self.month,
            b'b' => {
                self.letters = self.letters << 8 | u32::from(byte);
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

    /// The instant of this date. A leap second counts as the first second of the next minute.
    pub(super) fn instant(&self) -> Option<UnixTime> {
        let letters = self.letters.to_be_bytes();
        let is_named = |name: &[u8; 3]| letters.get(1..) == Some(name.as_slice());
        let month = match self.month.checked_sub(1) {
            Some(month) => usize::try_from(month).ok()?,
            None => MONTHS.as_bytes().as_chunks().0.iter().position(is_named)?,
        };
        let is_leap = is_leap(self.year);
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

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

/// Appends an instant in a format of [`Date::take`]. In the format, `w` is also allowed for a letter of the day's
/// name, and `f` for a digit of the milliseconds.
pub(super) fn write(at: UnixTime, form: &str, text: &mut String) {
    let days = at.as_secs() / 86_400;
    let (mut year, mut rest) = (1970_u32, u32::try_from(days).unwrap_or_default());
    loop {
        let length = 365_u32.saturating_add(is_leap(year).into());
        if rest < length {
            break;
        }
        rest = rest.saturating_sub(length);
        year = year.saturating_add(1);
    }
    let mut month = 0_usize;
    let leap_day = |month: usize| u32::from(month > 1 && is_leap(year));
    let before = |month: usize| {
        let days = BEFORE.get(month).copied().unwrap_or_default();
        days.saturating_add(leap_day(month))
    };
    while month < 11 && before(month.saturating_add(1)) <= rest {
        month = month.saturating_add(1);
    }
    let day = rest.saturating_sub(before(month)).saturating_add(1);
    let names = [
        name(MONTHS, month),
        name(DAYS, usize::try_from(days % 7).unwrap_or_default()),
    ];
    let of_day = at.as_secs() % 86_400;
    let mut signs = form;
    while let Some(sign) = signs.bytes().next() {
        let length = signs.bytes().take_while(|byte| *byte == sign).count();
        let number = match sign {
            b'y' => year.into(),
            b'n' => u64::try_from(month).unwrap_or_default().saturating_add(1),
            b'd' => day.into(),
            b'h' => of_day / 3600,
            b'm' => of_day / 60 % 60,
            b's' => of_day % 60,
            b'f' => at.as_millis() % 1000,
            _ => {
                let [month, day] = names;
                text.push_str(match sign {
                    b'b' => month,
                    b'w' => day,
                    _ => signs.get(..length).unwrap_or_default(),
                });
                signs = signs.get(length..).unwrap_or_default();
                continue;
            }
        };
        push_padded(text, number, length);
        signs = signs.get(length..).unwrap_or_default();
    }
}

fn name(names: &'static str, place: usize) -> &'static str {
    let start = place.saturating_mul(3);
    names
        .get(start..start.saturating_add(3))
        .unwrap_or_default()
}

/// Appends a number with zeros before it, until it has `length` digits.
pub(super) fn push_padded(text: &mut String, number: u64, length: usize) {
    let mut digits = String::new();
    decimal::push(&mut digits, number);
    for _ in digits.len()..length {
        text.push('0');
    }
    text.push_str(&digits);
}
