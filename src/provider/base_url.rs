//! Base URLs that credentials may be sent to.

use alloc::string::String;

use super::path;
use super::profile::BasePath;
use crate::encoding::decimal;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind};

/// Checks a base URL and gives it without a closing slash.
///
/// ```text
/// base-url = ( "https://" host / "http://" loopback ) [ ":" port ] [ path ]
/// loopback = "localhost" / "127." 1*3DIGIT "." 1*3DIGIT "." 1*3DIGIT / "[::1]"
/// ```
pub(super) fn check(url: &str, base_path: BasePath) -> Result<String, Error> {
    if url.is_empty() {
        return Err(refuse(
            "is needed, because this environment's address is not public",
        ));
    }
    let (is_https, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err(refuse("is no https URL")),
    };
    let authority = cut(rest, b'/').0;
    let path = rest.get(authority.len()..).unwrap_or_default();
    let host = host(authority).ok_or_else(|| refuse("has a host or port that is malformed"))?;
    if !is_https && !is_loopback(host) {
        return Err(refuse("is no https URL; http is for loopback only"));
    }
    if !path.is_empty() && path::check(path).ok() != Some(path) {
        return Err(refuse(
            "has a path that can be read in two ways, or a query",
        ));
    }
    let (segment, wanted) = match base_path {
        BasePath::Any => ("", false),
        BasePath::With(segment) => (segment, true),
        BasePath::Without(segment) => (segment, false),
    };
    if !segment.is_empty() && pieces(path, b'/').any(|given| given == segment) != wanted {
        return Err(refuse("is not of this environment, as its path shows"));
    }
    Ok(String::from(url.strip_suffix('/').unwrap_or(url)))
}

/// The host of `host [ ":" port ]`; user information is refused with all other characters.
fn host(authority: &str) -> Option<&str> {
    let host = match authority.strip_prefix("[::1]") {
        Some(_) => "[::1]",
        None => cut(authority, b':').0,
    };
    let port = authority.strip_prefix(host)?;
    if !port.is_empty() && decimal::read(port.strip_prefix(':')?)? > u16::MAX.into() {
        return None;
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    (host == "[::1]" || (!host.is_empty() && host.bytes().all(is_name))).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let Some(rest) = host.strip_prefix("127.") else {
        return matches!(host, "localhost" | "[::1]");
    };
    let mut count = 0_u32;
    for number in pieces(rest, b'.') {
        if number.len() > 3 || decimal::read(number).is_none_or(|number| number > 255) {
            return false;
        }
        count = count.saturating_add(1);
    }
    count == 3
}

#[cold]
#[inline(never)]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::BaseUrl, "baseUrl", detail)
}
