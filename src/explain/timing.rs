//! Mistakes in the unit of a timestamp.

use alloc::string::String;

use super::attempt::Attempt;
use super::tag::edit_runs;
use crate::TimestampFormat;
use crate::scheme::{Compiled, Part};

/// A signed timestamp in another unit than the scheme's unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timing {
    /// The scheme's unit.
    pub(super) of: TimestampFormat,
    /// The signed unit.
    pub(super) signed: TimestampFormat,
    /// Whether the time in the message differs from the time in the header.
    pub(super) differs: bool,
}

impl Timing {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        if attempt.scheme.timestamp != Some(self.of) {
            return None;
        }
        let mut scheme = Compiled::clone(&attempt.scheme);
        scheme.timestamp = Some(self.signed);
        let changed = attempt.with_scheme(scheme);
        if !self.differs {
            return Some(changed);
        }
        changed.with_field(Part::TIMESTAMP, |value| {
            edit_runs(
                value,
                |byte| byte.is_ascii_digit(),
                |digits| self.convert(digits),
            )
        })
    }

    /// The timestamp `digits`, converted to the signed unit.
    fn convert(self, digits: &str) -> Option<String> {
        match (self.signed, digits.len()) {
            (TimestampFormat::Unix, MILLIS) => digits.get(..SECS).map(String::from),
            (TimestampFormat::UnixMillis, SECS) => Some([digits, "000"].concat()),
            _ => None,
        }
    }
}

/// The numbers of digits of a time between the years 2001 and 2286, in seconds and in milliseconds.
const SECS: usize = 10;
const MILLIS: usize = 13;
