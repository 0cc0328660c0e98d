//! Receivers of a provider's webhooks.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::client::{Client, secret_key};
use super::profile::Profile;
use crate::scheme::Compiled;
use crate::webhook::{Receiver, Secrets};
use crate::{Encoding, Error, ErrorKind};

impl Client {
    /// A receiver of this provider's webhooks. Its secrets are the client's credentials.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::provider::{Client, Credentials, Profile};
    /// use payauth::webhook::Delivery;
    ///
    /// let mut credentials = Credentials::default();
    /// credentials.push("appid", "your_API_Key")?;
    /// credentials.push("secret", "your_API_Secret")?;
    /// let dogpay = Profile::named("dogpay").unwrap();
    /// let client = Client::new(dogpay, credentials, "sandbox", "")?;
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
    /// The errors of [`Client::webhook_scheme`]. [`ErrorKind::Secret`] if the secret of the webhooks is not a
    /// credential. [`ErrorKind::Credentials`] if the secret is a credential that the client does not have.
    pub fn webhooks(&self) -> Result<Receiver, Error> {
        let scheme = self.webhook_scheme(None)?;
        let mut secrets = Secrets::default();
        if let Some(secret) = &self.profile.webhook.secret {
            let key = secret_key(&scheme, secret, &self.need(secret, "")?)?;
            let names: Vec<&str> = secret.credentials().collect();
            secrets.push_own(names.join(":"), key);
        }
        self.webhooks_with(scheme, secrets)
    }

    /// A receiver of this provider's webhooks, with secrets that the caller passes, and with a scheme that the
    /// caller passes or that the profile contains.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] if the caller passes no secret: without a secret, no webhook can be verified.
    pub fn webhooks_with(
        &self,
        scheme: impl Into<Arc<Compiled>>,
        secrets: Secrets,
    ) -> Result<Receiver, Error> {
        let Profile { name, webhook, .. } = &*self.profile;
        let scheme = scheme.into();
        let mut vars = Vec::new();
        for var in scheme.used_vars() {
            vars.push((var, self.var(&scheme, var)?));
        }
        let receiver = Receiver::new(scheme.clone(), secrets)?.with_vars(&vars)?;
        Ok(receiver.of(name, webhook.sender.clone()))
    }

    /// The scheme of this provider's webhooks. `encoding` is the encoding of the tag. Pass it only if the provider
    /// does not document the encoding.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a provider that does not publish its scheme. Also for an `encoding`, if the
    /// provider documents the encoding.
    pub fn webhook_scheme(&self, encoding: Option<Encoding>) -> Result<Compiled, Error> {
        let webhook = &self.profile.webhook;
        let Some(scheme) = &webhook.scheme else {
            let detail = [SCHEME_MISSING, &*webhook.advice];
            return Err(Error::new(ErrorKind::Option, "webhookScheme", "").in_words(&detail));
        };
        match encoding {
            None => Ok((**scheme).clone()),
            Some(encoding) if webhook.has_open_encoding => {
                Ok((**scheme).clone().with_encoding(encoding))
            }
            Some(_) => {
                let detail = "is defined by the provider; leave it out";
                Err(Error::new(ErrorKind::Option, "webhookEncoding", detail))
            }
        }
    }
}

const SCHEME_MISSING: &str = "is missing; pass a scheme: ";
