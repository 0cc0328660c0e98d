//! URLs with placeholders that are replaced with public values.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Error;
use crate::definition::Member;
use crate::provider::base_url::UrlParts;
use crate::provider::path;
use crate::provider::profile::{Server, Text, TextPart};
use crate::text::{cut, pieces};

/// Replaces the constants in a text with their values in one environment.
pub(super) fn resolve(text: &Text, server: &Server) -> Text {
    let mut parts = Vec::new();
    for part in &text.parts {
        let constant = match part {
            TextPart::Literal(literal) => literal,
            TextPart::Environment => &server.name,
            TextPart::Variable(name) => {
                let mut all = server.variables.iter();
                match all.find(|(known, _)| known == name) {
                    Some((_, value)) => value,
                    None => continue,
                }
            }
            other => {
                parts.push(other.clone());
                continue;
            }
        };
        match parts.last_mut() {
            Some(TextPart::Literal(literal)) => literal.push_str(constant),
            _ => parts.push(TextPart::Literal(constant.clone())),
        }
    }
    Text { parts }
}

/// Checks a whole URL, and returns its origin. The origin contains the names of placeholders in braces.
///
/// A placeholder may be inside a label of the host, but not inside the last two labels. The last label of a host
/// with a placeholder must not begin with a digit, because a host that ends with a number is an IP address.
pub(super) fn check(
    member: &Member<'_, '_>,
    text: &Text,
    has_query: bool,
) -> Result<String, Error> {
    let (shown, probe) = (render(text, true), render(text, false));
    let parts = UrlParts::of(&probe).map_err(|detail| member.fault(detail))?;
    if parts.has_punycode() {
        return Err(
            member.fault("must not have a part of the host that begins with xn-- (Punycode)")
        );
    }
    if parts.sent() != probe {
        let detail = "must have a host in lower case, and no default port or port with a leading 0";
        return Err(member.fault(detail));
    }
    let place = if parts.path.is_empty() {
        "/"
    } else {
        parts.path
    };
    let checked = path::check(place).map_err(|error| fault(member, &error))?;
    if !has_query && checked.text.len() < place.len() {
        return Err(member.fault("must not have a query"));
    }
    let start = if parts.is_https {
        "https://"
    } else {
        "http://"
    };
    let authority = cut(shown.strip_prefix(start).unwrap_or_default(), b'/').0;
    let host = cut(authority, b':').0;
    let labels: Vec<&str> = pieces(host, b'.').collect();
    if labels.contains(&"") {
        return Err(member.fault(ONE_DOT));
    }
    let has_place = |label: &&str| label.contains('{');
    if labels.iter().any(has_place) {
        let last_two = labels
            .get(labels.len().saturating_sub(2)..)
            .unwrap_or_default();
        let is_number = |label: &&str| label.starts_with(|first: char| first.is_ascii_digit());
        if labels.len() < 3
            || last_two.iter().any(has_place)
            || last_two.last().is_some_and(is_number)
        {
            let detail = "must have a host that ends with two fixed names, as in {shop}.example.com; the last must begin with a letter";
            return Err(member.fault(detail));
        }
    }
    let mut origin = String::from(start);
    origin.push_str(authority);
    Ok(origin)
}

/// Checks a path that will be appended to the base URL.
pub(super) fn check_path(member: &Member<'_, '_>, text: &Text) -> Result<(), Error> {
    path::check(&render(text, false)).map_err(|error| fault(member, &error))?;
    Ok(())
}

/// Reads the name of a host.
pub(super) fn host(member: &Member<'_, '_>) -> Result<String, Error> {
    let host = member.short(256)?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if !host.bytes().all(is_name) {
        return Err(member.fault(
            "must be a host name of ASCII letters, digits, - and ., without https://, port or path",
        ));
    }
    if pieces(&host, b'.').any(str::is_empty) {
        return Err(member.fault(ONE_DOT));
    }
    Ok(host)
}

/// A host with a dot at its end is another text for the same server, so the rules for hosts would not match it. No
/// server has a host with an empty part.
const ONE_DOT: &str =
    "must have a host with one dot between its parts, and no dot at the beginning or the end";

pub(super) fn add(origins: &mut Vec<String>, origin: String) {
    if !origins.contains(&origin) {
        origins.push(origin);
    }
}

/// The host of an https URL. The host contains the names of placeholders in braces. For a path or without a text,
/// the result is empty.
pub(super) fn host_of(text: Option<&Text>) -> String {
    let url = text.map_or_else(String::new, |text| render(text, true));
    let rest = url.strip_prefix("https://").unwrap_or_default();
    cut(cut(rest, b'/').0, b':').0.into()
}

/// The text with the names of its placeholders in braces. If `is_shown` is false, the text with the letter `x`
/// instead of each placeholder.
pub(super) fn render(text: &Text, is_shown: bool) -> String {
    let mut url = String::new();
    for part in &text.parts {
        match part {
            TextPart::Literal(literal) => url.push_str(literal),
            TextPart::Credential(name) if is_shown => {
                for piece in ["{", name, "}"] {
                    url.push_str(piece);
                }
            }
            _ => url.push('x'),
        }
    }
    url
}

fn fault(member: &Member<'_, '_>, error: &Error) -> Error {
    member
        .fault("has a path that is not allowed")
        .with_hint(error.detail())
}
