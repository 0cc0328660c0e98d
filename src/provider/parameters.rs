//! Parameters that travel as one signed token.

use super::client::Client;
use crate::encoding::json::{Document, Kind};
use crate::{Error, ErrorKind, Secret, SecretText, jws};

impl Client {
    /// Signs parameters as an HS256 token, which replaces them in the request.
    ///
    /// `claims` is a JSON object with the parameters in its member `data`; a bare list of parameters
    /// would be signed, and then not be found by the provider.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::{Client, Credentials, pledg};
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("merchantSecret", "SECRET")?;
    /// let client = Client::new(&pledg::PROFILE, credentials, "staging", "")?;
    /// let token = client.sign_parameters(r#"{"data":{"reference":"order_123"}}"#)?;
    /// assert!(token.starts_with("eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9."));
    /// assert!(client.sign_parameters(r#"{"reference":"order_123"}"#).is_err());
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] without the secret that signs, or for a provider that takes no such
    /// token; [`ErrorKind::Body`] for claims without `data`; [`ErrorKind::Json`] and
    /// [`ErrorKind::TooLarge`].
    pub fn sign_parameters(&self, claims: &str) -> Result<SecretText, Error> {
        let secret = self.credentials.need(self.profile.parameters_secret)?;
        let document = Document::read(claims)?;
        let data = document.root().get("data");
        if data.is_none_or(|data| data.kind() != Kind::Object) {
            let detail = "has no object data, under which the provider looks for the parameters";
            return Err(Error::new(ErrorKind::Body, "claims", detail));
        }
        jws::sign(&Secret::text("merchantSecret", secret)?, claims.as_bytes())
    }
}
