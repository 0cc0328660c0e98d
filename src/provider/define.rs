//! Makes a profile from a definition, which is JSON.
//!
//! The definitions of payauth and the definitions of its users are read by the same code. For a mistake in a
//! definition, this code returns an error with the path of the member. So mistakes are found before the first call.

mod auth;
mod common;
mod constants;
mod covers;
mod credentials;
mod endpoints;
mod errors;
mod fields;
mod names;
mod pages;
mod servers;
mod texts;
mod token;
mod url;
mod used;
mod webhook;

use alloc::string::String;
use alloc::vec::Vec;

use self::common::{MISSING, check_name, choose};
use self::names::{DefinedNames, SentField};
use super::own_field::CONTENT_TYPE;
use super::profile::{BodyFormat, Profile, Text};
use crate::definition::Member;
use crate::encoding::json::Document;
use crate::scheme::Compiled;
use crate::{Error, ErrorKind, grammar};

impl Profile {
    /// Reads a definition, which is one JSON object of at most 64 KiB.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::provider::{Call, Client, Credentials, Profile};
    ///
    /// let profile = Profile::define(r#"{
    ///     "name": "shop",
    ///     "servers": { "production": "https://api.shop.example" },
    ///     "credentials": { "key": {} },
    ///     "auth": { "bearer": "{key}" }
    /// }"#)?;
    /// assert_eq!(profile.origins, ["https://api.shop.example"]);
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("key", "sk_1")?;
    /// let client = Client::new(profile, credentials, "", "")?;
    /// let request = client.sign(&Call::new("/orders", UnixTime::from_secs(0)?), None)?;
    /// assert_eq!(request.field("Authorization"), Some("Bearer sk_1"));
    ///
    /// let error = Profile::define(r#"{ "name": "Shop" }"#).unwrap_err();
    /// assert_eq!((error.kind().code(), error.path()), ("ERR_DEFINITION", "name"));
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Definition`] for a mistake in the definition. [`Error::path`] is the path of the member with
    /// the mistake.
    pub fn define(json: &str) -> Result<Self, Error> {
        Self::define_with(json, None)
    }

    /// Like [`Profile::define`]. `scheme` is the compiled scheme that `webhook.scheme` names.
    pub(crate) fn define_with(json: &str, scheme: Option<&Compiled>) -> Result<Self, Error> {
        let document = Document::read(json)
            .map_err(|error| error.of_kind(ErrorKind::Definition).about("definition"))?;
        let mut profile = Self::nothing();
        read(&Member::root(document.root()), scheme, &mut profile)?;
        Ok(profile)
    }
}

/// Reads a definition into an existing profile. So if the function returns an error, it has no values that must be
/// dropped.
#[inline(never)]
fn read(
    root: &Member<'_, '_>,
    scheme: Option<&Compiled>,
    profile: &mut Profile,
) -> Result<(), Error> {
    root.only(MEMBERS)?;
    if let Some(schema) = root.get("$schema") {
        schema.text()?;
    }
    profile.name = name(&root.need("name", MISSING)?)?;
    let servers = root.need("servers", MISSING)?;
    servers::read(&servers, &mut profile.servers)?;
    let credentials = root.need("credentials", MISSING)?;
    credentials::read(&credentials, &profile.servers, &mut profile.credentials)?;
    servers::read_urls(&servers, profile)?;
    if let Some(member) = root.get("pathPrefix") {
        profile.path_prefix = path_prefix(&member)?;
    }
    if let Some(member) = root.get("body") {
        profile.body_format = choose(&member, &["json", "form"], &BodyFormat::ALL)?;
    }
    if let Some(member) = root.get("versionHeader") {
        profile.version_field = fields::name(&member)?;
    }
    forbidden(root, &mut profile.forbidden_fields)?;
    endpoints::rule(root, &mut profile.idempotency)?;
    errors::read(root, &mut profile.errors)?;
    pages::read(root, &mut profile.pages)?;
    read_texts(root, scheme, profile)?;
    fields::own(root, profile)?;
    fields::check_format(root, profile)?;
    endpoints::read(root, profile)?;
    servers::add_hosts(profile);
    used::check(root, profile)
}

/// Reads the members whose texts contain placeholders.
#[inline(never)]
fn read_texts(
    root: &Member<'_, '_>,
    scheme: Option<&Compiled>,
    profile: &mut Profile,
) -> Result<(), Error> {
    let names = DefinedNames {
        credentials: &profile.credentials,
        servers: &profile.servers,
        scheme,
        has_token: root.get("token").is_some(),
    };
    if let Some(member) = root.get("headers") {
        fields::read(&member, &names, texts::Use::Plain, &mut profile.fields)?;
    }
    let idempotency = profile.idempotency.iter().map(|rule| &*rule.field);
    let open = idempotency.chain([CONTENT_TYPE]);
    let mut sent: Vec<SentField<'_>> = open.map(|field| (field, false)).collect();
    sent.push(("Authorization", false));
    sent.extend(names.sent(&profile.fields));
    auth::read(root, &names, &sent, &mut profile.auths)?;
    constants::check_names(root, &["headers"], &names, &|name| {
        let mut auths = profile.auths.iter();
        profile.fields.iter().any(|(_, text)| text.uses(name))
            || auths.any(|(_, auth)| auth.uses(name))
    })?;
    webhook::read(root, &names, &mut profile.webhook)?;
    if let Some(member) = root.get("token") {
        token::read(&member, &names, &mut profile.origins, &mut profile.token)?;
    }
    parameters(root, &names, &mut profile.parameters)
}

/// `name = %x61-7A *31( %x61-7A / DIGIT / "-" )`
fn name(member: &Member<'_, '_>) -> Result<String, Error> {
    let name = member.text()?;
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name.len() > 32
        || !name.starts_with(|first: char| first.is_ascii_lowercase())
        || !name.bytes().all(is_name)
    {
        let error = member.fault(
            "must be 1 to 32 lower-case letters, digits and -, and must begin with a letter",
        );
        let kebab = kebab(&name);
        if kebab == name || kebab.len() > 32 || !kebab.bytes().all(is_name) {
            return Err(error);
        }
        return Err(error.with_hint(&["write `", &kebab, "`"].concat()));
    }
    Ok(name)
}

/// Turns a name with upper-case letters, spaces, `_` and dots into a name with hyphens.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    let mut is_small = false;
    for letter in name.trim().chars() {
        let is_mark = matches!(letter, ' ' | '_' | '.');
        let is_next = is_mark || letter.is_ascii_uppercase() && is_small;
        if is_next && !kebab.is_empty() && !kebab.ends_with('-') {
            kebab.push('-');
        }
        if !is_mark {
            kebab.push(letter.to_ascii_lowercase());
        }
        is_small = !letter.is_ascii_uppercase();
    }
    kebab
}

fn path_prefix(member: &Member<'_, '_>) -> Result<String, Error> {
    let prefix = member.short(256)?;
    let is_path = |byte: u8| grammar::is_pchar(byte) || byte == b'/';
    if !prefix.starts_with('/') || !prefix.bytes().all(is_path) {
        return Err(member.wrong(
            "must begin with /, and may contain only letters, digits and /-._~!$&'()*+,;=:@",
        ));
    }
    Ok(prefix)
}

/// The header fields that callers must not send.
fn forbidden(root: &Member<'_, '_>, forbidden: &mut Vec<String>) -> Result<(), Error> {
    let Some(member) = root.get("forbidden") else {
        return Ok(());
    };
    member.items(16, &mut |item| {
        forbidden.push(fields::name(item)?);
        Ok(())
    })
}

/// Reads the secret that signs parameters as a token, and the name of the claim that contains the parameters.
fn parameters(
    root: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    into: &mut Option<(Text, String)>,
) -> Result<(), Error> {
    let Some(member) = root.get("parameters") else {
        return Ok(());
    };
    member.only(&["secret", "member"])?;
    let secret = auth::secret(&member.need("secret", MISSING)?, names)?;
    let (_, claim) = into.insert((secret, String::new()));
    if let Some(given) = member.get("member") {
        *claim = given.short(256)?;
        check_name(claim, &given)?;
    }
    Ok(())
}

const MEMBERS: &[&str] = &[
    "$schema",
    "about",
    "name",
    "servers",
    "credentials",
    "headers",
    "forbidden",
    "body",
    "pathPrefix",
    "auth",
    "alternatives",
    "endpoints",
    "idempotency",
    "token",
    "errors",
    "webhook",
    "parameters",
    "pages",
    "versionHeader",
];
