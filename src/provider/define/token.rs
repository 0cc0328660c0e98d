//! Reads the call that fetches an access token.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::auth::basic;
use super::common::{MISSING, check_name, choose, path};
use super::names::DefinedNames;
use super::texts::{self, Use};
use super::{constants, fields, url};
use crate::Error;
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::grammar::is_same;
use crate::provider::profile::{BodyFormat, Text, TextPairs, TokenCall};
use crate::token::{EndFormat, Reading};

pub(super) fn read(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    origins: &mut Vec<String>,
    into: &mut Option<TokenCall>,
) -> Result<(), Error> {
    member.only(&[
        "url", "method", "basic", "headers", "query", "form", "json", "answer", "lifetime", "early",
    ])?;
    let call = into.insert(TokenCall {
        url: Vec::new(),
        is_get: false,
        basic: None,
        fields: Vec::new(),
        query: Vec::new(),
        format: None,
        body: Vec::new(),
        reading: Arc::new(answer(member)?),
        early_ms: None,
    });
    urls(member, names, origins, &mut call.url)?;
    if let Some(method) = member.get("method") {
        call.is_get = method.word(&["POST", "GET"])? == 1;
    }
    body(member, names, call)?;
    if let Some(headers) = member.get("headers") {
        fields::read(&headers, names, Use::Plain, &mut call.fields)?;
    }
    if let Some(given) = member.get("basic") {
        basic(&given, names, &mut call.basic)?;
    }
    if let Some(query) = member.get("query") {
        pairs(&query, names, Use::Url, &mut call.query)?;
    }
    if let Some(early) = member.get("early") {
        let secs = early.number(0, DAY, " of seconds")?;
        if secs >= call.reading.life_secs {
            return Err(early.fault("must be shorter than `lifetime`; both are in seconds"));
        }
        call.early_ms = Some(u64::from(secs).saturating_mul(1000));
    }
    let members = ["basic", "headers", "query", "form", "json"];
    constants::check_names(member, &members, names, &|name| call.uses(name))?;
    let written = [
        ("Authorization", call.basic.is_some()),
        ("Content-Type", call.format.is_some()),
    ];
    for (field, is_written) in written {
        let is_it = |(other, _): &(String, _)| is_same(other, field);
        if is_written && call.fields.iter().any(is_it) {
            return Err(member.missing(
                "headers",
                "must not have Authorization with `basic`, or Content-Type with `form` or `json`",
            ));
        }
    }
    Ok(())
}

/// Reads the URL for each environment. The URL is a path under the base URL of the environment, or a whole URL.
fn urls(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    origins: &mut Vec<String>,
    urls: &mut Vec<Text>,
) -> Result<(), Error> {
    let member = member.need("url", MISSING)?;
    let text = texts::read(&member, names, Use::Url)?;
    for server in names.servers {
        let text = url::resolve(&text, server);
        if url::render(&text, false).starts_with('/') {
            url::check_path(&member, &text)?;
        } else {
            let origin = url::check(&member, &text, true).map_err(|error| {
                error.with_hint("a path under the server begins with /, as in `/oauth/token`")
            })?;
            url::add(origins, origin);
        }
        urls.push(text);
    }
    Ok(())
}

/// Reads the format of the body, and the names and values in the body.
fn body(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    call: &mut TokenCall,
) -> Result<(), Error> {
    for (name, format) in [("form", BodyFormat::Form), ("json", BodyFormat::Json)] {
        let Some(given) = member.get(name) else {
            continue;
        };
        if call.format.is_some() {
            return Err(given.fault("cannot be combined with `form`; use one of them"));
        }
        if call.is_get {
            return Err(given.fault("is not allowed, because a GET has no body"));
        }
        call.format = Some(format);
        pairs(&given, names, Use::Plain, &mut call.body)?;
    }
    Ok(())
}

fn pairs(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    goes: Use,
    pairs: &mut TextPairs,
) -> Result<(), Error> {
    member.each(16, &mut |name, member| {
        if name.is_empty() || name.len() > 256 {
            return Err(member.fault("must have a name of 1 to 256 bytes"));
        }
        check_name(name, member)?;
        pairs.push((name.into(), texts::read(member, names, goes)?));
        Ok(())
    })
}

/// A day in seconds.
const DAY: u32 = 86_400;
/// The maximum lifetime in seconds, 365 days. A longer lifetime was probably written in milliseconds. The same is
/// true of a lifetime above one day that is not a whole number of days, or that is a whole number of hours in
/// milliseconds.
const MAX_LIFE: u32 = 365 * DAY;
/// An hour in milliseconds.
const HOUR_MS: u32 = 3_600_000;

/// Reads the paths of the values in the answer. The defaults are the names of RFC 6749, section 5.1.
fn answer(call: &Member<'_, '_>) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    let lifetime = call.need(
        "lifetime",
        "is missing; write the documented lifetime in seconds",
    )?;
    reading.life_secs = lifetime.number(1, MAX_LIFE, " of seconds")?;
    let life = reading.life_secs;
    if life > DAY && life % HOUR_MS == 0 {
        let detail = "is a whole number of hours in milliseconds; write seconds (an hour is 3600)";
        return Err(lifetime.fault(detail));
    }
    if life > DAY && life % DAY != 0 {
        let detail =
            "must be in seconds (an hour is 3600); above 86400, it must be a multiple of 86400";
        return Err(lifetime.fault(detail));
    }
    let Some(member) = call.get("answer") else {
        reading.token = "access_token".into();
        reading.expires_in = "expires_in".into();
        reading.token_type = "token_type".into();
        return Ok(reading);
    };
    member.only(&[
        "token",
        "expiresIn",
        "expiresAt",
        "issuedAt",
        "format",
        "tokenType",
    ])?;
    if let Some(life) = member.get("expiresIn")
        && life.value.kind() == Kind::Number
    {
        return Err(life.wrong("must be a path; write a constant lifetime in `token.lifetime`"));
    }
    member.need("token", MISSING)?;
    for (name, into) in [
        ("token", &mut reading.token),
        ("expiresIn", &mut reading.expires_in),
        ("expiresAt", &mut reading.expires_at),
        ("issuedAt", &mut reading.issued_at),
        ("tokenType", &mut reading.token_type),
    ] {
        if let Some(given) = member.get(name) {
            *into = path(&given, false)?;
        }
    }
    for name in ["issuedAt", "format"] {
        if let Some(given) = member.get(name)
            && reading.expires_at.is_empty()
        {
            return Err(given.fault("is allowed only with `expiresAt`"));
        }
    }
    if let Some(format) = member.get("format") {
        reading.format = choose(&format, &["unix", "unix_ms", "iso"], &EndFormat::ALL)?;
    }
    Ok(reading)
}
