//! The request for an access token.

use alloc::string::String;

use super::client::Client;
use super::profile::{BodyFormat, Text, TextPairs, TokenCall};
use crate::digest::sha256;
use crate::encoding::hex::{self, Case};
use crate::encoding::{form, json};
use crate::token::FORMAT;
use crate::{AuthorizedRequest, Error, Fields, SecretText};

impl Client {
    /// The request for a token, and the body of the request. If the request has no `Content-Type` and the text is
    /// empty, the request has no body.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::{Client, Credentials, Profile};
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("apiKey", "your_key")?;
    /// credentials.push("apiSecret", "your_secret")?;
    /// let pledg = Profile::named("pledg").unwrap();
    /// let client = Client::new(pledg, credentials, "staging", "")?;
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
    /// The errors of [`Client::machine`]. [`ErrorKind::FieldValue`](crate::ErrorKind::FieldValue) and
    /// [`ErrorKind::BasicUserPass`](crate::ErrorKind::BasicUserPass) for credentials that a header field cannot
    /// contain.
    pub fn token_request(&self) -> Result<(AuthorizedRequest, SecretText), Error> {
        self.machine()?;
        let mut fields = Fields::default();
        let mut url = SecretText::from(&*self.token_url);
        let mut body = SecretText::default();
        let mut method = "POST";
        if let Some(call) = &self.profile.token {
            if let Some(format) = call.format {
                fields.push_checked("Content-Type", format.media_type());
                self.push_pairs(format, &call.body, &mut body)?;
            }
            if call
                .fields
                .iter()
                .all(|(field, _)| !field.eq_ignore_ascii_case(ACCEPT))
            {
                fields.push_checked(ACCEPT, "application/json");
            }
            if let Some(basic) = &call.basic {
                fields.push("Authorization", &self.basic(basic)?)?;
            }
            for (field, text) in &call.fields {
                let value = self.offer(text, "")?;
                if !value.is_empty() {
                    fields.push(field, &value)?;
                }
            }
            let mut query = SecretText::default();
            self.push_pairs(BodyFormat::Form, &call.query, &mut query)?;
            if !query.is_empty() {
                let has_query = url.bytes().any(|byte| byte == b'?');
                url.push_str(if has_query { "&" } else { "?" });
                url.push_str(&query);
            }
            if call.is_get {
                method = "GET";
            }
        }
        Ok((AuthorizedRequest::new(method, "", &url, fields), body))
    }

    /// Appends the pairs of a name and a value, except pairs whose value is empty.
    fn push_pairs(
        &self,
        format: BodyFormat,
        pairs: &TextPairs,
        into: &mut SecretText,
    ) -> Result<(), Error> {
        let [open, equals, and, close] = format.punctuation();
        let mut before = open;
        for (name, text) in pairs {
            let value = self.offer(text, "")?;
            if value.is_empty() {
                continue;
            }
            into.push_str(before);
            format.push(into, name);
            into.push_str(equals);
            format.push(into, &value);
            before = and;
        }
        if before == open {
            into.push_str(open);
        }
        into.push_str(close);
        Ok(())
    }

    /// The first missing credential without which a token cannot be requested.
    pub(super) fn absent_for_token<'a>(&self, call: &'a TokenCall) -> Option<&'a str> {
        let mut found = None;
        let mut look = |text: &'a Text| {
            if found.is_none() && self.is_secret(text) {
                found = self.absent(text);
            }
        };
        call.basic.iter().flatten().for_each(&mut look);
        for pairs in [&call.fields, &call.query, &call.body] {
            for (_, text) in pairs {
                look(text);
            }
        }
        found
    }

    /// A name that identifies the complete token call, and so the token; `None` if credentials for the token call
    /// are missing.
    ///
    /// Each part follows its length, so different calls have different names. If a version of payauth writes states
    /// in another format, its names differ, too, so the states of the two versions stay separate.
    pub(super) fn token_key(&self) -> Option<String> {
        let call = self.profile.token.as_ref()?;
        if self.absent_for_token(call).is_some() || self.token_url.is_empty() {
            return None;
        }
        let mut parts = SecretText::default();
        let mut add = |text: &str| {
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes();
            parts.push_str(&hex::encode(&length, Case::Lower));
            parts.push_str(text);
        };
        add(&self.profile.name);
        add(&self.token_url);
        add(if call.is_get { "GET" } else { "POST" });
        for text in call.basic.iter().flatten() {
            add(&self.fill(text, ""));
        }
        for pairs in [&call.fields, &call.query, &call.body] {
            add("");
            for (name, text) in pairs {
                add(name);
                add(&self.fill(text, ""));
            }
        }
        let digest = sha256(&[parts.as_bytes(), FORMAT.as_bytes()]);
        Some(hex::encode(
            digest.get(..16).unwrap_or_default(),
            Case::Lower,
        ))
    }
}

impl BodyFormat {
    /// The texts at four places: before the first name, between a name and its value, between members, and at the
    /// end.
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

const ACCEPT: &str = "Accept";
