//! Reads the servers of the API.

use alloc::string::String;
use alloc::vec::Vec;
use core::slice;

use super::names::{self, DefinedNames};
use super::texts::{self, Use};
use super::url::{self, resolve};
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::{BasePath, Profile, Server};
use crate::{Error, grammar};

/// Reads everything except the URLs. A URL may contain placeholders for credentials, but the credentials are read
/// after the servers. So [`read_urls`] reads the URLs later.
pub(super) fn read(member: &Member<'_, '_>, servers: &mut Vec<Server>) -> Result<(), Error> {
    member.each(16, &mut |name, member| {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let is_first = |first: char| first.is_ascii_lowercase();
        if name.len() > 32 || !name.starts_with(is_first) || !name.bytes().all(is_name) {
            let detail =
                "must have a name of 1 to 32 letters, digits, _ and - that begins with a lower-case letter";
            return Err(member.fault(detail));
        }
        servers.push(Server {
            name: name.into(),
            ..Server::NOWHERE
        });
        match servers.last_mut() {
            Some(server) if member.value.kind() == Kind::Object => read_server(member, server),
            _ if member.value.kind() == Kind::String => Ok(()),
            _ => Err(member.wrong("must be a URL or an object")),
        }
    })?;
    if servers.is_empty() {
        return Err(member.wrong("must have at least one server"));
    }
    Ok(())
}

fn read_server(member: &Member<'_, '_>, server: &mut Server) -> Result<(), Error> {
    member.only(&["url", "variables", "hosts", "pathHas", "pathLacks"])?;
    if let Some(variables) = member.get("variables") {
        variables.each(8, &mut |name, member| {
            names::check(name, member)?;
            if matches!(name, "token" | "environment") {
                return Err(member.fault("has a reserved name; choose another name"));
            }
            server.variables.push((name.into(), member.text()?));
            Ok(())
        })?;
    }
    if let Some(hosts) = member.get("hosts") {
        hosts.items(8, &mut |item| {
            server.hosts.push(url::host(item)?);
            Ok(())
        })?;
    }
    server.base_path = match (member.get("pathHas"), member.get("pathLacks")) {
        (Some(_), Some(lacks)) => return Err(lacks.fault("cannot be combined with `pathHas`")),
        (Some(has), None) => BasePath::With(segment(&has)?),
        (None, Some(lacks)) => BasePath::Without(segment(&lacks)?),
        (None, None) => BasePath::Any,
    };
    Ok(())
}

fn segment(member: &Member<'_, '_>) -> Result<String, Error> {
    let segment = member.short(256)?;
    if !segment.bytes().all(grammar::is_unreserved) {
        return Err(member.fault("must be a path segment of letters, digits and -._~"));
    }
    Ok(segment)
}

/// Reads the URLs of the servers, after the credentials were read.
pub(super) fn read_urls(member: &Member<'_, '_>, profile: &mut Profile) -> Result<(), Error> {
    let Profile {
        servers,
        credentials,
        origins,
        ..
    } = profile;
    let mut left = servers.iter_mut();
    member.each(16, &mut |_, member| {
        let (Some(server), text) = (left.next(), member.get("url")) else {
            return Ok(());
        };
        let member = match &text {
            Some(url) => url,
            None if member.value.kind() == Kind::String => member,
            None => return Ok(()),
        };
        let is_variable = |name: &str| server.variables.iter().any(|(known, _)| known == name);
        if let Some(known) = credentials.iter().find(|known| is_variable(&known.name)) {
            let start = "needs different names in `variables` and `credentials`, but both have `";
            return Err(member.fault("").in_words(&[start, &known.name, "`"]));
        }
        let names = DefinedNames {
            scheme: None,
            credentials,
            servers: slice::from_ref(server),
            has_token: false,
        };
        let text = resolve(&texts::read(member, &names, Use::Url)?, server);
        url::add(origins, url::check(member, &text, false)?);
        server.url = Some(text);
        Ok(())
    })
}

/// Adds the hosts of the URLs to the hosts that the definition lists.
pub(super) fn add_hosts(profile: &mut Profile) {
    for (place, server) in profile.servers.iter_mut().enumerate() {
        let of_token = profile.token.as_ref().and_then(|call| call.url.get(place));
        for url in [server.url.as_ref(), of_token] {
            let host = url::host_of(url);
            if !host.is_empty() {
                server.hosts.push(host);
            }
        }
    }
}
