//! Reads the format of error answers.

use alloc::string::String;
use alloc::vec::Vec;

use super::common::{MISSING, choose, path, paths};
use super::fields;
use crate::Error;
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::{ErrorShape, FieldErrors, RetryFormat, Rule, When};

pub(super) fn read(root: &Member<'_, '_>, shape: &mut ErrorShape) -> Result<(), Error> {
    let Some(member) = root.get("errors") else {
        return Ok(());
    };
    member.only(&[
        "when",
        "message",
        "code",
        "requestId",
        "fields",
        "retryLater",
        "mayExist",
        "retryAfter",
    ])?;
    shape.when = member.get("when").map(|given| when(&given)).transpose()?;
    for (name, into) in [
        ("message", &mut shape.message),
        ("code", &mut shape.code),
        ("requestId", &mut shape.request_id),
    ] {
        if let Some(given) = member.get(name) {
            *into = paths(&given, true)?;
        }
    }
    for (name, into) in [
        ("retryLater", &mut shape.retry_later),
        ("mayExist", &mut shape.may_exist),
    ] {
        if let Some(given) = member.get(name) {
            *into = statuses(&given)?;
        }
    }
    if let Some(given) = member.get("fields") {
        shape.fields = field_errors(&given)?;
    }
    if let Some(given) = member.get("retryAfter") {
        given.items(4, &mut |item| {
            item.only(&["header", "format"])?;
            let field = fields::name(&item.need("header", MISSING)?)?;
            let words = ["seconds", "unix", "unix_ms", "http_date"];
            let format = choose(&item.need("format", MISSING)?, &words, &RetryFormat::ALL)?;
            shape.retry_after.push((field, format));
            Ok(())
        })?;
    }
    Ok(())
}

fn when(member: &Member<'_, '_>) -> Result<When, Error> {
    member.only(&["path", "is", "not"])?;
    let path = path(&member.need("path", MISSING)?, false)?;
    let (rule, given) = match (member.get("is"), member.get("not")) {
        (Some(_), Some(not)) => return Err(not.fault("cannot be combined with `is`")),
        (Some(is), None) => (Rule::Is, Some(is)),
        (None, Some(not)) => (Rule::Not, Some(not)),
        (None, None) => (Rule::There, None),
    };
    let mut texts = Vec::new();
    if let Some(given) = given {
        given.items(64, &mut |item| {
            texts.push(item.text()?);
            Ok(())
        })?;
    }
    Ok(When { path, texts, rule })
}

fn statuses(member: &Member<'_, '_>) -> Result<Vec<u16>, Error> {
    let mut statuses = Vec::new();
    member.items(64, &mut |item| {
        statuses.push(u16::try_from(item.number(400, 599, "")?).unwrap_or_default());
        Ok(())
    })?;
    Ok(statuses)
}

fn field_errors(member: &Member<'_, '_>) -> Result<FieldErrors, Error> {
    match member.value.kind() {
        Kind::Object => {}
        Kind::String => return Ok(FieldErrors::Object(path(member, false)?)),
        _ => return Err(member.wrong("must be a path or an object")),
    }
    member.only(&["list", "name", "message"])?;
    let at = |name| -> Result<String, Error> { path(&member.need(name, MISSING)?, false) };
    Ok(FieldErrors::List {
        list: at("list")?,
        name: at("name")?,
        message: paths(&member.need("message", MISSING)?, false)?,
    })
}
