//! A JSON document that was read.

use alloc::vec::Vec;
use core::fmt;

use super::kind::Kind;

/// A document that was read.
///
/// # Examples
///
/// ```
/// use payauth::encoding::json::{Document, Kind};
///
/// let answer = r#"{"data": {"access_token": "…", "expires_in": 7200}}"#;
/// let document = Document::read(answer)?;
/// let life = document.root().at("data.expires_in").unwrap();
/// assert_eq!((life.kind(), life.raw()), (Kind::Number, "7200"));
/// assert!(Document::read(r#"{"a": 1, "a": 2}"#).is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
pub struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: Vec<Node>,
}

impl<'a> Document<'a> {
    pub(super) fn node(&self, place: usize) -> Node {
        self.nodes.get(place).copied().unwrap_or_default()
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }
}

/// Shows only the length of the document, because the document may contain a token.
impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes)", self.text.len())
    }
}

/// A value of the document, or the name of a member. The name of a member is directly before its value.
#[derive(Clone, Copy, Default)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The index of the first node after this value and its contents.
    pub(super) next: usize,
}
