//! Base URLs: checks that credentials may be sent to a URL.

use alloc::string::String;

use super::path;
use super::profile::{BasePath, Profile, Text};
use crate::encoding::decimal;
use crate::text::{cut, pieces};
use crate::{Error, ErrorKind};

/// Checks a base URL. Returns the URL as `fetch` sends it, without a slash at its end.
///
/// ```text
/// base-url = ( "https://" host / "http://" loopback ) [ ":" port ] [ path ]
/// loopback = "localhost" / "127." 1*3DIGIT "." 1*3DIGIT "." 1*3DIGIT / "[::1]"
/// ```
///
/// Rejects a host that belongs only to another environment of the profile, and also a path that belongs to another
/// environment.
pub(super) fn check(url: &str, profile: &Profile, place: usize) -> Result<String, Error> {
    if url.is_empty() {
        return Err(refuse(
            "is required: payauth does not know the URL of this environment",
        ));
    }
    let base_path = profile.servers.get(place).map(|server| &server.base_path);
    let mut url = sent(url, profile, place, base_path)?;
    if url.contains('?') {
        return Err(refuse("must not have a query"));
    }
    if url.ends_with('/') {
        url.pop();
    }
    Ok(url)
}

/// Checks the URL of a token endpoint that the caller passes. Returns the URL as `fetch` sends it. If the token URL
/// of the profile is a path below the base URL, the rule for the path of a base URL applies to this URL, too. Like the
/// token URL of a profile, this URL may have a query.
pub(super) fn check_token_url(url: &str, profile: &Profile, place: usize) -> Result<String, Error> {
    let server = profile.servers.get(place);
    let own = profile.token.as_ref().and_then(|call| call.url.get(place));
    let is_below = own.is_some_and(Text::is_path);
    let base_path = server.filter(|_| is_below).map(|server| &server.base_path);
    let base_path = base_path.unwrap_or(&BasePath::Any);
    sent(url, profile, place, Some(base_path)).map_err(|error| error.about("tokenUrl"))
}

/// The URL as `fetch` sends it: with the host in lower case, without a default port, and with `/` instead of an
/// empty path. The host must not match another environment more closely than the environment at `place`.
/// `base_path` is `None` for a URL of the profile, because the path of such a URL was checked when the profile was
/// defined.
pub(super) fn sent(
    url: &str,
    profile: &Profile,
    place: usize,
    base_path: Option<&BasePath>,
) -> Result<String, Error> {
    let parts = UrlParts::of(url).map_err(refuse)?;
    let own = profile.knows(place, parts.host);
    let mut all = 0..profile.servers.len();
    if all.any(|other| profile.knows(other, parts.host) > own) {
        return Err(refuse(
            "is the URL of another environment; check `environment`",
        ));
    }
    if let Some(base_path) = base_path {
        check_path(parts.path, base_path, own.is_some())?;
    }
    let mut url = parts.sent();
    if parts.path.is_empty() {
        url.push('/');
    }
    Ok(url)
}

/// The parts of a URL to which credentials may be sent.
pub(super) struct UrlParts<'u> {
    pub(super) is_https: bool,
    pub(super) host: &'u str,
    /// The port; `None` for the default port.
    port: Option<u64>,
    pub(super) path: &'u str,
}

impl<'u> UrlParts<'u> {
    pub(super) fn of(url: &'u str) -> Result<Self, &'static str> {
        let (is_https, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err("must begin with https://"),
        };
        let authority = cut(rest, b'/').0;
        let path = rest.get(authority.len()..).unwrap_or_default();
        let (host, port) = host(authority)
            .ok_or("must have a host of ASCII letters, digits, - and . (or [::1]); a port is at most 65535")?;
        let is_written = is_read_as_written(host);
        let is_address = |host: &str| {
            host.bytes()
                .all(|byte| byte == b'.' || byte.is_ascii_digit())
        };
        let is_loopback = matches!(host, "localhost" | "[::1]")
            || is_written && host.starts_with("127.") && is_address(host);
        if !is_https && !is_loopback {
            return Err("must begin with https://; http is allowed only for loopback");
        }
        if !is_written {
            return Err("must write an IPv4 address as in 127.0.0.1, without leading zeros");
        }
        let default = if is_https { 443 } else { 80 };
        Ok(Self {
            is_https,
            host,
            port: port.filter(|port| *port != default),
            path,
        })
    }

    /// The URL as `fetch` sends it.
    pub(super) fn sent(&self) -> String {
        let mut url = String::from(if self.is_https { "https://" } else { "http://" });
        url.push_str(&self.host.to_ascii_lowercase());
        if let Some(port) = self.port {
            url.push(':');
            decimal::push(&mut url, port);
        }
        url.push_str(self.path);
        url
    }

    /// Whether a label of the host is in Punycode. This crate cannot check such a label, because it does not have
    /// the tables with which `fetch` rejects many of these labels.
    pub(super) fn has_punycode(&self) -> bool {
        pieces(self.host, b'.').any(|label| {
            let start = label.get(..4);
            start.is_some_and(|start| start.eq_ignore_ascii_case("xn--"))
        })
    }
}

/// Checks the path of a base URL. `is_own_host` is true if the host belongs to the environment.
fn check_path(path: &str, base_path: &BasePath, is_own_host: bool) -> Result<(), Error> {
    let place = path::check(if path.is_empty() { "/" } else { path })
        .map_err(|error| refuse(error.fixed_detail()))?;
    let fits = match base_path {
        BasePath::Any => true,
        // Another host may be a gateway, which may add a path before the provider's path. So the segment may be
        // anywhere.
        BasePath::With(segment) if is_own_host => pieces(place.text, b'/').nth(1) == Some(segment),
        BasePath::With(segment) => pieces(place.text, b'/').any(|given| given == segment),
        BasePath::Without(segment) => !place.has_like(segment),
    };
    let (need, segment) = match base_path {
        BasePath::With(segment) if !fits => ("must have the path segment ", &**segment),
        BasePath::Without(segment) if !fits => ("must not have the path segment ", &**segment),
        _ => return Ok(()),
    };
    Err(refuse("").in_words(&[need, segment, "; check `environment`"]))
}

impl Profile {
    /// The number of characters that `host` shares with a known host of an environment. Only characters outside the
    /// placeholders of the known host are counted. `None` if no known host matches. The case of letters and dots at
    /// the end are ignored.
    fn knows(&self, place: usize, host: &str) -> Option<usize> {
        let mut host = host;
        while let Some(rest) = host.strip_suffix('.') {
            host = rest;
        }
        let hosts = self.servers.get(place)?.hosts.iter();
        hosts.filter_map(|known| likeness(known, host)).max()
    }
}

/// The number of characters that `host` shares with the host `known`; `None` if the two do not match. A placeholder
/// in `known`, such as `{name}`, matches any text inside a label.
fn likeness(known: &str, host: &str) -> Option<usize> {
    let mut labels = pieces(known, b'.');
    let mut count = 0_usize;
    for given in pieces(host, b'.') {
        let label = labels.next()?;
        let start = cut(label, b'{').0;
        let end = pieces(label, b'}').last().filter(|_| start != label);
        let shared = start.len().saturating_add(end.map_or(0, str::len));
        let (first, rest) = given.split_at_checked(start.len())?;
        let last = rest.get(given.len().checked_sub(shared)?..)?;
        let is_like = match end {
            Some(end) => last.eq_ignore_ascii_case(end),
            None => rest.is_empty(),
        };
        if !is_like || !first.eq_ignore_ascii_case(start) {
            return None;
        }
        count = count.saturating_add(shared);
    }
    labels.next().is_none().then_some(count)
}

/// The host and the port of `host [ ":" port ]`. An authority with any other character is rejected, for example
/// with an `@` after a user name.
fn host(authority: &str) -> Option<(&str, Option<u64>)> {
    let host = match authority.strip_prefix("[::1]") {
        Some(_) => "[::1]",
        None => cut(authority, b':').0,
    };
    let port = match authority.strip_prefix(host)? {
        "" => None,
        port => Some(decimal::read(port.strip_prefix(':')?)?),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let is_host = host == "[::1]" || !host.is_empty() && host.bytes().all(is_name);
    (is_host && port.is_none_or(|port| port <= u16::MAX.into())).then_some((host, port))
}

/// Whether `fetch` sends the host as it is written. If the last label is a number, the host must consist of four
/// decimal numbers. `fetch` changes any other such host (`1` becomes `0.0.0.1`) or rejects it.
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

#[cold]
#[inline(never)]
fn refuse(detail: &'static str) -> Error {
    Error::new(ErrorKind::BaseUrl, "baseUrl", detail)
}
