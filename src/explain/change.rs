//! A mistake, and how it is undone.

use super::address::UrlChange;
use super::attempt::Attempt;
use super::body::Rewrite;
use super::layout::Layout;
use super::secret::SecretReading;
use super::tag::{HashChange, Written};
use super::timing::Timing;

/// One of the usual mistakes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Mistake {
    /// A stable name.
    pub name: &'static str,
    /// The part of the message that it is about.
    pub axis: Axis,
    /// What to do. An [`Explanation`](super::Explanation) of `too-old` or `too-new` adds the difference
    /// of the clocks.
    pub fix: &'static str,
    /// The ways to undo it. The first that matches is used.
    pub(super) changes: &'static [Change],
}

impl Mistake {
    pub(super) const fn new(
        name: &'static str,
        axis: Axis,
        fix: &'static str,
        changes: &'static [Change],
    ) -> Self {
        Self {
            name,
            axis,
            fix,
            changes,
        }
    }
}

/// The subject of a mistake. Two mistakes of one axis are not combined; axes are undone in this order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Axis {
    /// The bytes of the body.
    Body,
    /// The URL.
    Url,
    /// The secret, or the key made from it.
    Key,
    /// The unit of the timestamp, and its place in the signed message.
    Time,
    /// The other parts of the signed message, and their form.
    Message,
    /// The format of the tag.
    Tag,
    /// The hash function and the key of the tag.
    Hash,
    /// The window of time.
    Clock,
}

/// One way to undo a mistake.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    Body(Rewrite),
    Url(UrlChange),
    Key(SecretReading),
    Time(Timing),
    Message(Layout),
    Tag(Written),
    Hash(HashChange),
}

impl Change {
    /// The attempt without the mistake; `None` if there is nothing to undo.
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        match self {
            Self::Body(rewrite) => Some(attempt.with_body(rewrite.undo(&attempt.body)?)),
            Self::Url(address) => address.undo(attempt),
            Self::Key(reading) => reading.undo(attempt),
            Self::Time(timing) => timing.undo(attempt),
            Self::Message(layout) => layout.undo(attempt),
            Self::Tag(written) => written.undo(attempt),
            Self::Hash(digest) => digest.undo(attempt),
        }
    }
}

impl Axis {
    /// `==`, which is not const.
    #[expect(clippy::as_conversions, reason = "`PartialEq` is not const")]
    pub(super) const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}
