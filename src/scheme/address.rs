//! Splits a URL into its parts. The texts of the parts are not changed.

use crate::text::cut;
use crate::{Error, ErrorKind};

/// The parts of a URL, or of a path.
#[derive(Default)]
pub(super) struct Address<'a> {
    pub(super) host: &'a str,
    pub(super) path: &'a str,
    /// The query without its question mark; empty if the URL has no query.
    pub(super) query: &'a str,
    /// The path. If the URL has a query, the question mark and the query follow the path.
    pub(super) target: &'a str,
}

impl<'a> Address<'a> {
    /// The parts that a parser of the URL Standard finds. A URL that such a parser could split differently is
    /// rejected. An empty URL has empty parts.
    pub(super) fn of(url: &'a str) -> Result<Self, Error> {
        if url.is_empty() {
            return Ok(Self::default());
        }
        let whole = cut(url, b'#').0;
        let authority = authority(whole);
        let rest = whole
            .get(authority.unwrap_or_default()..)
            .unwrap_or_default();
        let is_end = |byte: u8| matches!(byte, b'/' | b'?');
        let length = rest.bytes().position(is_end).unwrap_or(rest.len());
        let (before, target) = rest.split_at_checked(length).unwrap_or_default();
        let at = before.bytes().rposition(|byte| byte == b'@');
        let host = before
            .get(at.map_or(0, |at| at.saturating_add(1))..)
            .unwrap_or_default();
        let (path, query) = cut(target, b'?');
        let is_begun = match authority {
            Some(_) => !host.is_empty(),
            None => whole.starts_with('/') && !whole.starts_with("//"),
        };
        // A parser of the URL Standard drops or changes these characters.
        let is_odd = |byte: u8| byte <= b' ' || byte == 0x7f;
        let has_backslash = cut(whole, b'?').0.bytes().any(|byte| byte == b'\\');
        if !is_begun || has_backslash || whole.bytes().any(is_odd) {
            return Err(Error::new(ErrorKind::FieldMalformed, "url", FORMS));
        }
        Ok(Self {
            host,
            path: if path.is_empty() { "/" } else { path },
            query,
            target: if target.is_empty() { "/" } else { target },
        })
    }
}

/// The index after `scheme://`; `None` for a text that does not begin with a URL's scheme.
pub(crate) fn authority(url: &str) -> Option<usize> {
    let scheme = cut(url, b':').0;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let is_scheme = scheme
        .bytes()
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_letter)
        && url.get(scheme.len()..)?.starts_with("://");
    is_scheme.then(|| scheme.len().saturating_add(3))
}

const FORMS: &str = "must be a whole URL, or a path that begins with one /, without \\, spaces or control characters";
