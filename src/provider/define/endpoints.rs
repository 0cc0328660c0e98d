//! The endpoints that a definition lists.

use alloc::vec::Vec;

use super::common::{MISSING, choose};
use super::fields;
use crate::definition::Member;
use crate::provider::path;
use crate::provider::profile::{Endpoint, Idempotency, Profile, Takes};
use crate::text::cut;
use crate::{Error, grammar};

/// Where idempotency keys are taken.
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
                return Err(item.fault("is not a method in upper case"));
            }
            rule.methods.push(method);
            Ok(())
        })?,
        None => rule.methods.push("POST".into()),
    }
    if let Some(given) = member.get("required") {
        rule.is_required = given.value.raw() != "false" && given.truth()?;
    }
    if let Some(given) = member.get("maxLength") {
        rule.longest = usize::try_from(given.number(8, 255)?).unwrap_or(usize::MAX);
    }
    if let Some(given) = member.get("format") {
        rule.is_uuid = given.word(&["uuid"]).map(|_| true)?;
    }
    Ok(())
}

/// Reads the endpoints, none of which another spelling of another is.
pub(super) fn read(root: &Member<'_, '_>, profile: &mut Profile) -> Result<(), Error> {
    let Some(member) = root.get("endpoints") else {
        return Ok(());
    };
    let mut endpoints = Vec::new();
    member.each(64, &mut |name, member| {
        endpoints.push(endpoint(name, member, profile)?);
        Ok(())
    })?;
    let mut place = endpoints.iter();
    member.each(64, &mut |_, member| {
        let is_unclear = place.next().is_some_and(|one: &Endpoint| {
            !one.is_pattern() && endpoints.iter().any(|other| one.may_be(other))
        });
        if is_unclear {
            return Err(
                member.fault("is another spelling of an endpoint that needs something else")
            );
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
        return Err(member.fault("is not a method in upper case and a path"));
    }
    if path.len() > 256 {
        return Err(member.fault("has a path above 256 characters"));
    }
    if !path.starts_with(&*profile.path_prefix) {
        return Err(member.fault("is outside `pathPrefix`"));
    }
    let folded = path::fold_pattern(path).map_err(|error| {
        member
            .fault("has a path that can be read in two ways")
            .with_hint(error.detail())
    })?;
    member.only(&["auth", "idempotency"])?;
    let auth = match member.get("auth") {
        Some(given) => {
            let words: Vec<&str> = profile
                .auths
                .iter()
                .skip(1)
                .map(|(name, _)| &**name)
                .collect();
            let word = given.text()?;
            let place = words.iter().position(|name| *name == word);
            let none = || given.none_of("is not in `alternatives`", "they are ", &word, &words);
            Some(place.ok_or_else(none)?.saturating_add(1))
        }
        None => None,
    };
    let idempotency = match member.get("idempotency") {
        Some(given) => {
            let takes = choose(&given, &["required", "optional", "none"], &Takes::ALL)?;
            if profile.idempotency.is_none() && takes != Takes::None {
                return Err(given.fault("needs `idempotency`, which is not defined"));
            }
            Some(takes)
        }
        None => None,
    };
    Ok(Endpoint {
        method: method.into(),
        path: path.into(),
        folded,
        auth,
        idempotency,
    })
}

/// `method = 1*16( %x41-5A )`
fn is_method(method: &str) -> bool {
    let is_upper = |byte: u8| byte.is_ascii_uppercase();
    (1..=16).contains(&method.len()) && method.bytes().all(is_upper) && grammar::is_token(method)
}

impl Endpoint {
    /// Whether this path, as it is written, could be taken for another endpoint that needs something else.
    fn may_be(&self, other: &Self) -> bool {
        let is_like = path::is_like(&self.folded, &other.folded)
            || path::is_like(&other.folded, &self.folded);
        is_like && !other.matches(&self.path) && !self.needs_as(other)
    }
}
