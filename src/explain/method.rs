//! Mistakes of the signed method.

use alloc::borrow::Cow;

use super::attempt::Attempt;
use crate::scheme::{Compiled, Part};

/// A difference between the passed method and the signed method.
#[derive(Clone, Copy, Debug)]
pub(super) enum MethodChange {
    /// This method was signed.
    Other(&'static str),
    /// The method was passed in lower case.
    Upper,
    /// The method was signed in the other case.
    OtherCase,
}

impl MethodChange {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        let is_signed = attempt.scheme.has(&|part, _| part.has(Part::METHOD));
        if attempt.method.is_empty() || !is_signed {
            return None;
        }
        let upper = attempt.method.to_ascii_uppercase();
        let changed = match self {
            Self::Other(method) => method.into(),
            Self::Upper | Self::OtherCase => upper,
        };
        if matches!(self, Self::OtherCase) {
            let scheme = Compiled::clone(&attempt.scheme).with_parts(&mut |(part, _)| {
                if part.has(Part::METHOD) {
                    let is_lower = part.has(Part::LOWER);
                    *part = part.without(Part::LOWER);
                    *part = part.or(if is_lower { Part::END } else { Part::LOWER });
                }
            });
            return Some(Attempt {
                method: Cow::Owned(changed),
                ..attempt.with_scheme(scheme)
            });
        }
        (changed != attempt.method).then(|| Attempt {
            method: Cow::Owned(changed),
            ..attempt.clone()
        })
    }
}
