//! The request for an access token.

use alloc::string::String;

use super::client::Client;
use super::profile::{Authorization, BodyFormat, Member, TokenCall};
use crate::digest::sha256;
use crate::encoding::hex::{self, Case};
use crate::encoding::{form, json};
use crate::token::FORMAT;
use crate::{AuthorizedRequest, Error, Fields, SecretText};

impl Client {
    /// The request for a token, and its body.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::{Client, Credentials, pledg};
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("apiKey", "your_key")?;
    /// credentials.push("apiSecret", "your_secret")?;
    /// let client = Client::new(&pledg::PROFILE, credentials, "staging", "")?;
    ///
    /// let (request, body) = client.token_request()?;
    /// assert_eq!(request.url(), "https://staging.back.ecard.pledg.co/api/token");
    /// assert_eq!(request.field("Authorization"), Some("Basic eW91cl9rZXk6eW91cl9zZWNyZXQ="));
    /// assert_eq!(&*body, "grant_type=client_credentials");
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::machine`].
    pub fn token_request(&self) -> Result<(AuthorizedRequest, SecretText), Error> {
        let (_, call) = self.tokens()?;
        let mut fields = Fields::default();
        fields.push("Content-Type", call.format.media_type())?;
        fields.push("Accept", "application/json")?;
        let authorization = self.credentials.authorization(call.authorization)?;
        if !authorization.is_empty() {
            fields.push("Authorization", &authorization)?;
        }
        let request = AuthorizedRequest::new("POST", &self.base_url, call.path, fields);
        Ok((request, self.token_body(call)?))
    }

    fn token_body(&self, call: &TokenCall) -> Result<SecretText, Error> {
        let [open, equals, and, close] = call.format.punctuation();
        let mut body = SecretText::default();
        let mut before = open;
        for (name, member) in call.body {
            let value = match member {
                Member::Text(text) => text,
                Member::Credential(name) => self.credentials.need(name)?,
            };
            body.push_str(before);
            call.format.push(&mut body, name);
            body.push_str(equals);
            call.format.push(&mut body, value);
            before = and;
        }
        body.push_str(close);
        Ok(body)
    }

    /// A name for the credentials and the endpoint of the token, and how it is asked for; `None`
    /// without the credentials for it.
    ///
    /// Each part stands after its length, so no two sets of credentials can have one name. A version of
    /// payauth that writes states in another format has other names, so neither disturbs the other.
    pub(super) fn token_key(&self) -> Option<(String, &'static TokenCall)> {
        let call = self.profile.token.as_ref()?;
        let mut parts = SecretText::default();
        parts.push_str(&self.base_url);
        parts.push_str(call.path);
        let mut add = |name: &str| {
            let text = self.credentials.get(name);
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes();
            parts.push_str(&hex::encode(&length, Case::Lower));
            parts.push_str(text);
            (!text.is_empty()).then_some(())
        };
        if let Authorization::Basic(user_id, password) = call.authorization {
            add(user_id)?;
            add(password)?;
        }
        for (_, member) in call.body {
            if let Member::Credential(name) = member {
                add(name)?;
            }
        }
        let digest = sha256(&[parts.as_bytes(), FORMAT.as_bytes()]);
        Some((
            hex::encode(digest.get(..16).unwrap_or_default(), Case::Lower),
            call,
        ))
    }
}

impl BodyFormat {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
        }
    }

    /// What stands before the first name, between name and value, between members, and at the end.
    const fn punctuation(self) -> [&'static str; 4] {
        match self {
            Self::Json => ["{", ":", ",", "}"],
            Self::Form => ["", "=", "&", ""],
        }
    }

    fn push(self, body: &mut SecretText, text: &str) {
        match self {
            Self::Json => json::quote::push(body, text),
            Self::Form => form::encode(body, text),
        }
    }
}
