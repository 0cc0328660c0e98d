//! The header fields of a request.

use super::call::Call;
use super::client::Client;
use super::profile::{Auth, Authorization, Endpoint};
use crate::ErrorKind::BearerToken;
use crate::{Error, ErrorKind, Fields, grammar, idempotency, secret};

impl Client {
    /// The fields that are known before the body: the caller's, then those of the profile.
    pub(super) fn fields(
        &self,
        call: &Call<'_>,
        endpoint: Option<&Endpoint>,
        auth: &Auth,
        has_body: bool,
    ) -> Result<Fields, Error> {
        let mut fields = self.own_fields(&call.fields)?;
        if has_body && fields.get("Content-Type").is_none() {
            fields.push_checked("Content-Type", "application/json");
        }
        let key_field = endpoint.map_or("", |known| known.idempotency_field);
        let detail = match call.idempotency_key {
            None if !key_field.is_empty() => {
                "is needed here; make one per operation, and give it to every retry"
            }
            Some(_) if key_field.is_empty() => "is not taken by this endpoint",
            Some(key) => {
                idempotency::check(key)?;
                fields.push_checked(key_field, key);
                ""
            }
            None => "",
        };
        if !detail.is_empty() {
            return Err(Error::new(
                ErrorKind::IdempotencyKey,
                "idempotencyKey",
                detail,
            ));
        }
        for (name, credential) in auth.fields {
            fields.push_checked(name, self.credentials.get(credential));
        }
        let authorization = match auth.authorization {
            Authorization::Bearer => bearer(call.authorization)?,
            _ if call.authorization.is_some() => {
                return Err(Error::new(
                    BearerToken,
                    AUTHORIZATION,
                    "is not taken by this endpoint",
                ));
            }
            other => &self.credentials.authorization(other)?,
        };
        if !authorization.is_empty() {
            fields.push("Authorization", authorization)?;
        }
        Ok(fields)
    }

    /// The caller's fields, where each may be sent.
    fn own_fields(&self, given: &Fields) -> Result<Fields, Error> {
        let mut fields = Fields::default();
        for (place, (name, value)) in given.iter().enumerate() {
            if place >= MOST_FIELDS {
                let detail = "are more than 1024 fields";
                return Err(Error::new(ErrorKind::TooLarge, "headers", detail));
            }
            self.profile.check_field(name)?;
            if fields.get(name).is_some() {
                let detail = "is given twice; join its values";
                return Err(Error::named(ErrorKind::FieldForbidden, name, detail));
            }
            fields.push(name, value)?;
        }
        Ok(fields)
    }
}

/// The value of an `Authorization` field, if it carries a bearer token.
fn bearer(value: Option<&str>) -> Result<&str, Error> {
    let refuse = |detail| Error::new(BearerToken, AUTHORIZATION, detail);
    let value =
        value.ok_or_else(|| refuse("is needed here; give what the token's decision gave"))?;
    match value.strip_prefix("Bearer ") {
        Some(token) if grammar::is_token68(token) && !secret::is_word(token) => Ok(value),
        _ => Err(refuse("is not \"Bearer \" and a token (RFC 6750, 2.1)")),
    }
}

/// Each field is compared with all before it; servers take fewer.
const MOST_FIELDS: usize = 1024;

const AUTHORIZATION: &str = "authorization";
