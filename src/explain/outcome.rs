//! The results that are not about a part of the message.

use super::change::{Axis, Mistake};

/// The signature matches.
pub(super) const NONE: Mistake = Mistake::new(
    "none",
    Axis::Clock,
    "Nothing to do: the signature matches.",
    &[],
);

pub(super) const TOO_OLD: Mistake = Mistake::new(
    "too-old",
    Axis::Clock,
    "Compare the clocks of both hosts, pass as `now` the time at which the message arrived, or \
     widen the window with `pastSecs`.",
    &[],
);

pub(super) const TOO_NEW: Mistake = Mistake::new(
    "too-new",
    Axis::Clock,
    "Compare the clocks of both hosts, pass as `now` the time at which the message arrived, or \
     widen the window with `futureSecs`.",
    &[],
);
