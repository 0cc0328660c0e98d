//! Base URLs that credentials may be sent to.

use alloc::string::String;

use super::path;
use super::profile::{BasePath, Profile, Server, TextPart};
use crate::encoding::decimal;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind};

/// Checks a base URL. Returns it without a trailing slash.
///
/// ```text
/// base-url = ( "https://" host / "http://" loopback ) [ ":" port ] [ path ]
/// loopback = "localhost" / "127." 1*3DIGIT "." 1*3DIGIT "." 1*3DIGIT / "[::1]"
/// ```
///
/// A host that belongs only to another environment of the profile is rejected, and so is a path that belongs
/// to another.
pub(super) fn check(url: &str, profile: &Profile, server: &Server) -> Result<String, Error> {
    if url.is_empty() {
        return Err(refuse(
            "is missing; this environment's address is not public",
        ));
    }
    let parts = UrlParts::of(url).map_err(refuse)?;
    let mut others = profile.servers.iter();
    if !server.has(parts.host) && others.any(|other| other.has(parts.host)) {
        return Err(refuse("is the address of another environment"));
    }
    check_path(parts.path, &server.base_path, server.has(parts.host))?;
    Ok(String::from(url.strip_suffix('/').unwrap_or(url)))
}

/// Checks the URL of a token endpoint that the caller passes.
pub(super) fn check_token_url(url: &str) -> Result<(), Error> {
    let about = |error: Error| error.about("tokenUrl");
    let parts = UrlParts::of(url).map_err(|detail| about(refuse(detail)))?;
    check_path(parts.path, &BasePath::Any, false).map_err(about)
}

/// The parts of a URL that credentials may be sent to.
pub(super) struct UrlParts<'u> {
    pub(super) is_https: bool,
    pub(super) host: &'u str,
    pub(super) path: &'u str,
}

impl<'u> UrlParts<'u> {
    pub(super) fn of(url: &'u str) -> Result<Self, &'static str> {
        let (is_https, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err("is not an https URL"),
        };
        let authority = cut(rest, b'/').0;
        let path = rest.get(authority.len()..).unwrap_or_default();
        let host = host(authority).ok_or("has a malformed host or port")?;
        if !is_https && !is_loopback(host) {
            return Err("is not https; http is allowed for loopback only");
        }
        if !is_read_as_written(host) {
            return Err("has a malformed host or port");
        }
        Ok(Self {
            is_https,
            host,
            path,
        })
    }
}

fn check_path(path: &str, base_path: &BasePath, is_own_host: bool) -> Result<(), Error> {
    let place = path::check(if path.is_empty() { "/" } else { path });
    let Some(place) = place.ok().filter(|place| place.text.len() >= path.len()) else {
        return Err(refuse("has an ambiguous path, or a query"));
    };
    let fits = match base_path {
        BasePath::Any => true,
        // A gateway may have a path before the provider's.
        BasePath::With(segment) if is_own_host => pieces(path, b'/').nth(1) == Some(segment),
        BasePath::With(segment) => pieces(path, b'/').any(|given| given == segment),
        BasePath::Without(segment) => !place.has_like(segment),
    };
    if fits {
        Ok(())
    } else {
        Err(refuse("has the path of another environment"))
    }
}

impl Server {
    /// Whether it is served at `host`, in any case, with or without a trailing dot.
    fn has(&self, host: &str) -> bool {
        let mut host = host;
        while let Some(rest) = host.strip_suffix('.') {
            host = rest;
        }
        let own = self.host();
        is_host(&own, host) || self.hosts.iter().any(|known| is_host(known, host))
    }

    /// The host of its URL. A placeholder begins with a brace.
    fn host(&self) -> String {
        let mut url = String::new();
        for part in self.url.iter().flat_map(|url| &url.parts) {
            match part {
                TextPart::Literal(literal) => url.push_str(literal),
                _ => url.push('{'),
            }
        }
        let rest = url.strip_prefix("https://").unwrap_or_default();
        cut(cut(rest, b'/').0, b':').0.into()
    }
}

/// Whether a host is a known one. A label with a placeholder matches any label.
fn is_host(known: &str, host: &str) -> bool {
    let mut labels = pieces(known, b'.');
    let is_label = |given: &str| {
        let is_known = |label: &str| label.contains('{') || label.eq_ignore_ascii_case(given);
        labels.next().is_some_and(is_known)
    };
    !known.is_empty() && pieces(host, b'.').all(is_label) && labels.next().is_none()
}

/// The host of `host [ ":" port ]`; user information is rejected with all other characters.
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
    let is_host = !host.is_empty() && host.bytes().all(is_name);
    (host == "[::1]" || is_host).then_some(host)
}

/// Whether a host with a number as its last label is four decimal numbers. `fetch` rewrites any other such
/// host (`1` becomes `0.0.0.1`), or rejects it.
fn is_read_as_written(host: &str) -> bool {
    let last = pieces(host.strip_suffix('.').unwrap_or(host), b'.').last();
    let last = last.unwrap_or_default();
    let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let is_number = match hex {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()),
    };
    let is_octet = |number: &str| {
        let is_octal = number.len() > 1 && number.starts_with('0');
        !is_octal && decimal::read(number).is_some_and(|number| number <= 255)
    };
    !is_number || pieces(host, b'.').count() == 4 && pieces(host, b'.').all(is_octet)
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
