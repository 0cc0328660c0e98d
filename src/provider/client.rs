//! A profile with credentials: what signs requests.

use alloc::string::String;
use core::fmt;

use super::base_url;
use super::profile::{Environment, Profile};
use crate::scheme::Compiled;
use crate::secret::{REDACTED, check_text};
use crate::text::Pairs;
use crate::{Error, ErrorKind, MacKey, grammar};

/// A merchant's credentials, by the names that the provider gives them.
///
/// # Examples
///
/// ```
/// use payauth::provider::Credentials;
///
/// let mut credentials = Credentials::default();
/// credentials.push("apiKey", "your-api-key")?;
/// assert_eq!(format!("{credentials:?}"), "[redacted]");
/// assert!(credentials.push("apiSecret", "undefined").is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Default)]
pub struct Credentials(Pairs);

impl Credentials {
    /// Adds a credential.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] for a text that [`Secret::text`](crate::Secret::text) refuses.
    pub fn push(&mut self, name: &str, text: &str) -> Result<(), Error> {
        check_text(name, text)?;
        self.0.push(name, text);
        Ok(())
    }

    /// The text of a credential; empty if it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        for (given, text) in self.0.iter() {
            if given == name {
                return text;
            }
        }
        ""
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// A provider's profile with a merchant's credentials.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
/// use payauth::provider::{Call, Client, Credentials, dvpay};
///
/// let mut credentials = Credentials::default();
/// credentials.push("apiKey", "your-api-key")?;
/// credentials.push("apiSecret", "your-api-secret")?;
/// let client = Client::new(&dvpay::PROFILE, credentials, "", "")?;
///
/// let call = Call::new("/api/v1/payment-gateway/order/refund", UnixTime::from_secs(1_709_380_800)?)
///     .idempotency_key("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
/// let body = br#"{"orderId":1234567890,"refundAmount":5.25}"#;
/// let request = client.sign(&call, Some(body))?;
/// assert_eq!(request.url(), "https://merchant.dv.vai247.pro/api/v1/payment-gateway/order/refund");
/// assert_eq!(
///     request.field("X-Signature"),
///     Some("980dc19299e66b443f0e9855cc72e2ff640059fd9c95ec366fce8286f2ed3641"),
/// );
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug)]
pub struct Client {
    pub(super) profile: &'static Profile,
    pub(super) base_url: String,
    pub(super) credentials: Credentials,
    /// The profile's signature with its key in place.
    pub(super) signature: Option<(Compiled, MacKey)>,
}

impl Client {
    /// A client for the API that `profile` describes.
    ///
    /// `environment` is the provider's own word, empty where it has only one; `base_url` is where
    /// the API is, empty for where the profile says.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Credentials`] for one that is missing, unknown, or of another environment
    /// - [`ErrorKind::Secret`] for one that no field can carry
    /// - [`ErrorKind::Environment`] for one that the provider does not have
    /// - [`ErrorKind::BaseUrl`] for one that is not https, or not of the environment
    pub fn new(
        profile: &'static Profile,
        credentials: Credentials,
        environment: &str,
        base_url: &str,
    ) -> Result<Self, Error> {
        let environment = profile.environment(environment)?;
        profile.check(&credentials, environment)?;
        let base_url = if base_url.is_empty() {
            environment.base_url
        } else {
            base_url
        };
        let base_url = base_url::check(base_url, environment.base_path)?;
        let mut signature = None;
        if let Some(of_profile) = &profile.signature {
            let secret = credentials.get(of_profile.secret).as_bytes();
            let key = MacKey::new(of_profile.scheme.hash, secret);
            signature = Some((of_profile.scheme.compile()?, key));
        }
        Ok(Self {
            profile,
            base_url,
            credentials,
            signature,
        })
    }

    /// The profile that this client follows.
    #[must_use]
    pub fn profile(&self) -> &'static Profile {
        self.profile
    }
}

impl Profile {
    fn environment(&self, name: &str) -> Result<&Environment, Error> {
        for environment in self.environments {
            if environment.name == name {
                return Ok(environment);
            }
        }
        let detail = "is none that the provider has";
        Err(Error::new(ErrorKind::Environment, "environment", detail))
    }

    /// Each credential of the profile must be there, fit for the environment, and no other.
    fn check(&self, credentials: &Credentials, environment: &Environment) -> Result<(), Error> {
        let refuse = |name, detail| Err(Error::named(ErrorKind::Credentials, name, detail));
        for credential in self.credentials {
            let text = credentials.get(credential.name);
            if text.is_empty() {
                return refuse(credential.name, "is missing");
            }
            for (of, prefix) in credential.prefixes {
                if *of == environment.name && !text.starts_with(prefix) {
                    let detail = "does not begin as the credentials of this environment do";
                    return refuse(credential.name, detail);
                }
            }
        }
        for (_, name) in self.auth.fields {
            if !grammar::is_field_value(credentials.get(name)) {
                return refuse(name, "has a character that a header field cannot carry");
            }
        }
        for (name, _) in credentials.0.iter() {
            if !self
                .credentials
                .iter()
                .any(|credential| credential.name == name)
            {
                return refuse(name, "is no credential of this provider");
            }
        }
        Ok(())
    }
}
