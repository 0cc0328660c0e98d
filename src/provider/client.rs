//! A profile with credentials: what signs requests.

use alloc::string::String;

use super::base_url;
use super::credentials::Credentials;
use super::profile::{Environment, Profile, TokenCall};
use crate::owner::Owner;
use crate::scheme::{Compiled, Key};
use crate::token::{Machine, Policy};
use crate::{Error, ErrorKind};

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
    pub(super) owner: Owner,
    pub(super) profile: &'static Profile,
    pub(super) base_url: String,
    pub(super) credentials: Credentials,
    /// The profile's signature with its key in place.
    pub(super) signature: Option<(Compiled, Key)>,
    /// What keeps the tokens, where there are credentials for any.
    tokens: Option<(Machine, &'static TokenCall)>,
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
    /// - [`ErrorKind::BaseUrl`] for one that is not https, or is known to be of another environment
    pub fn new(
        profile: &'static Profile,
        credentials: Credentials,
        environment: &str,
        base_url: &str,
    ) -> Result<Self, Error> {
        let environment = profile.environment(environment)?;
        credentials.check(profile, environment)?;
        let base_url = if base_url.is_empty() {
            environment.base_url
        } else {
            base_url
        };
        let base_url = base_url::check(base_url, profile, environment)?;
        let mut signature = None;
        if let Some(of_profile) = &profile.signature {
            let scheme = of_profile.scheme.compile()?;
            let key = scheme.key(of_profile.secret, credentials.get(of_profile.secret))?;
            signature = Some((scheme, key));
        }
        Ok(Self {
            owner: Owner::default(),
            profile,
            base_url,
            credentials,
            signature,
            tokens: None,
        }
        .with_policy(Policy::default()))
    }

    /// The same client, with a policy of the caller's for its tokens.
    ///
    /// A policy that names no early window takes the profile's.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        if let Some((key, call)) = self.token_key() {
            let early_ms = policy.early_ms.or(Some(call.early_ms));
            let policy = Policy { early_ms, ..policy };
            self.tokens = Some((Machine::new(&key, policy, &call.shape), call));
        }
        self
    }

    /// What decides about the tokens of this client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] for a provider without tokens, or without the credentials that
    /// they are asked for with.
    pub fn machine(&self) -> Result<&Machine, Error> {
        self.tokens().map(|(machine, _)| machine)
    }

    pub(super) fn tokens(&self) -> Result<&(Machine, &'static TokenCall), Error> {
        self.tokens.as_ref().ok_or_else(|| {
            let detail =
                "get no token: the provider has none, or those that ask for it are missing";
            Error::new(ErrorKind::Credentials, "credentials", detail)
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
}
