//! What verifies a provider's webhooks.

use alloc::sync::Arc;

use super::client::Client;
use super::profile::Profile;
use crate::scheme::Compiled;
use crate::webhook::{Receiver, Secrets, Validity};
use crate::{Encoding, Error, ErrorKind, SecretText};

impl Client {
    /// What verifies this provider's webhooks, by the credentials.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::provider::{Client, Credentials, dogpay};
    /// use payauth::webhook::Delivery;
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("appid", "your_API_Key")?;
    /// credentials.push("secret", "your_API_Secret")?;
    /// let client = Client::new(&dogpay::PROFILE, credentials, "sandbox", "")?;
    /// let receiver = client.webhooks()?;
    ///
    /// let now = UnixTime::from_secs(1_709_380_800)?;
    /// let delivery = Delivery::new(&[("wh-signature", "00")], now);
    /// assert!(receiver.verify(&delivery, b"{}").is_err());
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::webhook_scheme`]; [`ErrorKind::Secret`] where webhooks have a secret that is no
    /// credential; [`ErrorKind::Credentials`] where the client lacks the one that is the secret.
    pub fn webhooks(&self) -> Result<Receiver, Error> {
        let scheme = self.webhook_scheme(None)?;
        let (mut id, mut text) = (SecretText::default(), SecretText::default());
        for name in self.profile.webhook.secret {
            if !id.is_empty() {
                id.push_str(":");
                text.push_str(":");
            }
            id.push_str(name);
            text.push_str(self.credentials.need(name)?);
        }
        let mut secrets = Secrets::default();
        if !id.is_empty() {
            secrets.push(&id, scheme.key(SECRETS, &text)?, Validity::ALWAYS)?;
        }
        self.webhooks_with(scheme, secrets)
    }

    /// What verifies this provider's webhooks, by a scheme and secrets of the caller's, or by the
    /// scheme of its profile.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] where there are no secrets: without one, a webhook proves nothing.
    pub fn webhooks_with(
        &self,
        scheme: impl Into<Arc<Compiled>>,
        secrets: Secrets,
    ) -> Result<Receiver, Error> {
        let Profile { name, webhook, .. } = self.profile;
        Ok(Receiver::new(scheme, secrets)?.of(name, &webhook.sender))
    }

    /// How this provider signs its webhooks; with another encoding, where that is not documented.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a provider that does not publish how it signs, and for an encoding
    /// where it does.
    pub fn webhook_scheme(&self, encoding: Option<Encoding>) -> Result<Compiled, Error> {
        let webhook = &self.profile.webhook;
        let Some(scheme) = &webhook.scheme else {
            return Err(Error::new(
                ErrorKind::Option,
                "webhookScheme",
                webhook.advice,
            ));
        };
        let scheme = scheme.compile()?;
        match encoding {
            None => Ok(scheme),
            Some(encoding) if webhook.has_open_encoding => Ok(scheme.with_encoding(encoding)),
            Some(_) => {
                let detail = "is documented, and cannot be changed";
                Err(Error::new(ErrorKind::Option, "webhookEncoding", detail))
            }
        }
    }
}

const SECRETS: &str = "secrets";
