//! A mistake in a message or in its verification, and the changes that undo the mistake.

use super::address::UrlChange;
use super::attempt::Attempt;
use super::body::Rewrite;
use super::layout::Layout;
use super::method::MethodChange;
use super::secret::SecretReading;
use super::tag::{HashChange, Written};
use super::timing::Timing;

/// One of the usual mistakes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Mistake {
    /// A stable name of the mistake.
    pub name: &'static str,
    /// The part of the message in which the mistake is.
    pub axis: Axis,
    /// What the developer has to do. An [`Explanation`](super::Explanation) of `too-old` or `too-new` adds the
    /// difference between the clocks.
    pub fix: &'static str,
    /// The ways to undo the mistake. The first way that makes the signature match is used.
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

/// The subject of a mistake. Two mistakes of one axis are not combined. Two mistakes of different axes are undone
/// in the order of the variants.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Axis {
    /// The bytes of the body.
    Body,
    /// The URL.
    Url,
    /// The method.
    Method,
    /// The secret, or the key made from it.
    Key,
    /// The unit of the timestamp, and the place of the timestamp in the signed message.
    Time,
    /// The other parts of the signed message, and the format of these parts.
    Message,
    /// The format of the tag.
    Tag,
    /// The hash function of the tag, and the way that the key is used.
    Hash,
    /// The time window.
    Clock,
}

/// One way to undo a mistake.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    Body(Rewrite),
    Url(UrlChange),
    Method(MethodChange),
    Key(SecretReading),
    Time(Timing),
    Message(Layout),
    Tag(Written),
    Hash(HashChange),
}

impl Change {
    /// The attempt without the mistake; `None` if the attempt does not have the mistake.
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        match self {
            Self::Body(rewrite) => Some(attempt.with_body(rewrite.undo(&attempt.body)?)),
            Self::Url(address) => address.undo(attempt),
            Self::Method(method) => method.undo(attempt),
            Self::Key(reading) => reading.undo(attempt),
            Self::Time(timing) => timing.undo(attempt),
            Self::Message(layout) => layout.undo(attempt),
            Self::Tag(written) => written.undo(attempt),
            Self::Hash(digest) => digest.undo(attempt),
        }
    }
}

impl Axis {
    /// The same as `==`, which cannot be used in a const function.
    #[expect(clippy::as_conversions, reason = "`PartialEq` is not const")]
    pub(super) const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}
