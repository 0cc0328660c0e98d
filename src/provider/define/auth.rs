//! Reads how requests are authenticated.

use alloc::string::String;
use alloc::vec::Vec;

use super::common::MISSING;
use super::constants;
use super::fields::{self, check, check_signed};
use super::names::{self, DefinedNames, SentField};
use super::texts::{self, Use};
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::{Auth, Signature, Text, TextPart};
use crate::scheme::{Compiled, Context, Part};
use crate::{Error, ErrorKind};

/// Reads `auth` and `alternatives`, and adds the auth `none` at the end. `sent` contains the fields that all requests
/// can have.
pub(super) fn read(
    root: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    sent: &[SentField<'_>],
    auths: &mut Vec<(String, Auth)>,
) -> Result<(), Error> {
    auth("", &root.need("auth", MISSING)?, names, sent, auths)?;
    if let Some(alternatives) = root.get("alternatives") {
        alternatives.each(8, &mut |name, member| {
            names::check(name, member)?;
            if name == NONE {
                return Err(member.fault("has a reserved name; choose another name"));
            }
            auth(name, member, names, sent, auths)
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
    sent: &[SentField<'_>],
    auths: &mut Vec<(String, Auth)>,
) -> Result<(), Error> {
    member.only(&["bearer", "basic", "headers", "signature"])?;
    auths.push((name.into(), Auth::default()));
    let Some((_, auth)) = auths.last_mut() else {
        return Ok(());
    };
    if let Some(bearer) = member.get("bearer") {
        auth.bearer = Some(token(&bearer, names)?);
    }
    if let Some(given) = member.get("basic") {
        if auth.bearer.is_some() {
            return Err(given.fault(
                "cannot be combined with `bearer`; move one of them to a separate member of `alternatives`",
            ));
        }
        basic(&given, names, &mut auth.basic)?;
    }
    if let Some(headers) = member.get("headers") {
        fields::read(&headers, names, Use::Auth, &mut auth.fields)?;
    }
    if let Some(given) = member.get("signature") {
        let mut sent = sent.to_vec();
        sent.extend(names.sent(&auth.fields));
        if auth.bearer.is_some() || auth.basic.is_some() {
            sent.push(("Authorization", true));
        }
        auth.signature = Some(signature(&given, names, &sent)?);
    }
    let members = ["bearer", "basic", "headers", "signature"];
    constants::check_names(member, &members, names, &|name| auth.uses(name))?;
    let is_constant = |(_, text): &(String, Text)| !constants::has_value(text);
    let is_alone = auth.bearer.is_none() && auth.basic.is_none() && auth.signature.is_none();
    if is_alone && !auth.fields.is_empty() && auth.fields.iter().all(is_constant) {
        let error = member.missing("headers", constants::CONSTANT);
        return Err(
            error.with_hint("put fields without a credential into the definition's own `headers`")
        );
    }
    Ok(())
}

/// Reads the text after `Bearer`.
fn token(member: &Member<'_, '_>, names: &DefinedNames<'_>) -> Result<Text, Error> {
    let text = texts::read(member, names, Use::Auth)?;
    let has_space =
        |part: &TextPart| matches!(part, TextPart::Literal(literal) if literal.contains(' '));
    if text.parts.iter().any(has_space) {
        let error = member.fault("has a space, but payauth writes the word Bearer itself");
        return Err(error.with_hint(
            "write only the token, as in `{token}`; for another word, use `headers`, as in `{ \"Authorization\": \"Token {apiKey}\" }`",
        ));
    }
    constants::check(member, &text, names)?;
    Ok(text)
}

/// Reads a user-id and a password. The default password is empty.
#[inline(never)]
pub(super) fn basic(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    into: &mut Option<[Text; 2]>,
) -> Result<(), Error> {
    member.only(&["user", "password"])?;
    let given = member.need("user", MISSING)?;
    let user = texts::read(&given, names, Use::Plain)?;
    if let Some(TextPart::Literal(literal)) = user.parts.first()
        && literal.starts_with("Basic ")
    {
        return Err(
            given.fault("begins with Basic, but payauth writes that word itself; leave it out")
        );
    }
    let [user, password] = into.insert([user, Text::default()]);
    if let Some(given) = member.get("password") {
        *password = texts::read(&given, names, Use::Plain)?;
    }
    if constants::has_value(password) {
        return Ok(());
    }
    constants::check(&given, user, names)
}

/// Reads the text of the signing key. The text must contain a credential, or another value that differs between
/// clients.
pub(super) fn secret(member: &Member<'_, '_>, names: &DefinedNames<'_>) -> Result<Text, Error> {
    let text = texts::read(member, names, Use::Plain)?;
    constants::check(member, &text, names)?;
    Ok(text)
}

fn signature(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    sent: &[SentField<'_>],
) -> Result<Signature, Error> {
    member.only(&["secret", "scheme"])?;
    let secret = secret(&member.need("secret", MISSING)?, names)?;
    let member = member.need("scheme", MISSING)?;
    let scheme = scheme(&member, names, true)?;
    for field in scheme.written_fields() {
        check(
            field,
            &member
                .named("headers", member.value)
                .named(field, member.value),
        )?;
    }
    let fields: Vec<&str> = sent.iter().map(|(field, _)| *field).collect();
    check_signed(&scheme, &fields, &member)?;
    if scheme.needs_id() {
        let error = member.fault("must not have {id} or {key_id}, because a call cannot pass them");
        return Err(
            error.with_hint("write {var:…} for a credential, and {nonce} for a random text")
        );
    }
    let is_secret = |part: Part, name: &str| {
        if part.has(Part::VAR) {
            return names.is_secret(name);
        }
        let mut secrets = sent.iter().filter(|(_, is_secret)| *is_secret);
        secrets.any(|(field, _)| part.reads_field(name, field))
    };
    let has_secret = |(part, name): &(Part, &str)| scheme.has_value(*part, name, &is_secret);
    check_secrets(&scheme, names.has_secret(&secret), &member, &has_secret)?;
    Ok(Signature {
        reads_request: scheme.reads_request(),
        vars: scheme.used_vars().into_iter().map(String::from).collect(),
        scheme,
        secret,
    })
}

/// Rejects a scheme that puts a secret into a URL, or that sends a hash of a secret that anyone can compute. `is_keyed`
/// is false if others know the key of the signature.
fn check_secrets(
    scheme: &Compiled,
    is_keyed: bool,
    member: &Member<'_, '_>,
    is_secret: &dyn Fn(&(Part, &str)) -> bool,
) -> Result<(), Error> {
    if let Some((part, name)) = scheme.values_in_query(is_keyed).into_iter().find(is_secret) {
        let hint = if part.has(Part::VAR) {
            ["`", name, "` must be `public`, or be sent in `headers`"].concat()
        } else {
            [
                "a header field with the name or prefix `",
                name,
                "` has a secret",
            ]
            .concat()
        };
        return Err(member
            .missing("query", "would put a secret into a URL")
            .with_hint(&hint));
    }
    if scheme.values_sent_hashed(is_keyed).iter().any(is_secret) {
        let place = match member.get("digests") {
            Some(_) => "digests",
            None => "message",
        };
        let error = member.missing(place, "would send a plain hash of a secret");
        return Err(error.with_hint("add {timestamp} or {nonce} to the hashed text"));
    }
    Ok(())
}

/// Reads a scheme that is written as an object in the definition.
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
    if member.value.kind() != Kind::Object {
        let detail = if is_for_requests {
            "must be an object; only `webhook.scheme` can be the name of a scheme"
        } else {
            "must be an object or the name of a scheme"
        };
        return Err(member.wrong(detail));
    }
    Compiled::read_definition(member.value, context)
        .map_err(|error| error.of_kind(ErrorKind::Definition).within(&member.path()))
}

const NONE: &str = "none";
