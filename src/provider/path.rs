//! Paths that can be read in one way only.

use alloc::vec::Vec;

use crate::encoding::hex;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind, grammar};

/// The longest path with its query.
const LONGEST: usize = 8 * 1024;

/// Checks `path`, which may carry a query, and gives its part before the query.
///
/// ```text
/// path  = 1*( "/" 1*pchar ) [ "/" ] [ "?" query ]      RFC 3986, 3.3, without empty segments
/// query = *( pchar / "/" / "?" )                       RFC 3986, 3.4
/// ```
///
/// Refused as well, before the query: dot segments and percent-encoded unreserved characters, which
/// servers and proxies rewrite, so that a path that was looked up is the path that is served.
pub(super) fn check(path: &str) -> Result<&str, Error> {
    let (place, query) = cut(path, b'?');
    check_query(path, query)?;
    if !path.starts_with('/') {
        return Err(refuse("does not start with /"));
    }
    check_characters(place, false)?;
    let mut inside = "/";
    for segment in pieces(place, b'/').skip(1) {
        if inside.is_empty() {
            return Err(refuse("has an empty segment"));
        }
        if matches!(segment, "." | "..") {
            return Err(refuse("has a dot segment"));
        }
        inside = segment;
    }
    Ok(place)
}

/// Checks the query of a path whose part before it is known.
pub(super) fn check_query(path: &str, query: &str) -> Result<(), Error> {
    if path.len() > LONGEST {
        return Err(Error::new(
            ErrorKind::TooLarge,
            "path",
            "is longer than 8 KiB",
        ));
    }
    check_characters(query, true)
}

fn check_characters(text: &str, is_query: bool) -> Result<(), Error> {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let digits = bytes.next().zip(bytes.next());
                match digits.and_then(|(high, low)| hex::byte([high, low])) {
                    None => return Err(refuse("has a % without two hex digits")),
                    Some(byte) if !is_query && grammar::is_unreserved(byte) => {
                        return Err(refuse("percent-encodes a character that needs no encoding"));
                    }
                    Some(_) => {}
                }
            }
            b'/' => {}
            b'?' if is_query => {}
            _ if grammar::is_pchar(byte) => {}
            _ => return Err(refuse("has a character that a URI must percent-encode")),
        }
    }
    Ok(())
}

/// Whether two paths are the same to a server that ignores case, a closing slash, segment
/// parameters or escapes.
pub(super) fn alike(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

fn folded(path: &str) -> Vec<u8> {
    let mut folded = Vec::new();
    let mut bytes = path.bytes();
    let mut in_parameters = false;
    while let Some(byte) = bytes.next() {
        let plain = match byte {
            b'%' => {
                let digits = bytes.next().zip(bytes.next());
                digits
                    .and_then(|(high, low)| hex::byte([high, low]))
                    .unwrap_or(byte)
            }
            _ => byte,
        };
        match plain.to_ascii_lowercase() {
            b'/' | b'\\' => {
                in_parameters = false;
                folded.push(b'/');
            }
            b';' => in_parameters = true,
            plain if !in_parameters => folded.push(plain),
            _ => {}
        }
    }
    while folded.last() == Some(&b'/') {
        folded.pop();
    }
    folded
}

#[cold]
#[inline(never)]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::Path, "path", detail)
}
