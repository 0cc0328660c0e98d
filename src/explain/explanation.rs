//! A mistake that was found.

use alloc::borrow::Cow;

use super::change::Mistake;
use super::{outcome, span};

/// A mistake that was found, and what to do about it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The stable name of the mistake, one of [`MISTAKES`](super::MISTAKES).
    pub mistake: &'static str,
    /// What to do, in one or two sentences. The text never contains a secret or a computed tag.
    pub fix: Cow<'static, str>,
}

impl Explanation {
    pub(super) fn of(mistake: &'static Mistake) -> Self {
        Self {
            mistake: mistake.name,
            fix: Cow::Borrowed(mistake.fix),
        }
    }

    /// The mistake, with the difference between the clocks.
    pub(super) fn off_by(mistake: &'static Mistake, signed: &str, millis: u64) -> Self {
        let mut fix = [mistake.fix.trim_end_matches('.'), signed].concat();
        span::push(&mut fix, millis);
        fix.push('.');
        Self {
            mistake: mistake.name,
            fix: Cow::Owned(fix),
        }
    }

    pub(super) fn none() -> Self {
        Self::of(&outcome::NONE)
    }
}
