//! Splits a URL into its parts. The texts of the parts are not changed.

use crate::text::{cut, position};

/// The parts of a URL, or of a path.
pub(super) struct Address<'a> {
    pub(super) host: &'a str,
    pub(super) path: &'a str,
    /// The query without its question mark; empty if the URL has no query.
    pub(super) query: &'a str,
    /// The path. If the URL has a query, the question mark and the query follow the path.
    pub(super) target: &'a str,
}

impl<'a> Address<'a> {
    pub(super) fn of(url: &'a str) -> Self {
        let whole = cut(url, b'#').0;
        let start = position(whole, "://").map_or(0, |place| place.saturating_add(3));
        let rest = whole.get(start..).unwrap_or_default();
        let is_end = |byte: u8| matches!(byte, b'/' | b'?');
        let length = rest.bytes().position(is_end).unwrap_or(rest.len());
        let (authority, target) = rest.split_at_checked(length).unwrap_or_default();
        let (before, after) = cut(authority, b'@');
        let host = if after.is_empty() { before } else { after };
        let (path, query) = cut(target, b'?');
        Self {
            host,
            path: if path.is_empty() { "/" } else { path },
            query,
            target: if target.is_empty() { "/" } else { target },
        }
    }
}
