//! Reads the endpoints that a definition lists.

use alloc::vec::Vec;

use super::common::{MISSING, choose};
use super::{covers, fields};
use crate::definition::Member;
use crate::provider::path;
use crate::provider::profile::{Endpoint, Idempotency, Profile, Takes};
use crate::text::cut;
use crate::{Error, grammar};

/// Reads the rule for idempotency keys.
pub(super) fn rule(root: &Member<'_, '_>, into: &mut Option<Idempotency>) -> Result<(), Error> {
    let Some(member) = root.get("idempotency") else {
        return Ok(());
    };
    member.only(&["header", "methods", "required", "maxLength", "format"])?;
    let header = member.need("header", MISSING)?;
    let rule = into.insert(Idempotency {
        field: fields::name(&header)?,
        methods: Vec::new(),
        is_required: false,
        longest: 255,
        is_uuid: false,
    });
    fields::check(&rule.field, &header)?;
    match member.get("methods") {
        Some(given) => given.items(16, &mut |item| {
            let method = item.text()?;
            if !is_method(&method) {
                return Err(item.fault("must be an upper-case method, such as POST"));
            }
            check_sent(&method, item)?;
            rule.methods.push(method);
            Ok(())
        })?,
        None => rule.methods.push("POST".into()),
    }
    if let Some(given) = member.get("required") {
        rule.is_required = match given.value.raw() {
            "true" => true,
            "false" => false,
            _ => return Err(given.wrong("must be true or false")),
        };
    }
    if let Some(given) = member.get("maxLength") {
        rule.longest =
            usize::try_from(given.number(8, 255, " of characters")?).unwrap_or(usize::MAX);
    }
    if let Some(given) = member.get("format") {
        rule.is_uuid = given.word(&["uuid"]).map(|_| true)?;
    }
    if rule.is_uuid && rule.longest < UUID {
        return Err(member.missing(
            "maxLength",
            "must be at least 36 characters, because `format` is uuid",
        ));
    }
    Ok(())
}

const UNSENT: &str = "must not have the method CONNECT, TRACE or TRACK, which fetch does not send";
/// The length of the text of a UUID.
const UUID: usize = 36;

/// Reads the endpoints. Rejects an endpoint that never applies. Also rejects an endpoint whose path a server could
/// read as the path of another endpoint with a different rule.
pub(super) fn read(root: &Member<'_, '_>, profile: &mut Profile) -> Result<(), Error> {
    let Some(member) = root.get("endpoints") else {
        return Ok(());
    };
    let mut endpoints = Vec::new();
    member.each(64, &mut |name, member| {
        endpoints.push(endpoint(name, member, profile)?);
        Ok(())
    })?;
    let mut count = 0_usize;
    member.each(64, &mut |_, member| {
        let (before, after) = endpoints.split_at_checked(count).unwrap_or_default();
        count = count.saturating_add(1);
        let Some(one) = after.first() else {
            return Ok(());
        };
        if let Some(other) = covers::first(before, one) {
            let hint = ["move this endpoint before `", &other, "`, or remove it"];
            let detail = "never applies: earlier endpoints match all of its paths";
            return Err(member.fault(detail).with_hint(&hint.concat()));
        }
        let mut others = endpoints.iter().filter(|_| !one.is_pattern());
        if let Some(other) = others.find(|other| one.may_be(other)) {
            let name = covers::name(other);
            let hint = [
                "write the same `auth` and `idempotency` as for `",
                &*name,
                "`",
            ];
            let error = member.fault("may be read by a server as another endpoint");
            return Err(error.with_hint(&hint.concat()));
        }
        Ok(())
    })?;
    profile.endpoints = endpoints;
    Ok(())
}

fn endpoint(name: &str, member: &Member<'_, '_>, profile: &Profile) -> Result<Endpoint, Error> {
    let (method, path) = if name.starts_with('/') {
        ("", name)
    } else {
        cut(name, b' ')
    };
    if !(method.is_empty() && name.starts_with('/') || is_method(method)) || !path.starts_with('/')
    {
        return Err(member
            .fault("must be a path, or a method in upper case and a path, as in `GET /orders`"));
    }
    check_sent(method, member)?;
    if path.len() > 256 {
        return Err(member.fault("has a path longer than 256 bytes"));
    }
    if !path::is_under(path, &profile.path_prefix) {
        let hint = [
            "write the whole path, beginning with `",
            &*profile.path_prefix,
            "`",
        ]
        .concat();
        let error = member.fault("must have a path that begins with `pathPrefix`");
        return Err(error.with_hint(&hint));
    }
    let folded = path::fold_pattern(path).map_err(|error| {
        member
            .fault("has a path that is not allowed")
            .with_hint(error.detail())
    })?;
    member.only(&["auth", "idempotency"])?;
    let auth = member.get("auth").map(|given| auth(&given, profile));
    let idempotency = member
        .get("idempotency")
        .map(|given| takes(&given, profile));
    Ok(Endpoint {
        method: method.into(),
        path: path.into(),
        folded,
        auth: auth.transpose()?,
        idempotency: idempotency.transpose()?,
    })
}

/// The index of the auth whose name the endpoint contains.
fn auth(member: &Member<'_, '_>, profile: &Profile) -> Result<usize, Error> {
    let named = profile.auths.iter().skip(1).map(|(name, _)| &**name);
    let words: Vec<&str> = named.collect();
    let word = member.text()?;
    if let Some(place) = words.iter().position(|name| *name == word) {
        return Ok(place.saturating_add(1));
    }
    let error = member.none_of("is not in `alternatives`", "the names are ", &word, &words);
    if words.len() > 1 {
        return Err(error);
    }
    Err(error.with_hint("define the name there, or write `none`, which sends no credentials"))
}

fn takes(member: &Member<'_, '_>, profile: &Profile) -> Result<Takes, Error> {
    let takes = choose(member, &["required", "optional", "none"], &Takes::ALL)?;
    if profile.idempotency.is_none() && takes != Takes::None {
        return Err(member.fault("needs `idempotency` at the top level of the definition"));
    }
    Ok(takes)
}

/// Rejects a method that no request can have.
fn check_sent(method: &str, member: &Member<'_, '_>) -> Result<(), Error> {
    if grammar::is_forbidden_method(method) {
        return Err(member.fault(UNSENT));
    }
    Ok(())
}

/// `method = 1*16( %x41-5A )`
fn is_method(method: &str) -> bool {
    let is_upper = |byte: u8| byte.is_ascii_uppercase();
    (1..=16).contains(&method.len()) && method.bytes().all(is_upper) && grammar::is_token(method)
}

impl Endpoint {
    /// Whether a server could read this path as the path of `other`, if the two endpoints have different rules.
    fn may_be(&self, other: &Self) -> bool {
        let is_like = path::is_like(&self.folded, &other.folded)
            || path::is_like(&other.folded, &self.folded);
        is_like && !other.matches(&self.path) && !self.needs_as(other)
    }
}
