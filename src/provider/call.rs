//! A request to authorize.

use super::params::Params;
use crate::{Fields, UnixTime};

/// A request to authorize.
#[derive(Debug)]
#[non_exhaustive]
pub struct Call<'a> {
    /// The path, which may have a query. The path is appended to the base URL.
    ///
    /// If there are [`params`](Self::params), the path is a template, such as `/v1/payments/{id}/refunds`.
    pub path: &'a str,
    /// The values of the placeholders in the path.
    pub params: Params,
    /// The method. The default is POST with a body, and GET without a body. If the listed endpoints with this path
    /// have only another method, the default is this method. There are exceptions, which set no default: an
    /// endpoint whose path ends with `*`; and endpoints whose path has a `{name}`, with DELETE, with GET or HEAD
    /// if there is a body, or with different methods.
    pub method: Option<&'a str>,
    /// The caller's header fields.
    pub fields: Fields,
    /// The idempotency key. All attempts of one operation have the same key.
    pub idempotency_key: Option<&'a str>,
    /// The name of one of the provider's ways to authenticate. The default is the way of the endpoint.
    pub auth: Option<&'a str>,
    /// The value of the `Authorization` field, if the request needs an access token.
    pub authorization: Option<&'a str>,
    /// Random text in the format of the signature's nonce; empty if the signature has no nonce.
    pub nonce: &'a str,
    /// The time at which the request is signed.
    pub now: UnixTime,
}

impl<'a> Call<'a> {
    /// A request to `path` that is signed at the time `now`.
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
            nonce: "",
            now,
        }
    }

    /// The same request, with values for the placeholders in its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::provider::{Call, Client, Credentials, Params, Profile};
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("apiKey", "dp_test_key")?;
    /// credentials.push("apiSecret", "sk_test_secret")?;
    /// let doorpay = Profile::named("doorpay").unwrap();
    /// let client = Client::new(doorpay, credentials, "sandbox", "")?;
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

    /// The same request, with this method.
    #[must_use]
    pub fn method(self, method: &'a str) -> Self {
        Self {
            method: Some(method),
            ..self
        }
    }

    /// The same request, with these header fields.
    #[must_use]
    pub fn fields(self, fields: Fields) -> Self {
        Self { fields, ..self }
    }

    /// The same request, with this idempotency key.
    #[must_use]
    pub fn idempotency_key(self, key: &'a str) -> Self {
        Self {
            idempotency_key: Some(key),
            ..self
        }
    }

    /// The same request, with the name of another of the provider's ways to authenticate.
    #[must_use]
    pub fn auth(self, name: &'a str) -> Self {
        Self {
            auth: Some(name),
            ..self
        }
    }

    /// The same request with an access token. Pass the result of
    /// [`Decision::authorization`](crate::token::Decision::authorization).
    #[must_use]
    pub fn authorization(self, value: &'a str) -> Self {
        Self {
            authorization: Some(value),
            ..self
        }
    }

    /// The same request, with this random text for the signature.
    #[must_use]
    pub fn nonce(self, nonce: &'a str) -> Self {
        Self { nonce, ..self }
    }
}
