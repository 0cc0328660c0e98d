//! What several members have in common.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::definition::Member;
use crate::provider::profile::FIELD;
use crate::{Error, grammar};

/// What a word names.
pub(super) fn choose<T: Copy>(
    member: &Member<'_, '_>,
    words: &[&str],
    all: &[T],
) -> Result<T, Error> {
    let place = member.word(words)?;
    all.get(place).copied().ok_or_else(|| member.fault(MISSING))
}

/// One path, or several in an array.
#[inline(never)]
pub(super) fn paths(member: &Member<'_, '_>, has_fields: bool) -> Result<Vec<String>, Error> {
    if member.value.text().is_some() {
        return Ok(vec![path(member, has_fields)?]);
    }
    let mut paths = Vec::new();
    member.items(8, &mut |item| {
        paths.push(path(item, has_fields)?);
        Ok(())
    })?;
    if paths.is_empty() {
        return Err(member.fault("is an array without paths"));
    }
    Ok(paths)
}

/// A path to a member of an answer, or, where that may be, `header:` and a field.
#[inline(never)]
pub(super) fn path(member: &Member<'_, '_>, has_fields: bool) -> Result<String, Error> {
    let Some(_) = member.value.text() else {
        return Err(member.fault("is not a path"));
    };
    let path = member.short(256)?;
    match path.strip_prefix(FIELD) {
        Some(_) if !has_fields => {
            Err(member.fault("is a header field, and only members are read here"))
        }
        Some(name) if !grammar::is_token(name) => {
            Err(member.fault("is not the name of a header field"))
        }
        _ => Ok(path),
    }
}

pub(super) const MISSING: &str = "is missing";
