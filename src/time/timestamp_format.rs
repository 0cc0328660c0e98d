//! How a scheme writes an instant.

use alloc::string::String;

use super::unix_time::UnixTime;
use crate::encoding::decimal;

/// How a scheme writes an instant.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum TimestampFormat {
    /// `unix`: whole seconds in decimal digits.
    Unix,
    /// `unix_ms`: milliseconds in decimal digits.
    UnixMillis,
}

impl TimestampFormat {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Unix, Self::UnixMillis];

    /// Appends the text of an instant.
    pub fn write(self, now: UnixTime, text: &mut String) {
        decimal::push(
            text,
            now.as_millis()
                .checked_div(self.unit_ms())
                .unwrap_or_default(),
        );
    }

    /// The instant that `text` writes, if [`TimestampFormat::write`] would write it so.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::{TimestampFormat, UnixTime};
    ///
    /// let format = TimestampFormat::Unix;
    /// assert_eq!(format.read("7"), Some(UnixTime::from_secs(7)?));
    /// assert_eq!([format.read("07"), format.read("+7"), format.read("7.0")], [None; 3]);
    /// # Ok::<(), payauth::Error>(())
    /// ```
    #[must_use]
    pub fn read(self, text: &str) -> Option<UnixTime> {
        if text.starts_with('0') && text.len() > 1 {
            return None;
        }
        let millis = decimal::read(text)?.checked_mul(self.unit_ms())?;
        UnixTime::from_millis(millis.try_into().ok()?).ok()
    }

    /// How many digits it has from 2001 to 2286.
    pub(crate) const fn usual_length(self) -> usize {
        match self {
            Self::Unix => 10,
            Self::UnixMillis => 13,
        }
    }

    /// The milliseconds in one step of the format.
    pub(crate) const fn unit_ms(self) -> u64 {
        match self {
            Self::Unix => 1000,
            Self::UnixMillis => 1,
        }
    }
}
