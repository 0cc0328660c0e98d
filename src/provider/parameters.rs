//! Parameters that are sent as one signed token.

use super::client::Client;
use crate::encoding::json::{Document, Kind};
use crate::{Error, ErrorKind, Secret, SecretText, jws};

impl Client {
    /// Signs parameters as an HS256 token, which is sent instead of the parameters.
    ///
    /// `claims` is a JSON object. The member that the profile names must contain the parameters, because the
    /// provider would not find them in another member.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::{Client, Credentials, Profile};
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("merchantSecret", "SECRET")?;
    /// let pledg = Profile::named("pledg").unwrap();
    /// let client = Client::new(pledg, credentials, "staging", "")?;
    /// let token = client.sign_parameters(r#"{"data":{"reference":"order_123"}}"#)?;
    /// assert!(token.starts_with("eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9."));
    /// assert!(client.sign_parameters(r#"{"reference":"order_123"}"#).is_err());
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the secret that signs is missing, or if the provider accepts no such token.
    /// [`ErrorKind::Body`] for claims without the member that the profile names. [`ErrorKind::Json`] and
    /// [`ErrorKind::TooLarge`] for claims that are not JSON or that are too long.
    pub fn sign_parameters(&self, claims: &str) -> Result<SecretText, Error> {
        let Some((secret, claim)) = &self.profile.parameters else {
            let detail = "cannot sign parameters: the definition has no `parameters`";
            return Err(Error::new(ErrorKind::Credentials, "credentials", detail));
        };
        let document = Document::read(claims).map_err(|error| error.of_caller().about("claims"))?;
        let root = document.root();
        let data = if claim.is_empty() {
            Some(root)
        } else {
            root.get(claim)
        };
        let secret_text = self.need(secret, "")?;
        if data.is_none_or(|data| data.kind() != Kind::Object) {
            let fault = if claim.is_empty() {
                "must be an object"
            } else {
                "must contain an object in the member "
            };
            let detail = [fault, claim];
            return Err(Error::new(ErrorKind::Body, "claims", "").in_words(&detail));
        }
        let name = secret.credentials().next().unwrap_or_default();
        let secret = Secret::text("secret", &secret_text).map_err(|error| error.about(name))?;
        jws::sign(&secret, claims.as_bytes())
    }
}
