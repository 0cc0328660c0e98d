//! Functions that read members of several kinds.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::FIELD;
use crate::text::{cut, pieces};
use crate::{Error, grammar};

/// Reads a word, and returns the value that the word selects.
pub(super) fn choose<T: Copy>(
    member: &Member<'_, '_>,
    words: &[&str],
    all: &[T],
) -> Result<T, Error> {
    let place = member.word(words)?;
    all.get(place).copied().ok_or_else(|| member.fault(MISSING))
}

/// Reads one path, or an array of paths.
#[inline(never)]
pub(super) fn paths(member: &Member<'_, '_>, has_fields: bool) -> Result<Vec<String>, Error> {
    if member.value.kind() == Kind::String {
        return Ok(vec![path(member, has_fields)?]);
    }
    if member.value.kind() != Kind::Array {
        return Err(member.wrong("must be a path or an array of paths"));
    }
    let mut paths = Vec::new();
    member.items(8, &mut |item| {
        paths.push(path(item, has_fields)?);
        Ok(())
    })?;
    if paths.is_empty() {
        return Err(member.wrong("is an empty array"));
    }
    Ok(paths)
}

/// Reads the path of a member of an answer. If `has_fields` is true, the path may also be `header:` and the name of
/// a field.
#[inline(never)]
pub(super) fn path(member: &Member<'_, '_>, has_fields: bool) -> Result<String, Error> {
    let path = member.short(256)?;
    match path.strip_prefix(FIELD) {
        Some(_) if !has_fields => {
            Err(member.fault("must be the path of a member, not a header field"))
        }
        Some(name) if !grammar::is_token(name) => {
            Err(member.fault("must be `header:` and a field name, as in `header:Request-Id`"))
        }
        Some(name) => check_name(name, member).map(|()| path),
        None if has_fields => check_field(&path, member)
            .and_then(|()| check_path(&path, member))
            .map(|()| path),
        None => check_path(&path, member).map(|()| path),
    }
}

/// Rejects `Header:Id` and `headers:Id`, because they would be read as names of members.
fn check_field(path: &str, member: &Member<'_, '_>) -> Result<(), Error> {
    let (word, name) = cut(path, b':');
    let is_word = |known: &&str| known.eq_ignore_ascii_case(word);
    if name.is_empty() || !["header", "headers"].iter().any(is_word) {
        return Ok(());
    }
    let hint = ["write `", FIELD, name, "`"].concat();
    Err(member
        .fault("is not a path; for a header field, begin with header: in lower case")
        .with_hint(&hint))
}

/// Rejects a path in the syntax of another language: `$.error`, `errors[0].code`, `.error.code`, `/error/code`.
#[inline(never)]
pub(super) fn check_path(path: &str, member: &Member<'_, '_>) -> Result<(), Error> {
    for step in pieces(path, b'.') {
        check_name(step, member)?;
    }
    let is_pointer = path.starts_with('/');
    let is_query = path == "$" || path.starts_with("$.") || path.contains(['[', ']']);
    if !is_pointer && !is_query && !pieces(path, b'.').any(str::is_empty) {
        return Ok(());
    }
    let separators: &[char] = if is_pointer { &['/'] } else { &['.', '[', ']'] };
    let mut written = String::new();
    for step in path.split(separators) {
        let step = step.trim_matches(['"', '\'', '$']);
        if !step.is_empty() {
            written.push_str(if written.is_empty() { "write `" } else { "." });
            written.push_str(step);
        }
    }
    written.push_str(if written.is_empty() { "" } else { "`" });
    Err(member
        .fault("must be names joined with dots; 0 is the first element of an array, and * is the element if there is only one")
        .with_hint(&written))
}

/// Rejects the name `__proto__`, because JavaScript would not create a property for a field or a member with this
/// name.
pub(super) fn check_name(name: &str, member: &Member<'_, '_>) -> Result<(), Error> {
    if name == "__proto__" {
        return Err(member.fault("has the name __proto__, which is not allowed"));
    }
    Ok(())
}

pub(super) const MISSING: &str = "is missing";
