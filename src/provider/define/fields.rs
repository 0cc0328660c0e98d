//! Reads the header fields of a definition.

use alloc::string::String;
use alloc::vec::Vec;

use super::common::check_name;
use super::constants;
use super::names::DefinedNames;
use super::texts::{self, Use};
use crate::definition::Member;
use crate::grammar::is_same;
use crate::provider::own_field::{CONTENT_TYPE, is_diverting};
use crate::provider::profile::{Auth, BodyFormat, Profile, Text, TextPairs, TextPart};
use crate::scheme::{Compiled, is_opposite_format};
use crate::{Error, grammar};

/// Reads the names of fields, and the texts of their values.
pub(super) fn read(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    goes: Use,
    fields: &mut TextPairs,
) -> Result<(), Error> {
    member.each(16, &mut |field, member| {
        check(field, member)?;
        if let Some((other, _)) = fields.iter().find(|(other, _)| is_same(other, field)) {
            return Err(twice(member.fault(TWICE), other));
        }
        let text = texts::read(member, names, goes)?;
        if is_same(field, "Authorization") {
            constants::check(member, &text, names)?;
        }
        for part in &text.parts {
            if let TextPart::Literal(literal) = part
                && !literal
                    .bytes()
                    .all(|byte| byte == b' ' || grammar::is_vchar(byte))
            {
                return Err(member.fault("may have only visible ASCII and spaces"));
            }
        }
        fields.push((field.into(), text));
        Ok(())
    })
}

/// Reads the name of a field of an answer, or of a field that callers must not send.
pub(super) fn name(member: &Member<'_, '_>) -> Result<String, Error> {
    let name = member.text()?;
    if name.len() > 64 || !grammar::is_token(&name) {
        return Err(member.fault(NAME));
    }
    check_name(&name, member)?;
    Ok(name)
}

/// Checks the name of a field that is sent with requests.
pub(super) fn check(field: &str, member: &Member<'_, '_>) -> Result<(), Error> {
    if field.len() > 64 || !grammar::is_token(field) {
        return Err(member.fault(NAME));
    }
    check_name(field, member)?;
    if is_reserved(field) {
        return Err(member.fault("is a header field that a definition cannot set"));
    }
    Ok(())
}

/// Checks the header fields that a scheme signs. `sent` contains the fields that the definition writes. A field that
/// the host writes is rejected, because payauth would sign an empty value instead of the value that the host sends.
pub(super) fn check_signed(
    scheme: &Compiled,
    sent: &[&str],
    member: &Member<'_, '_>,
) -> Result<(), Error> {
    for (name, is_prefix) in scheme.signed_fields() {
        let is_of_host = |host: &&&str| {
            let end = if is_prefix { name.len() } else { host.len() };
            host.get(..end).is_some_and(|begin| is_same(begin, name))
        };
        let mut of_host = HOST.iter().chain(AMBIENT).filter(is_of_host);
        let is_sent = |host: &&str| sent.iter().any(|field| is_same(field, host));
        if of_host.any(|host| !is_sent(host)) || !is_prefix && is_reserved(name) {
            let error = member.fault("").in_words(&[
                "signs the header field `",
                name,
                "`, which `fetch` or a proxy may write",
            ]);
            return Err(error.with_hint(if is_same(name, "host") {
                "to sign the host, write `{host}`"
            } else if is_reserved(name) {
                "leave it out"
            } else {
                "to sign it, also write its value in `headers` of the definition"
            }));
        }
    }
    if sent.iter().any(|field| scheme.is_signed_otherwise(field)) {
        return Err(member
            .fault("signs and sends two spellings of a header field, such as X_Id and X-Id; use one spelling"));
    }
    Ok(())
}

/// Whether the host, a browser or a proxy may write this field.
fn is_reserved(field: &str) -> bool {
    let begins = |start: &&str| {
        field
            .get(..start.len())
            .is_some_and(|begin| is_same(start, begin))
    };
    let is_ambient = AMBIENT.iter().any(|other| is_same(other, field));
    is_ambient || is_diverting(field) || ["Proxy-", "Sec-"].iter().any(begins)
}

/// Collects the fields that the profile writes. Rejects a field that would be written twice in one request.
pub(super) fn own(root: &Member<'_, '_>, profile: &mut Profile) -> Result<(), Error> {
    let mut always: Vec<&str> = profile.fields.iter().map(|(field, _)| &**field).collect();
    if let Some(rule) = &profile.idempotency {
        if always.iter().any(|other| is_same(other, &rule.field)) {
            return Err(twice(root.missing("idempotency", TWICE), &rule.field));
        }
        always.push(&rule.field);
    }
    let mut own: Vec<String> = always.iter().map(|field| String::from(*field)).collect();
    for (name, auth) in &profile.auths {
        let fields: Vec<&str> = written(auth).collect();
        for (place, field) in fields.iter().enumerate() {
            let mut others = always.iter().chain(fields.get(..place).unwrap_or_default());
            if others.any(|other| is_same(other, field)) {
                let error = if name.is_empty() {
                    root.missing("auth", TWICE)
                } else {
                    root.missing(name, TWICE).within("alternatives")
                };
                return Err(twice(error, field));
            }
            if !own.iter().any(|other| is_same(other, field)) {
                own.push((*field).into());
            }
        }
    }
    profile.own_fields = own;
    Ok(())
}

/// Rejects a `Content-Type` of the format in which payauth does not write bodies.
pub(super) fn check_format(root: &Member<'_, '_>, profile: &Profile) -> Result<(), Error> {
    let is_form = profile.body_format == BodyFormat::Form;
    let is_opposite = |(field, text): &(String, Text)| match text.parts.as_slice() {
        [TextPart::Literal(value)] => {
            is_same(field, CONTENT_TYPE) && is_opposite_format(is_form, value)
        }
        _ => false,
    };
    if profile.fields.iter().any(is_opposite) {
        return Err(root.missing(
            "body",
            "must be the format of the Content-Type in `headers`",
        ));
    }
    Ok(())
}

/// The names of the fields that an auth writes.
fn written(auth: &Auth) -> impl Iterator<Item = &str> {
    let has_authorization = auth.bearer.is_some() || auth.basic.is_some();
    let of_scheme = auth
        .signature
        .iter()
        .flat_map(|signature| signature.scheme.written_fields());
    has_authorization
        .then_some("Authorization")
        .into_iter()
        .chain(auth.fields.iter().map(|(field, _)| &**field))
        .chain(of_scheme)
}

/// Adds the name of the field to an error, as its hint.
#[cold]
fn twice(error: Error, field: &str) -> Error {
    error.with_hint(&["send `", field, "` only once"].concat())
}

const NAME: &str = "must be a header field name: 1 to 64 letters, digits or marks such as - and _";
const TWICE: &str = "sets a header field that another member also sets";
/// Fields that hosts add to every request, unless the request has them.
const HOST: &[&str] = &[
    "Host",
    "Connection",
    "Content-Length",
    "Transfer-Encoding",
    "Accept",
    "Accept-Charset",
    "Accept-Encoding",
    "Accept-Language",
    "User-Agent",
    "Sec-Fetch-Mode",
];
/// Fields that a browser or a proxy may add.
const AMBIENT: &[&str] = &[
    "Cookie",
    "Cookie2",
    "Origin",
    "Referer",
    "Set-Cookie",
    "Via",
    "Forwarded",
];
