//! A provider's webhooks.

use alloc::sync::Arc;

use super::client::Client;
use crate::scheme::{Compiled, Scheme};
use crate::webhook::{Receiver, Secrets, Sender, Validity};
use crate::{Encoding, Error, ErrorKind, SecretText};

/// How a provider's webhooks are signed, and what they tell.
#[derive(Debug)]
#[non_exhaustive]
pub struct Webhook {
    /// How they are signed; `None` where that is not public.
    pub scheme: Option<Scheme<'static>>,
    /// The credentials that are the secret, with colons between; none where webhooks have a secret
    /// of their own.
    pub secret: &'static [&'static str],
    /// What is not known, and what to do about it.
    pub advice: &'static str,
    /// Whether the caller may name the encoding of the tag, because it is not documented.
    pub has_open_encoding: bool,
    /// What they tell.
    pub sender: Sender,
}

/// What verifies a provider's webhooks, before it is given its secrets.
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
/// let receiver = client.webhooks()?.receiver()?;
///
/// let now = UnixTime::from_secs(1_709_380_800)?;
/// let delivery = Delivery::new(&[("wh-signature", "00")], now);
/// assert!(receiver.verify(&delivery, b"{}").is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug)]
pub struct Webhooks<'c> {
    client: &'c Client,
    webhook: &'static Webhook,
    scheme: Arc<Compiled>,
    is_explicit: bool,
    secrets: Secrets,
    has_secrets: bool,
}

impl Client {
    /// The webhooks of this provider, signed as its profile says.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a provider that does not publish how its webhooks are signed.
    pub fn webhooks(&self) -> Result<Webhooks<'_>, Error> {
        let webhook = &self.profile.webhook;
        match &webhook.scheme {
            Some(scheme) => Ok(self.with_scheme(webhook, scheme.compile()?.into(), false)),
            None => Err(Error::new(
                ErrorKind::Option,
                "webhookScheme",
                webhook.advice,
            )),
        }
    }

    /// The webhooks of this provider, signed as the caller says. Their secrets must then be given.
    #[must_use]
    pub fn webhooks_by(&self, scheme: impl Into<Arc<Compiled>>) -> Webhooks<'_> {
        self.with_scheme(&self.profile.webhook, scheme.into(), true)
    }

    fn with_scheme(
        &self,
        webhook: &'static Webhook,
        scheme: Arc<Compiled>,
        is_explicit: bool,
    ) -> Webhooks<'_> {
        Webhooks {
            client: self,
            webhook,
            scheme,
            is_explicit,
            secrets: Secrets::default(),
            has_secrets: false,
        }
    }
}

impl Webhooks<'_> {
    /// The same with the tag in another encoding.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] where the encoding is documented, or is part of the caller's scheme.
    pub fn encoding(self, encoding: Encoding) -> Result<Self, Error> {
        let is_open = !self.is_explicit && self.webhook.has_open_encoding;
        let Some(scheme) = self.webhook.scheme.as_ref().filter(|_| is_open) else {
            let detail = "is not open: the scheme tells it";
            return Err(Error::new(ErrorKind::Option, "webhookEncoding", detail));
        };
        let scheme = Arc::new(scheme.compile()?.with_encoding(encoding));
        Ok(Self { scheme, ..self })
    }

    /// The same with a secret, in the place of the credentials.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for one that the scheme cannot read, and as [`Secrets::push`].
    pub fn secret(mut self, id: &str, text: &str, validity: Validity) -> Result<Self, Error> {
        let key = self.scheme.key(SECRETS, text)?;
        self.secrets.push(id, key, validity)?;
        self.has_secrets = true;
        Ok(self)
    }

    /// The same with a secret that is bytes.
    ///
    /// # Errors
    ///
    /// As [`Webhooks::secret`].
    pub fn secret_bytes(
        mut self,
        id: &str,
        bytes: &[u8],
        validity: Validity,
    ) -> Result<Self, Error> {
        let key = self.scheme.key_from_bytes(SECRETS, bytes)?;
        self.secrets.push(id, key, validity)?;
        self.has_secrets = true;
        Ok(self)
    }

    /// What verifies the webhooks; without a secret of its own, by the credentials.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] where a secret is needed that is no credential;
    /// [`ErrorKind::Credentials`] where the client lacks the credential that is the secret.
    pub fn receiver(mut self) -> Result<Receiver, Error> {
        if !self.has_secrets {
            let (id, text) = self.of_credentials()?;
            let key = self.scheme.key(SECRETS, &text)?;
            self.secrets.push(&id, key, Validity::ALWAYS)?;
        }
        Ok(Receiver::new(self.scheme, self.secrets)?.of(&self.webhook.sender))
    }

    /// The names and the texts of the credentials that are the secret, with colons between.
    fn of_credentials(&self) -> Result<(SecretText, SecretText), Error> {
        let (mut id, mut text) = (SecretText::default(), SecretText::default());
        if self.is_explicit || self.webhook.secret.is_empty() {
            let detail = "are needed: without its secret, a webhook proves nothing";
            return Err(Error::new(ErrorKind::Secret, SECRETS, detail));
        }
        for name in self.webhook.secret {
            if !id.is_empty() {
                id.push_str(":");
                text.push_str(":");
            }
            id.push_str(name);
            text.push_str(self.client.credentials.need(name)?);
        }
        Ok((id, text))
    }
}

impl Webhook {
    /// Webhooks of which nothing is known.
    pub(super) const UNKNOWN: Self = Self {
        scheme: None,
        secret: &[],
        advice: "is needed: this provider does not publish how it signs",
        has_open_encoding: false,
        sender: Sender::NOTHING,
    };
}

const SECRETS: &str = "webhookSecrets";
