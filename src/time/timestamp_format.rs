//! The format in which a scheme writes an instant.

use alloc::string::String;

use super::calendar::{self, Date};
use super::http_date;
use super::unix_time::UnixTime;
use crate::encoding::decimal;
use crate::text::cut;

/// The format in which a scheme writes an instant.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum TimestampFormat {
    /// `unix`: whole seconds in decimal digits.
    Unix,
    /// `unix_ms`: milliseconds in decimal digits.
    UnixMillis,
    /// `unix_us`: microseconds in decimal digits.
    UnixMicros,
    /// `unix_fraction`: seconds with a fraction, as in `1709380800.123`.
    UnixFraction,
    /// `iso`: RFC 3339 in whole seconds and UTC, as in `2024-03-02T12:00:00Z`. When a time is read, a fraction and
    /// an offset are accepted, too.
    Iso,
    /// `iso_ms`: RFC 3339 in milliseconds and UTC, as in `2024-03-02T12:00:00.000Z`.
    IsoMillis,
    /// `http_date`: the preferred format of RFC 9110, as in `Sat, 02 Mar 2024 12:00:00 GMT`.
    HttpDate,
}

impl TimestampFormat {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Unix,
        Self::UnixMillis,
        Self::UnixMicros,
        Self::UnixFraction,
        Self::Iso,
        Self::IsoMillis,
        Self::HttpDate,
    ];

    /// Appends an instant in this format.
    pub fn write(self, now: UnixTime, text: &mut String) {
        let millis = now.as_millis();
        match self {
            Self::Unix => decimal::push(text, now.as_secs()),
            Self::UnixMillis => decimal::push(text, millis),
            Self::UnixMicros => decimal::push(text, millis.saturating_mul(1000)),
            Self::UnixFraction => {
                decimal::push(text, now.as_secs());
                text.push('.');
                calendar::push_padded(text, millis % 1000, 3);
            }
            Self::Iso => calendar::write(now, "yyyy-nn-ddThh:mm:ssZ", text),
            Self::IsoMillis => calendar::write(now, "yyyy-nn-ddThh:mm:ss.fffZ", text),
            Self::HttpDate => calendar::write(now, "www, dd bbb yyyy hh:mm:ss GMT", text),
        }
    }

    /// The instant in `text`; `None` if [`TimestampFormat::write`] would not write such a text.
    ///
    /// There are exceptions: `iso` and `iso_ms` both accept a fraction of up to nine digits, or no fraction, and an
    /// offset with or without a colon. `unix_fraction` accepts a fraction of up to nine digits, and `unix_us` any
    /// number of microseconds. `http_date` accepts another name of the day. The second 60 is accepted as a leap
    /// second.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::{TimestampFormat, UnixTime};
    ///
    /// let format = TimestampFormat::Unix;
    /// assert_eq!(format.read("7"), Some(UnixTime::from_secs(7)?));
    /// assert_eq!([format.read("07"), format.read("+7"), format.read("7.0")], [None; 3]);
    /// let iso = TimestampFormat::Iso.read("1970-01-01T01:00:07.5+01:00");
    /// assert_eq!(iso, Some(UnixTime::from_millis(7_500)?));
    /// # Ok::<(), payauth::Error>(())
    /// ```
    #[must_use]
    pub fn read(self, text: &str) -> Option<UnixTime> {
        match self {
            Self::Unix => whole(text)?.checked_mul(1000).and_then(instant),
            Self::UnixMillis => whole(text).and_then(instant),
            Self::UnixMicros => whole(text).and_then(|micros| instant(micros / 1000)),
            Self::UnixFraction => {
                let (secs, digits) = cut(text, b'.');
                let millis = fraction(digits).filter(|_| !digits.is_empty())?;
                instant(whole(secs)?.checked_mul(1000)?.checked_add(millis)?)
            }
            Self::Iso | Self::IsoMillis => iso(text),
            Self::HttpDate => {
                let epoch = UnixTime::from_millis(0).ok()?;
                http_date::read(text, epoch).filter(|_| text.len() == HTTP_DATE)
            }
        }
    }

    /// The number of digits of a time between 2001 and 2286 in this format. `usize::MAX` if the number of digits
    /// varies; `None` for a format whose end is always clear.
    pub(crate) const fn usual_length(self) -> Option<usize> {
        match self {
            Self::Unix => Some(10),
            Self::UnixMillis => Some(13),
            Self::UnixMicros => Some(16),
            Self::UnixFraction => Some(usize::MAX),
            Self::Iso | Self::IsoMillis | Self::HttpDate => None,
        }
    }

    /// The unit of a text in this format, in milliseconds. A text in RFC 3339 contains whole seconds or a fraction.
    pub(crate) fn unit_ms(self, text: &str) -> u64 {
        match self {
            Self::Unix | Self::HttpDate => 1000,
            Self::Iso | Self::IsoMillis if !text.contains('.') => 1000,
            _ => 1,
        }
    }
}

/// The length of the preferred format.
const HTTP_DATE: usize = 29;

fn whole(text: &str) -> Option<u64> {
    decimal::read(text).filter(|_| !text.starts_with('0') || text.len() == 1)
}

fn instant(millis: u64) -> Option<UnixTime> {
    UnixTime::from_millis(millis.try_into().ok()?).ok()
}

/// The milliseconds in the digits of a fraction; 0 for an empty text.
fn fraction(digits: &str) -> Option<u64> {
    let mut millis = 0_u64;
    for place in 0..3 {
        let digit = digits.as_bytes().get(place).unwrap_or(&b'0');
        millis = millis
            .saturating_mul(10)
            .saturating_add(digit.wrapping_sub(b'0').into());
    }
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    (are_digits && digits.len() <= 9).then_some(millis)
}

/// ```text
/// date-time = "2024-03-02T12:00:00" [ "." 1*9DIGIT ] ( "Z" / ( "+" / "-" ) 2DIGIT [ ":" ] 2DIGIT )
/// ```
fn iso(text: &str) -> Option<UnixTime> {
    const FORM: &str = "yyyy-nn-ddThh:mm:ss";
    let (given, rest) = text.split_at_checked(FORM.len())?;
    let mut date = Date::default();
    let is_date = FORM
        .bytes()
        .zip(given.bytes())
        .all(|(sign, byte)| date.take(sign, byte));
    let is_zone = |byte: u8| matches!(byte, b'Z' | b'+' | b'-');
    let (digits, zone) = rest.split_at_checked(rest.bytes().position(is_zone)?)?;
    let millis = match digits.strip_prefix('.') {
        Some("") => return None,
        Some(digits) => fraction(digits)?,
        None => fraction(digits).filter(|_| digits.is_empty())?,
    };
    let at = date
        .instant()
        .filter(|_| is_date)?
        .as_millis()
        .checked_add(millis)?;
    if zone == "Z" {
        return instant(at);
    }
    let (sign, offset) = zone.split_at_checked(1)?;
    let (hours, minutes) = offset.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let minutes = decimal::read(minutes).filter(|number| minutes.len() == 2 && *number < 60)?;
    let hours = decimal::read(hours).filter(|number| *number < 24)?;
    let offset_ms = hours
        .checked_mul(60)?
        .checked_add(minutes)?
        .checked_mul(60_000)?;
    match sign {
        "+" => instant(at.checked_sub(offset_ms)?),
        "-" => instant(at.checked_add(offset_ms)?),
        _ => None,
    }
}
