//! From a call to an authorized request.

use super::client::Client;
use super::params::Params;
use super::profile::{Auth, Authorization, Endpoint};
use crate::ErrorKind::BearerToken;
use crate::owner::Owner;
use crate::scheme::{Envelope, Signer};
use crate::{AuthorizedRequest, Error, ErrorKind, Fields, UnixTime, grammar, idempotency, secret};

/// A request that is to be authorized.
#[derive(Debug)]
#[non_exhaustive]
pub struct Call<'a> {
    /// The path, which may carry a query. It is appended to the base URL.
    ///
    /// With [`params`](Self::params), a template: `/v1/payments/{id}/refunds`.
    pub path: &'a str,
    /// What stands in the places of the path.
    pub params: Params,
    /// The method; by default the known endpoint's, else POST with a body and GET without.
    pub method: Option<&'a str>,
    /// Header fields of the caller's own.
    pub fields: Fields,
    /// The key that all attempts of one operation share.
    pub idempotency_key: Option<&'a str>,
    /// Which of the ways to authenticate that the provider leaves open; by default the endpoint's.
    pub auth: Option<&'a str>,
    /// The value of the `Authorization` field, where a token is needed.
    pub authorization: Option<&'a str>,
    /// When the request is signed.
    pub now: UnixTime,
}

impl<'a> Call<'a> {
    /// A request to `path` that is signed at `now`.
    #[must_use]
    pub fn new(path: &'a str, now: UnixTime) -> Self {
        Self {
            path,
            params: Params::default(),
            method: None,
            fields: Fields::default(),
            idempotency_key: None,
            auth: None,
            authorization: None,
            now,
        }
    }

    /// The same request, whose path is a template that these fill.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::provider::{Call, Client, Credentials, Params, doorpay};
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("apiKey", "dp_test_key")?;
    /// credentials.push("apiSecret", "sk_test_secret")?;
    /// let client = Client::new(&doorpay::PROFILE, credentials, "sandbox", "")?;
    ///
    /// let mut params = Params::default();
    /// params.push("id", "order 7")?;
    /// let call = Call::new("/orders/{id}", UnixTime::from_secs(1_709_380_800)?).params(params);
    /// let url = "https://api.thedoorpay.com/sandbox/api/merchant/v1/orders/order%207";
    /// assert_eq!(client.sign(&call, None)?.url(), url);
    /// # Ok::<(), payauth::Error>(())
    /// ```
    #[must_use]
    pub fn params(self, params: Params) -> Self {
        Self { params, ..self }
    }

    /// The same request with a method.
    #[must_use]
    pub fn method(self, method: &'a str) -> Self {
        Self {
            method: Some(method),
            ..self
        }
    }

    /// The same request with header fields.
    #[must_use]
    pub fn fields(self, fields: Fields) -> Self {
        Self { fields, ..self }
    }

    /// The same request with an idempotency key.
    #[must_use]
    pub fn idempotency_key(self, key: &'a str) -> Self {
        Self {
            idempotency_key: Some(key),
            ..self
        }
    }

    /// The same request, authenticated in another of the ways that the provider leaves open.
    #[must_use]
    pub fn auth(self, name: &'a str) -> Self {
        Self {
            auth: Some(name),
            ..self
        }
    }

    /// The same request with an access token, as
    /// [`Decision::authorization`](crate::token::Decision::authorization) has it.
    #[must_use]
    pub fn authorization(self, value: &'a str) -> Self {
        Self {
            authorization: Some(value),
            ..self
        }
    }
}

/// A request whose body is on its way through [`Signing::absorb`].
#[derive(Debug)]
pub struct Signing {
    request: AuthorizedRequest,
    signer: Option<Signer>,
    owner: Owner,
}

impl Signing {
    /// Adds the next piece of the body, exactly as it will be sent.
    pub fn absorb(&mut self, piece: &[u8]) {
        if let Some(signer) = &mut self.signer {
            signer.absorb(piece);
        }
    }
}

impl Client {
    /// Authorizes a request whose body is at hand.
    ///
    /// # Errors
    ///
    /// As [`Client::begin`] and [`Client::finish`].
    pub fn sign(&self, call: &Call<'_>, body: Option<&[u8]>) -> Result<AuthorizedRequest, Error> {
        let mut signing = self.begin(call, body.is_some())?;
        signing.absorb(body.unwrap_or_default());
        self.finish(signing)
    }

    /// Whether a call needs an access token.
    ///
    /// # Errors
    ///
    /// As [`Client::begin`], for what it says of path, method and auth.
    pub fn takes_token(&self, call: &Call<'_>, has_body: bool) -> Result<bool, Error> {
        let path = call.params.fill(call.path)?;
        let (_, _, auth) = self.route(call, &path, has_body)?;
        Ok(matches!(auth.authorization, Authorization::Bearer))
    }

    /// Authorizes a request whose body comes in pieces.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Path`] for a path that some server reads as another, or that leaves the API; for
    ///   parameters that do not fill it, or that make it a known endpoint
    /// - [`ErrorKind::Method`] for a method that the endpoint does not have
    /// - [`ErrorKind::Body`] for a GET or HEAD with a body
    /// - [`ErrorKind::IdempotencyKey`] for one that is missing, malformed or not taken
    /// - [`ErrorKind::FieldForbidden`] for a field that the profile writes or forbids, or that would change
    ///   where the request goes
    /// - [`ErrorKind::TooLarge`] for a path above 8 KiB, and for more than 1024 fields
    /// - [`ErrorKind::Option`] for a way to authenticate that the provider does not leave open
    /// - [`ErrorKind::BearerToken`] for a token that is missing, malformed or not taken
    /// - [`ErrorKind::Credentials`] for a credential that the request needs and the client lacks
    pub fn begin(&self, call: &Call<'_>, has_body: bool) -> Result<Signing, Error> {
        let path = call.params.fill(call.path)?;
        let (method, endpoint, auth) = self.route(call, &path, has_body)?;
        let fields = self.fields(call, endpoint, auth, has_body)?;
        let request = AuthorizedRequest::new(method, &self.base_url, &path, fields);
        let signature = self.signature.as_ref().filter(|_| auth.is_signed);
        let envelope = Envelope::new(call.now);
        let signer = signature
            .map(|(scheme, key)| scheme.begin(key, &envelope))
            .transpose()?;
        Ok(Signing {
            request,
            signer,
            owner: self.owner.clone(),
        })
    }

    /// Ends a request that was begun by the same client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`] for a body with a digit at an end where the scheme writes a timestamp: the
    /// signature would also fit another body. [`ErrorKind::Option`] for a request that another client
    /// began.
    pub fn finish(&self, signing: Signing) -> Result<AuthorizedRequest, Error> {
        let Signing {
            mut request,
            signer,
            owner,
        } = signing;
        self.owner.check(&owner)?;
        if let (Some(signer), Some((scheme, key))) = (signer, &self.signature) {
            signer.finish(scheme, key, request.fields_mut())?;
        }
        Ok(request)
    }

    /// The fields that are known before the body: the caller's, then those of the profile.
    fn fields(
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
