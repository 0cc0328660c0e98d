//! Paths that every server reads in the same way.
//!
//! Servers change a path in different ways before they choose an endpoint for it. They decode it one or more times,
//! merge slashes, resolve dot segments, cut parameters at a `;`, and treat `\` as `/`. They drop dots and spaces at
//! the end of a segment, drop segments in parentheses, ignore case, and normalise Unicode. So a path is rejected if
//! one of these changes would turn it into another path. [`PathPlace::is_like`] finds the listed endpoints that a
//! server could still confuse with a path.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::hex;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind, grammar};

mod character;

use character::is_apart;

/// The maximum length of a path together with its query, in bytes.
pub(super) const MAX_PATH: usize = 8 * 1024;

/// A path that was checked.
pub(super) struct PathPlace<'a> {
    /// The path without its query, unchanged.
    pub(super) text: &'a str,
    /// The path as the most lenient server reads it, with a `/` before each segment. The case of ASCII letters is
    /// unchanged.
    folded: String,
    /// The length of `folded` without the suffix that some servers drop.
    kept: usize,
    /// Whether the path contains an encoded `?` or `#`. Some servers end the path at such a character.
    pub(super) is_cut: bool,
}

/// Checks `path`, which may contain a query.
///
/// ```text
/// path  = 1*( "/" 1*pchar ) [ "/" ] [ "?" query ]      RFC 3986, 3.3, without empty segments
/// query = 1*( pchar / "/" / "?" )                      RFC 3986, 3.4, without "'" and not empty
/// ```
///
/// A `'` in a query and an empty query are rejected, because `fetch` sends a `'` as `%27`, and some hosts drop an
/// empty query. So the query that is sent is the query that is signed. In the path before the query, percent-encoded
/// unreserved characters are rejected, too. A segment is also rejected if [`fold`] rejects its decoded text.
pub(super) fn check(path: &str) -> Result<PathPlace<'_>, Error> {
    let (text, query) = cut(path, b'?');
    check_query(path, query)?;
    if !text.starts_with('/') {
        return Err(refuse("must begin with /"));
    }
    let mut folded = String::with_capacity(text.len());
    let mut inside = "/";
    for segment in pieces(text, b'/').skip(1) {
        if inside.is_empty() {
            return Err(refuse("has an empty segment (//)"));
        }
        inside = segment;
        if segment.bytes().all(is_plain) {
            fold_plain(segment, &mut folded)?;
        } else {
            fold(&decode(segment)?, &mut folded).map_err(refuse)?;
        }
    }
    let length = cut(&folded, b'?').0.len();
    let is_cut = length < folded.len();
    folded.truncate(length);
    let kept = without_suffix(&folded).len();
    Ok(PathPlace {
        text,
        folded,
        kept,
        is_cut,
    })
}

/// Checks the query of `path`. The part before the query must be checked, too.
pub(super) fn check_query(path: &str, query: &str) -> Result<(), Error> {
    if path.len() > MAX_PATH {
        return Err(too_long());
    }
    if query.is_empty() && path.ends_with('?') {
        return Err(refuse("has a ? with nothing after it; leave the ? out"));
    }
    let mut bytes = query.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\'' => return Err(refuse("has a ' in its query; write %27")),
            b'%' => drop(escaped(&mut bytes)?),
            b'/' | b'?' => {}
            _ if grammar::is_pchar(byte) => {}
            _ => return Err(refuse(ENCODE)),
        }
    }
    Ok(())
}

impl PathPlace<'_> {
    /// Whether a server may confuse this path with `known`, the folded path of a listed endpoint.
    pub(super) fn is_like(&self, known: &str) -> bool {
        is_like(&self.folded, known) || is_like(self.short(), known)
    }

    /// Whether a server may confuse a segment of this path with `wanted`.
    pub(super) fn has_like(&self, wanted: &str) -> bool {
        pieces(self.short(), b'/').any(|segment| is_like_segment(segment, wanted))
    }

    /// The folded path without the suffix that some servers drop.
    fn short(&self) -> &str {
        self.folded.get(..self.kept).unwrap_or_default()
    }
}

/// Whether a server may confuse two folded paths.
pub(super) fn is_like(path: &str, known: &str) -> bool {
    let mut left = pieces(unclosed(path), b'/');
    for wanted in pieces(unclosed(known), b'/') {
        let Some(segment) = left.next() else {
            return false;
        };
        match wanted {
            REST => return true,
            ANY => {}
            _ if !is_like_segment(segment, wanted) => return false,
            _ => {}
        }
    }
    left.next().is_none()
}

/// Whether a path is equal to `prefix`, or is `prefix` with more segments after it.
pub(super) fn is_under(path: &str, prefix: &str) -> bool {
    let rest = path.strip_prefix(prefix);
    rest.is_some_and(|rest| prefix.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
}

/// Whether the text of a path matches the path of an endpoint. In the path of an endpoint, `{x}` matches one
/// segment, and a `*` at the end matches one or more segments.
pub(super) fn matches(path: &str, pattern: &str) -> bool {
    let (mut path, mut pattern) = (path, pattern);
    loop {
        let (segment, left) = cut(path, b'/');
        let (wanted, wanted_left) = cut(pattern, b'/');
        let is_last = [segment.len() == path.len(), wanted.len() == pattern.len()];
        if wanted == REST && is_last[1] {
            return !path.is_empty();
        }
        let fits = if is_place(wanted) {
            !segment.is_empty()
        } else {
            segment == wanted
        };
        if !fits || is_last[0] != is_last[1] {
            return false;
        }
        if is_last[0] {
            return true;
        }
        (path, pattern) = (left, wanted_left);
    }
}

/// Whether a segment of an endpoint's path is a placeholder such as `{x}`, which matches any segment.
pub(super) fn is_place(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}

/// Checks the path of an endpoint. Returns the path as the most lenient server reads it.
pub(super) fn fold_pattern(pattern: &str) -> Result<String, Error> {
    let mut probe = String::new();
    let mut last = "";
    for segment in pieces(pattern, b'/').skip(1) {
        if last == REST {
            return Err(refuse("cannot have a segment after *"));
        }
        last = segment;
        let name = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        probe.push('/');
        match name {
            Some(name) if !name.is_empty() && name.bytes().all(is_letter) => probe.push('x'),
            Some(_) => {
                return Err(refuse(
                    "must have a name of letters, digits and _ in each placeholder",
                ));
            }
            None if segment == REST => probe.push('x'),
            None if segment.contains('*') => {
                return Err(refuse("must not have other characters next to *"));
            }
            None => probe.push_str(segment),
        }
    }
    let place = check(&probe)?;
    if place.text.len() < probe.len() {
        return Err(refuse("must not have a query"));
    }
    let mut folded = String::new();
    let mut plain = pieces(place.short(), b'/').skip(1);
    for segment in pieces(pattern, b'/').skip(1) {
        let own = if segment.is_empty() {
            continue;
        } else {
            plain.next().unwrap_or_default()
        };
        folded.push('/');
        folded.push_str(if is_place(segment) {
            ANY
        } else if segment == REST {
            REST
        } else {
            own
        });
    }
    Ok(folded)
}

/// In the path of an endpoint, this matches one or more segments.
const REST: &str = "*";
/// In a folded path, this matches any segment.
const ANY: &str = "{}";

/// Whether a server may confuse two segments. A non-ASCII character may become any letters when a server changes
/// its case, normalises it, or drops its accents.
fn is_like_segment(segment: &str, wanted: &str) -> bool {
    !segment.is_ascii() || segment.eq_ignore_ascii_case(wanted)
}

/// The path without a trailing slash.
fn unclosed(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

/// The decoded text of a segment.
#[inline(never)]
fn decode(segment: &str) -> Result<String, Error> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => match escaped(&mut bytes)? {
                byte if grammar::is_unreserved(byte) => {
                    return Err(refuse(
                        "has a percent-encoded letter, digit, - . _ or ~; write the plain character",
                    ));
                }
                byte => byte,
            },
            _ if grammar::is_pchar(byte) => byte,
            b'{' | b'}' => {
                return Err(refuse(
                    "has a { or }; replace placeholders by values (`params` does this for `path`)",
                ));
            }
            _ => return Err(refuse(ENCODE)),
        });
    }
    String::from_utf8(decoded).map_err(|_| refuse("has percent-encoded bytes that are not UTF-8"))
}

/// The byte that the two hex digits after a `%` encode.
fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Result<u8, Error> {
    let digits = bytes.next().zip(bytes.next());
    digits
        .and_then(|(high, low)| hex::byte([high, low]))
        .ok_or_else(|| refuse("must have two hex digits after each %"))
}

/// Whether every server reads a byte unchanged, except for the case of letters.
fn is_plain(byte: u8) -> bool {
    grammar::is_pchar(byte) && !matches!(byte, b';' | b'+')
}

/// Appends a segment that consists only of plain characters.
fn fold_plain(segment: &str, folded: &mut String) -> Result<(), Error> {
    if segment.is_empty() {
        return Ok(());
    }
    folded.push('/');
    folded.push_str(segment);
    trim(folded);
    if folded.ends_with('/') {
        return Err(refuse(if segment.len() > 2 { BLANK } else { DOTS }));
    }
    check_parentheses(folded).map_err(refuse)
}

/// Appends a decoded segment. If the segment contains a `?` or `#`, appends only the text before that character,
/// and then a `?`: a server that decodes twice ends the path there.
///
/// Rejects a character that a server could treat as a part of the path's syntax. Also rejects a segment that
/// consists only of dots and spaces, because a server may drop such a segment.
#[inline(never)]
pub(super) fn fold(text: &str, folded: &mut String) -> Result<(), &'static str> {
    folded.push('/');
    let start = folded.len();
    let mut is_open = true;
    for character in text.chars() {
        if matches!(character, '/' | '\\' | ';' | '%') {
            return Err(
                "has / \\ ; or % in a segment, plain or encoded, which servers read differently",
            );
        }
        if character.is_control() {
            return Err("has a control character, plain or encoded");
        }
        if !character.is_ascii() && !is_apart(character) {
            return Err("has a non-ASCII character that servers may turn into ASCII, or drop");
        }
        is_open = is_open && !ends(character);
        let is_first_blank = folded.len() == start && is_blank(character);
        if is_open && !is_first_blank {
            folded.push(character);
        }
    }
    trim(folded);
    if folded.len() == start && !text.chars().next().is_some_and(ends) {
        return Err(if matches!(text, "." | "..") {
            DOTS
        } else {
            BLANK
        });
    }
    check_parentheses(folded)?;
    if !is_open {
        folded.push('?');
    }
    Ok(())
}

fn ends(character: char) -> bool {
    matches!(character, '?' | '#')
}

/// Whether a character is a space, or a `+`. Some servers decode a `+` to a space, as in a form.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '+')
}

/// Rejects a path whose last segment is in parentheses: ASP.NET reads such a segment as a session id, and drops it.
#[inline(never)]
fn check_parentheses(folded: &str) -> Result<(), &'static str> {
    if folded.ends_with(')')
        && pieces(folded, b'/')
            .last()
            .is_some_and(|last| last.starts_with('('))
    {
        return Err("has a segment in parentheses, which some servers drop");
    }
    Ok(())
}

/// Removes the characters at the end of a segment that some servers drop.
#[inline(never)]
fn trim(folded: &mut String) {
    while folded
        .chars()
        .next_back()
        .is_some_and(|last| last == '.' || is_blank(last))
    {
        folded.pop();
    }
}

/// The path without a trailing slash, and without the suffix after a dot in its last segment: some frameworks
/// serve `/refund` as `/refund.json` too. If the last segment is only a suffix, the segment before it is the last.
fn without_suffix(folded: &str) -> &str {
    let mut kept = unclosed(folded);
    loop {
        let start = kept.bytes().rposition(|byte| byte == b'/');
        let (before, last) = kept
            .split_at_checked(start.unwrap_or_default())
            .unwrap_or_default();
        let end = before.len().saturating_add(cut(last, b'.').0.len());
        kept = kept.get(..end).unwrap_or_default();
        kept = kept.trim_end_matches(|last| last == '.' || is_blank(last));
        match kept.strip_suffix('/') {
            Some(shorter) => kept = shorter,
            None => return kept,
        }
    }
}

#[cold]
pub(super) fn too_long() -> Error {
    Error::new(ErrorKind::TooLarge, "path", "exceeds 8 KiB with its query")
}

const ENCODE: &str = "must percent-encode all except ASCII letters, digits and -._~!$&'()*+,;=:@/?";
const DOTS: &str = "has the segment `.` or `..`";
const BLANK: &str = "has a segment of only dots, spaces or +";

#[cold]
#[inline(never)]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::Path, "path", detail)
}
