//! Public schemes. Each scheme is a file in `definitions/schemes`. All other texts with facts about the scheme are
//! generated from this file.
//!
//! Every scheme is a text in [`DEFINITIONS`], which [`compile`] reads. The oldest schemes are also literals in
//! [`ALL`]. `docs/catalogue.md` has a table of all schemes: it shows what each scheme covers, what the scheme
//! leaves open, and how certain its facts are.
//!
//! A tolerance applies to the past and to the future, even if the sender's own library checks only the past. If a
//! scheme has no timestamp, payauth cannot detect a message that is sent again: the receiver must remember the
//! replay key of each message.
//!
//! [`compile`]: fn@compile

mod definitions;
mod first;

pub use definitions::DEFINITIONS;
pub(crate) use definitions::NAMES;
pub use first::*;

use super::{Compiled, Context, Scheme};
use crate::Error;
use crate::encoding::json::Document;

/// The scheme named `name`, if the scheme is a literal.
#[must_use]
pub fn named(name: &str) -> Option<&'static Scheme<'static>> {
    for (given, scheme) in ALL {
        if *given == name {
            return Some(scheme);
        }
    }
    None
}

/// The definition named `name`, as JSON. Its member `about` describes the scheme.
#[must_use]
pub fn definition(name: &str) -> Option<&'static str> {
    for (given, text) in DEFINITIONS {
        if *given == name {
            return Some(text);
        }
    }
    None
}

/// The scheme named `name`, ready for use; `None` if the catalogue has no such scheme.
///
/// # Examples
///
/// ```
/// use payauth::scheme::catalog;
///
/// let zoom = catalog::compile("zoom").unwrap()?;
/// assert_eq!(zoom.tolerance_secs(), 300);
/// assert!(catalog::compile("zom").is_none());
/// # Ok::<(), payauth::Error>(())
/// ```
#[must_use]
pub fn compile(name: &str) -> Option<Result<Compiled, Error>> {
    let text = definition(name)?;
    let read = |document: Document<'_>| {
        let context = Context {
            name,
            is_about: true,
            ..Context::default()
        };
        Compiled::read_definition(document.root(), context)
    };
    Some(Document::read(text).and_then(read))
}
