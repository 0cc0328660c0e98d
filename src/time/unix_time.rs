//! An instant.

use core::time::Duration;

use crate::{Error, ErrorKind};

/// An instant between 1970 and 9999, in milliseconds of Unix time.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
///
/// let now = UnixTime::from_millis(1_709_380_800_999)?;
/// assert_eq!(now.as_secs(), 1_709_380_800);
/// assert!(UnixTime::from_millis(-1).is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnixTime(u64);

impl UnixTime {
    /// The instant `millis` milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Time`] for an instant before 1970 or after 9999.
    pub fn from_millis(millis: i64) -> Result<Self, Error> {
        u64::try_from(millis)
            .ok()
            .filter(|millis| *millis <= MAX_MS)
            .map(Self)
            .ok_or_else(|| {
                Error::new(
                    ErrorKind::Time,
                    "now",
                    "is not between the years 1970 and 9999",
                )
            })
    }

    /// The instant `secs` seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Time`] for an instant before 1970 or after 9999.
    pub fn from_secs(secs: i64) -> Result<Self, Error> {
        Self::from_millis(secs.saturating_mul(1000))
    }

    /// The instant of a JavaScript `Date`. The value of a `Date` is a whole number or NaN.
    #[cfg(any(feature = "wasm-engine", feature = "wasm-explain", feature = "web"))]
    pub(crate) fn from_js(millis: f64) -> Result<Self, Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if !(-EXACT..=EXACT).contains(&millis) {
            return Self::from_millis(i64::MAX);
        }
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            reason = "the number was checked to be in range"
        )]
        Self::from_millis(millis as i64)
    }

    /// The milliseconds since 1970.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The whole seconds since 1970.
    #[must_use]
    pub fn as_secs(self) -> u64 {
        Duration::from_millis(self.0).as_secs()
    }
}

/// The milliseconds of 9999-12-31T23:59:59.999Z.
pub(crate) const MAX_MS: u64 = 253_402_300_799_999;
