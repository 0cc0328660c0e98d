//! Public schemes, one file of data each: `definitions/schemes` is the only place of their facts.
//!
//! The first of them are literals too ([`ALL`]); every one is a text that [`compile`] reads
//! ([`DEFINITIONS`]). `docs/catalogue.md` has a table of all, with what each covers, what it leaves open
//! and how sure its facts are.
//!
//! A tolerance holds into the past and into the future, also where the sender's own library looks
//! into the past alone. A scheme without a timestamp has no defence against a message that is sent
//! again but what the receiver remembers.
//!
//! [`compile`]: fn@compile

mod definitions;
mod first;

pub use definitions::DEFINITIONS;
pub use first::*;

use super::{Compiled, Context, Scheme};
use crate::Error;
use crate::encoding::json::Document;

/// The scheme called `name`, if it is a literal.
#[must_use]
pub fn named(name: &str) -> Option<&'static Scheme<'static>> {
    for (given, scheme) in ALL {
        if *given == name {
            return Some(scheme);
        }
    }
    None
}

/// The definition called `name`, as JSON with what is said about it in its member `about`.
#[must_use]
pub fn definition(name: &str) -> Option<&'static str> {
    for (given, text) in DEFINITIONS {
        if *given == name {
            return Some(text);
        }
    }
    None
}

/// The scheme called `name`, ready for use; none where the catalogue has no such scheme.
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
