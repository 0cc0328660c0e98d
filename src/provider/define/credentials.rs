//! Reads the credentials of a client.

use alloc::vec::Vec;

use super::names;
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::{Credential, Prefix, Server};
use crate::secret::check_text;
use crate::{Error, SecretText};

/// Reads `credentials` into the profile.
pub(super) fn read(
    member: &Member<'_, '_>,
    servers: &[Server],
    credentials: &mut Vec<Credential>,
) -> Result<(), Error> {
    member.each(16, &mut |name, member| {
        names::check(name, member)?;
        if OPTIONS.contains(&name) {
            return Err(member.fault("has a reserved name; choose another name"));
        }
        credentials.push(Credential {
            name: name.into(),
            ..Credential::default()
        });
        let last = credentials.last_mut();
        last.map_or(Ok(()), |last| credential(member, servers, last))
    })?;
    member.each(16, &mut |name, member| {
        let Some((optional, pair)) = pair(member) else {
            return Ok(());
        };
        let others = credentials.iter().map(|known| &*known.name);
        let others: Vec<&str> = others.filter(|other| *other != name).collect();
        if others.contains(&&*pair) {
            return Ok(());
        }
        Err(optional.none_of(OPTIONAL, "the others are ", &pair, &others))
    })
}

/// Reads `optional` if it is the name of another credential. Then this credential is required only if the other
/// credential is passed.
fn pair<'p, 'd>(member: &'p Member<'p, 'd>) -> Option<(Member<'p, 'd>, SecretText)> {
    let optional = member.get("optional")?;
    let text = optional.value.text()?;
    Some((optional, text))
}

fn credential(
    member: &Member<'_, '_>,
    servers: &[Server],
    credential: &mut Credential,
) -> Result<(), Error> {
    member.only(&["prefix", "optional", "public", "default"])?;
    if let Some(public) = member.get("public") {
        credential.is_public = public.truth()?;
    }
    if let Some(optional) = member.get("optional") {
        credential.pair = match optional.value.kind() {
            Kind::String => optional.text()?,
            _ if optional.value.raw() == "true" => credential.name.clone(),
            _ => return Err(optional.wrong(OPTIONAL)),
        };
    }
    if let Some(default) = member.get("default") {
        credential.default = default.text()?;
        if !credential.is_public {
            return Err(default.fault("is allowed only with `public: true`"));
        }
        check_text(&credential.name, &credential.default)
            .map_err(|error| default.fault(error.fixed_detail()))?;
    }
    let Some(prefix) = member.get("prefix") else {
        return Ok(());
    };
    if prefix.value.kind() == Kind::Array {
        return prefixes(&prefix, "", &mut credential.prefixes);
    }
    if prefix.value.kind() != Kind::Object {
        return Err(prefix.wrong(
            "must be an array of strings, or an object with such an array for an environment",
        ));
    }
    prefix.each(32, &mut |environment, member| {
        let words: Vec<&str> = servers.iter().map(|server| &*server.name).collect();
        if !words.contains(&environment) {
            return Err(member.none_of(
                "is not an environment in `servers`",
                "the names are ",
                environment,
                &words,
            ));
        }
        prefixes(member, environment, &mut credential.prefixes)
    })
}

fn prefixes(
    member: &Member<'_, '_>,
    environment: &str,
    all: &mut Vec<Prefix>,
) -> Result<(), Error> {
    let before = all.len();
    member.items(8, &mut |item| {
        all.push(Prefix {
            environment: environment.into(),
            text: item.short(32)?,
        });
        Ok(())
    })?;
    if all.len() == before {
        return Err(member.wrong("is an empty array"));
    }
    Ok(())
}

const OPTIONAL: &str = "must be true or the name of another credential, or be left out";
/// The options that every client has. A credential cannot have one of these names.
const OPTIONS: &[&str] = &[
    "environment",
    "baseUrl",
    "tokenUrl",
    "dangerouslyAllowBrowser",
    "webhookSecrets",
    "secrets",
    "webhookScheme",
    "webhookEncoding",
    "earlyMs",
    "readsExp",
    "fetch",
    "clock",
    "sleep",
    "random",
    "store",
    "waitUntil",
    "report",
    "tokenTimeoutMs",
    "storeTimeoutMs",
    "token",
    "signal",
    "nonce",
    "now",
    "auth",
    "toString",
    "valueOf",
    "constructor",
    "hasOwnProperty",
];
