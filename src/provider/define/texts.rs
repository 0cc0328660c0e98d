//! Reads texts with placeholders.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem::take;

use super::names::DefinedNames;
use crate::Error;
use crate::definition::Member;
use crate::provider::profile::{Text, TextPart};
use crate::text::{cut, position};

/// The place in which a text is used.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Use {
    /// A text that may contain secrets, but not an access token.
    Plain,
    /// A text that may contain secrets and an access token.
    Auth,
    /// A part of a URL, which must not contain secrets.
    Url,
}

/// Reads a text with placeholders.
#[inline(never)]
pub(super) fn read(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    goes: Use,
) -> Result<Text, Error> {
    let given = member.text()?;
    let fault = |detail, index| Err(member.fault(detail).at(index));
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = &*given;
    while let Some(first) = rest.chars().next() {
        let index = given.len().saturating_sub(rest.len());
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        rest = after;
        if !matches!(first, '{' | '}') {
            literal.push(first);
            continue;
        }
        if let Some(after) = after.strip_prefix(first) {
            literal.push(first);
            rest = after;
            continue;
        }
        let (name, after) = cut(rest, b'}');
        if first == '}' || name.len() == rest.len() {
            return fault(
                "has a brace that does not enclose a name; to send a brace, write it twice",
                index,
            );
        }
        if !literal.is_empty() {
            parts.push(TextPart::Literal(take(&mut literal)));
        }
        let place = index.saturating_add(1);
        parts.push(part(member, names, goes, name).map_err(|error| error.at(place))?);
        rest = after;
    }
    if !literal.is_empty() {
        parts.push(TextPart::Literal(literal));
    }
    check_marks(member, &parts, names)?;
    Ok(Text { parts })
}

/// Rejects `{{key}}` and `${key}`, because the second brace or the `$` would be sent.
fn check_marks(
    member: &Member<'_, '_>,
    parts: &[TextPart],
    names: &DefinedNames<'_>,
) -> Result<(), Error> {
    let refuse = |detail, name: &str| {
        let hint = ["write `{", name, "}`"].concat();
        Err(member.fault(detail).with_hint(&hint))
    };
    for (place, part) in parts.iter().enumerate() {
        let TextPart::Literal(literal) = part else {
            continue;
        };
        for known in names.credentials {
            if position(literal, &["{", &*known.name, "}"].concat()).is_some() {
                return refuse(
                    "has a credential in double braces, which are sent as text",
                    &known.name,
                );
            }
        }
        let next = parts.get(place.saturating_add(1));
        if let Some(TextPart::Credential(name)) = next
            && literal.ends_with('$')
            && (place == 0 || literal.len() > 1)
        {
            return refuse("has a $ before a name in braces: the $ would be sent", name);
        }
    }
    Ok(())
}

/// The part of the text for a name in braces.
fn part(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    goes: Use,
    name: &str,
) -> Result<TextPart, Error> {
    if name == "token" {
        return match goes {
            Use::Auth if names.has_token => Ok(TextPart::Token),
            Use::Auth => Err(member.fault("has {token}, but the definition has no member `token`")),
            _ => Err(member
                .fault("has {token}, which only `bearer` and `headers` of `auth` and `alternatives` can have")),
        };
    }
    if name == "environment" {
        return Ok(TextPart::Environment);
    }
    if let Some(known) = names.credential(name) {
        return if goes == Use::Url && !known.is_public {
            Err(member
                .fault("would put a secret into a URL; only `public` credentials are allowed"))
        } else {
            Ok(TextPart::Credential(name.into()))
        };
    }
    if names.has_variable(name) {
        return Ok(TextPart::Variable(name.into()));
    }
    let known: Vec<&str> = names.credentials.iter().map(|known| &*known.name).collect();
    Err(member.none_of(
        "has a name in braces that is neither a credential nor a constant of every server",
        "the credentials are ",
        name,
        &known,
    ))
}
