//! Mistakes in the unit and the format of a timestamp.

use alloc::string::String;

use super::attempt::Attempt;
use super::tag::edit_runs;
use crate::TimestampFormat;
use crate::scheme::{Compiled, Part};

/// A time other than the scheme's.
#[derive(Clone, Copy, Debug)]
pub(super) enum Timing {
    /// In another unit.
    Unit {
        /// The scheme's unit.
        of: TimestampFormat,
        /// The signed unit.
        signed: TimestampFormat,
        /// Whether the time in the message differs from the time in the header.
        differs: bool,
    },
    /// In any format.
    Format,
}

impl Timing {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        let mut scheme = Compiled::clone(&attempt.scheme);
        let Self::Unit {
            of,
            signed,
            differs,
        } = self
        else {
            return scheme.read_any_time().then(|| attempt.with_scheme(scheme));
        };
        if scheme.timestamp != Some(of) {
            return None;
        }
        scheme.timestamp = Some(signed);
        let changed = attempt.with_scheme(scheme);
        if !differs {
            return Some(changed);
        }
        changed.with_field(Part::TIMESTAMP, &|value| {
            edit_runs(
                value,
                |byte| byte.is_ascii_digit(),
                |digits| convert(digits, signed),
            )
        })
    }
}

/// The timestamp `digits`, converted to the signed unit.
fn convert(digits: &str, signed: TimestampFormat) -> Option<String> {
    match (signed, digits.len()) {
        (TimestampFormat::Unix, MILLIS) => digits.get(..SECS).map(String::from),
        (TimestampFormat::UnixMillis, SECS) => Some([digits, "000"].concat()),
        _ => None,
    }
}

/// The numbers of digits of a time between the years 2001 and 2286, in seconds and in milliseconds.
const SECS: usize = 10;
const MILLIS: usize = 13;
