//! How requests are authenticated.

use alloc::string::String;
use alloc::vec::Vec;

use super::common::MISSING;
use super::fields::{self, check};
use super::names::{self, DefinedNames};
use super::texts::{self, Use};
use crate::definition::Member;
use crate::provider::profile::{Auth, Signature, Text};
use crate::scheme::{Compiled, Context};
use crate::{Error, ErrorKind};

/// Reads `auth` and `alternatives`; `none` is the last.
pub(super) fn read(
    root: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    auths: &mut Vec<(String, Auth)>,
) -> Result<(), Error> {
    auth("", &root.need("auth", MISSING)?, names, auths)?;
    if let Some(alternatives) = root.get("alternatives") {
        alternatives.each(8, &mut |name, member| {
            names::check(name, member)?;
            if name == NONE {
                return Err(member.fault("is always there, and sends nothing"));
            }
            auth(name, member, names, auths)
        })?;
    }
    auths.push((NONE.into(), Auth::default()));
    Ok(())
}

#[inline(never)]
fn auth(
    name: &str,
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    auths: &mut Vec<(String, Auth)>,
) -> Result<(), Error> {
    member.only(&["bearer", "basic", "headers", "signature"])?;
    auths.push((name.into(), Auth::default()));
    let Some((_, auth)) = auths.last_mut() else {
        return Ok(());
    };
    if let Some(bearer) = member.get("bearer") {
        auth.bearer = Some(texts::read(&bearer, names, Use::Auth)?);
    }
    if let Some(given) = member.get("basic") {
        if auth.bearer.is_some() {
            return Err(given.fault("cannot stand beside `bearer`"));
        }
        basic(&given, names, &mut auth.basic)?;
    }
    if let Some(headers) = member.get("headers") {
        fields::read(&headers, names, Use::Auth, &mut auth.fields)?;
    }
    if let Some(given) = member.get("signature") {
        auth.signature = Some(signature(&given, names)?);
    }
    Ok(())
}

/// A user-id and a password, which is empty unless it is given.
#[inline(never)]
pub(super) fn basic(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    into: &mut Option<[Text; 2]>,
) -> Result<(), Error> {
    member.only(&["user", "password"])?;
    let user = texts::read(&member.need("user", MISSING)?, names, Use::Plain)?;
    let [_, password] = into.insert([user, Text::default()]);
    if let Some(given) = member.get("password") {
        *password = texts::read(&given, names, Use::Plain)?;
    }
    Ok(())
}

fn signature(member: &Member<'_, '_>, names: &DefinedNames<'_>) -> Result<Signature, Error> {
    member.only(&["secret", "scheme"])?;
    let secret = texts::read(&member.need("secret", MISSING)?, names, Use::Plain)?;
    let member = member.need("scheme", MISSING)?;
    let scheme = scheme(&member, names, true)?;
    for field in scheme.written_fields() {
        check(field, &member)?;
    }
    Ok(Signature {
        reads_request: scheme.reads_request(),
        vars: scheme.used_vars().into_iter().map(String::from).collect(),
        scheme,
        secret,
    })
}

/// Reads a scheme that stands in a definition.
pub(super) fn scheme(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    is_for_requests: bool,
) -> Result<Compiled, Error> {
    let vars: Vec<&str> = names.credentials.iter().map(|known| &*known.name).collect();
    let context = Context {
        is_nested: true,
        is_for_requests,
        vars: &vars,
        ..Context::default()
    };
    Compiled::read_definition(member.value, context)
        .map_err(|error| error.of_kind(ErrorKind::Definition).within(&member.path()))
}

const NONE: &str = "none";
