//! The header fields of a call.

use alloc::string::String;

use super::call::Call;
use super::client::Client;
use super::credentials::BEARER;
use super::own_field::{CONTENT_TYPE, own_fields};
use super::profile::{Auth, Takes, Text};
use super::route::Route;
use crate::ErrorKind::BearerToken;
use crate::auth::basic::{Basic, UserPass};
use crate::encoding::decimal;
use crate::{Error, ErrorKind, Fields, SecretText, grammar, idempotency, secret};

impl Client {
    /// The header fields that do not depend on the body. The caller's fields are first, and the profile's fields
    /// follow.
    pub(super) fn fields(
        &self,
        call: &Call<'_>,
        route: &Route<'_>,
        has_body: bool,
    ) -> Result<Fields, Error> {
        let mut fields = own_fields(&call.fields, &|name| self.profile.check_field(name))?;
        if has_body && fields.get(CONTENT_TYPE).is_none() && !self.profile.writes(CONTENT_TYPE) {
            fields.push_checked(CONTENT_TYPE, self.profile.body_format.media_type());
        }
        self.push_key(call.idempotency_key, route, &mut fields)?;
        for (field, text) in &self.profile.fields {
            let value = self.fill(text, "");
            if !value.is_empty() {
                fields.push(field, &value)?;
            }
        }
        self.push_auth(call, self.auth(route.auth), Which::All, &mut fields)?;
        Ok(fields)
    }

    /// The fields that differ between the calls of one route, if the caller passes no fields.
    #[cfg(feature = "wasm")]
    pub(super) fn varying(&self, call: &Call<'_>, route: &Route<'_>) -> Result<Fields, Error> {
        let mut fields = Fields::default();
        self.push_key(call.idempotency_key, route, &mut fields)?;
        self.push_auth(call, self.auth(route.auth), Which::Varying, &mut fields)?;
        Ok(fields)
    }

    /// Adds the idempotency key, if the endpoint accepts a key.
    fn push_key(
        &self,
        key: Option<&str>,
        route: &Route<'_>,
        fields: &mut Fields,
    ) -> Result<(), Error> {
        let rule = self.profile.idempotency.as_ref();
        let of_endpoint = route.endpoint.and_then(|known| known.idempotency);
        let takes = of_endpoint.or_else(|| {
            let is_taken = |known: &String| known.eq_ignore_ascii_case(route.method);
            let rule = rule.filter(|rule| rule.methods.iter().any(is_taken))?;
            Some(if rule.is_required {
                Takes::Required
            } else {
                Takes::Optional
            })
        });
        let rule = rule.filter(|_| !matches!(takes, None | Some(Takes::None)));
        let refuse = |detail| Error::new(ErrorKind::IdempotencyKey, "idempotencyKey", detail);
        let detail = match (key, rule) {
            (None, Some(_)) if takes == Some(Takes::Required) => {
                "is required; pass one key for each operation, the same in every retry"
            }
            (None, _) => return Ok(()),
            (Some(_), None) => "is not accepted by this endpoint; leave it out",
            (Some(key), Some(rule)) => {
                idempotency::check(key)?;
                if key.len() > rule.longest {
                    let limit = decimal::text(rule.longest);
                    return Err(refuse("").in_words(&[
                        "must have at most ",
                        &limit,
                        " characters for this provider",
                    ]));
                }
                if rule.is_uuid && !is_uuid(key) {
                    "must be a UUID in lower case for this provider"
                } else {
                    fields.push_checked(&rule.field, key);
                    return Ok(());
                }
            }
        };
        Err(refuse(detail))
    }

    /// Adds the fields that authenticate the request, except those that contain the signature.
    fn push_auth(
        &self,
        call: &Call<'_>,
        auth: &Auth,
        which: Which,
        fields: &mut Fields,
    ) -> Result<(), Error> {
        let token = if auth.takes_token() {
            bearer(call.authorization)?
        } else if call.authorization.is_some() {
            let detail = "is not accepted by this endpoint; leave it out";
            return Err(Error::new(BearerToken, AUTHORIZATION, detail));
        } else {
            ""
        };
        let is_meant = |text: &Text| which == Which::All || text.has_token();
        let mut is_sent = auth.sends_more();
        for (field, text) in &auth.fields {
            if !is_meant(text) {
                continue;
            }
            let value = self.offer(text, token)?;
            if !value.is_empty() {
                is_sent |= text.has_token() || text.credentials().next().is_some();
                fields.push(field, &value)?;
            }
        }
        if !is_sent && which == Which::All {
            self.need_one(auth.fields.iter().map(|(_, text)| text))?;
        }
        if let (Some(basic), Which::All) = (&auth.basic, which) {
            fields.push("Authorization", &self.basic(basic)?)?;
        }
        if let Some(text) = auth.bearer.as_ref().filter(|text| is_meant(text)) {
            let value = self.need(text, token)?;
            let mut authorization =
                SecretText::with_capacity(BEARER.len().saturating_add(value.len()));
            authorization.push_str(BEARER);
            authorization.push_str(&value);
            fields.push("Authorization", &authorization)?;
        }
        Ok(())
    }

    /// The value of an `Authorization` field with a user-id and a password.
    pub(super) fn basic(&self, pair: &[Text; 2]) -> Result<SecretText, Error> {
        let [user_id, password] = pair;
        let texts = (self.offer(user_id, "")?, self.offer(password, "")?);
        let is_sent =
            |text: &Text, value: &str| !value.is_empty() && text.credentials().next().is_some();
        if !is_sent(user_id, &texts.0) && !is_sent(password, &texts.1) {
            self.need_one(pair.iter())?;
        }
        let made = Basic::new(&texts.0, &texts.1, UserPass::Plain).map_err(|error| {
            let is_user_id = error.argument() == "userId";
            let text = if is_user_id { user_id } else { password };
            match text.credentials().next() {
                Some(name) => error.about(name),
                None => error,
            }
        })?;
        Ok(made.credentials())
    }

    /// Returns an error if a credential of these texts is missing. Together, the texts authenticate a request.
    fn need_one<'a>(&self, mut texts: impl Iterator<Item = &'a Text>) -> Result<(), Error> {
        match texts.find_map(|text| self.absent(text)) {
            Some(name) => self.credentials.need(name).map(|_| ()),
            None => Ok(()),
        }
    }
}

impl Auth {
    /// Whether a part other than the fields authenticates the request.
    fn sends_more(&self) -> bool {
        self.bearer.is_some() || self.basic.is_some() || self.signature.is_some()
    }
}

/// Selects the fields that are written.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Which {
    All,
    /// Only the fields that contain an access token.
    #[cfg(feature = "wasm")]
    Varying,
}

/// The token in `value`, which is the value of an `Authorization` field.
fn bearer(value: Option<&str>) -> Result<&str, Error> {
    let refuse = |detail| Error::new(BearerToken, AUTHORIZATION, detail);
    let value =
        value.ok_or_else(|| refuse("is missing; pass the `authorization` from token.decide()"))?;
    match value.strip_prefix(BEARER) {
        Some(token) if grammar::is_access_token(token) && !secret::is_word(token) => Ok(token),
        _ => Err(refuse(
            "must be \"Bearer \" and an access token, without spaces and not a word such as undefined",
        )),
    }
}

/// Whether a key is a UUID (RFC 9562, section 4) in lower case. Upper case is not accepted, because some servers
/// compare keys as texts.
fn is_uuid(key: &str) -> bool {
    let is_right = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    };
    key.len() == 36 && key.bytes().enumerate().all(is_right)
}

const AUTHORIZATION: &str = "authorization";
