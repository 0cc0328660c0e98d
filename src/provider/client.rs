//! A client: a profile with credentials, which signs requests.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::base_url::{self, UrlParts};
use super::credentials::Credentials;
#[cfg(feature = "wasm")]
use super::prepared::Prepared;
use super::profile::{Profile, Server, Signature, Text};
use crate::choices::Choices;
use crate::owner::Owner;
use crate::scheme::{Compiled, Key};
use crate::token::{Machine, Policy};
use crate::{Error, ErrorKind};

/// A provider's profile, together with a merchant's credentials.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
/// use payauth::provider::{Call, Client, Credentials, Profile};
///
/// let mut credentials = Credentials::default();
/// credentials.push("apiKey", "your-api-key")?;
/// credentials.push("apiSecret", "your-api-secret")?;
/// let dvpay = Profile::named("dvpay").unwrap();
/// let client = Client::new(dvpay, credentials, "", "")?;
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
    pub(super) profile: Arc<Profile>,
    /// The index of the environment in the profile.
    server: usize,
    pub(super) base_url: String,
    pub(super) token_url: String,
    pub(super) credentials: Credentials,
    /// The key of each auth. `None` if the auth does not sign, or if credentials for the auth are missing. Each key
    /// is in a separate box, because writing `None` without a box could copy the bytes of an earlier key.
    pub(super) keys: Vec<Option<Box<Key>>>,
    /// The token machine; `None` if credentials for the token request are missing.
    machine: Option<Machine>,
    /// The facts about each kind of call that was prepared.
    #[cfg(feature = "wasm")]
    pub(crate) prepared: Vec<Prepared>,
}

impl Client {
    /// A client for the API that `profile` describes.
    ///
    /// `environment` is the provider's name for the environment. The name may be empty if there is only one
    /// environment. `base_url` is the base URL of the API; if it is empty, the base URL of the profile is used.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Credentials`]: a credential is missing or unknown, or belongs to another environment, or
    ///   cannot be contained in the header field or the URL that needs it
    /// - [`ErrorKind::Secret`]: a credential is not a valid signing key, or is blank after its prefix
    /// - [`ErrorKind::BasicUserPass`]: a credential cannot be a user-id or a password of Basic
    /// - [`ErrorKind::Environment`]: the provider does not have this environment
    /// - [`ErrorKind::BaseUrl`]: the base URL is missing, is neither https nor http on loopback, or is known to
    ///   belong to another environment
    pub fn new(
        profile: impl Into<Arc<Profile>>,
        credentials: Credentials,
        environment: &str,
        base_url: &str,
    ) -> Result<Self, Error> {
        Self::of(&profile.into(), credentials, environment, base_url)
    }

    fn of(
        profile: &Arc<Profile>,
        mut credentials: Credentials,
        environment: &str,
        base_url: &str,
    ) -> Result<Self, Error> {
        let (place, server) = profile.server(environment)?;
        credentials.check(profile, server)?;
        credentials.add_defaults(profile)?;
        let mut client = Self {
            owner: Owner::default(),
            server: place,
            base_url: base_url.into(),
            token_url: String::new(),
            credentials,
            keys: Vec::new(),
            machine: None,
            #[cfg(feature = "wasm")]
            prepared: Vec::new(),
            profile: Arc::clone(profile),
        };
        if let (true, Some(url)) = (base_url.is_empty(), &server.url) {
            client.base_url = client.url(url)?;
        }
        client.base_url = base_url::check(&client.base_url, profile, place)?;
        client.keys = client.keys()?;
        client.check_basics()?;
        Ok(client.with_token_url("")?.with_policy(Policy::default()))
    }

    /// Makes the key of each auth that signs.
    fn keys(&self) -> Result<Vec<Option<Box<Key>>>, Error> {
        let mut keys = Vec::with_capacity(self.profile.auths.len());
        for (_, auth) in &self.profile.auths {
            let mut key = None;
            if let Some(Signature { scheme, secret, .. }) = &auth.signature
                && let Ok(text) = self.need(secret, "")
            {
                key = Some(Box::new(secret_key(scheme, secret, &text)?));
            }
            keys.push(key);
        }
        Ok(keys)
    }

    /// Checks that the default `auth` and the token call can send the credentials as Basic. A missing credential is an error only for a
    /// request that needs it.
    fn check_basics(&self) -> Result<(), Error> {
        let of_auth = self.profile.auths.first().map(|(_, auth)| &auth.basic);
        let of_token = self.profile.token.as_ref().map(|call| &call.basic);
        for basic in [of_auth, of_token].into_iter().flatten().flatten() {
            match self.basic(basic) {
                Err(error) if error.kind() == ErrorKind::BasicUserPass => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// A URL whose placeholders are replaced with public values. Each value must be valid inside a label of a host
    /// name.
    fn url(&self, text: &Text) -> Result<String, Error> {
        let refuse = |name, detail| Err(Error::named(ErrorKind::Credentials, name, detail));
        for name in text.credentials() {
            let value = self.credentials.get(name).as_bytes();
            let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            if value.is_empty() {
                return refuse(name, "is required, because it is a part of the URL");
            }
            if value.len() > 63 || value.starts_with(b"-") || !value.iter().all(is_label) {
                return refuse(
                    name,
                    "must be 1 to 63 letters, digits or -, and must not begin with -",
                );
            }
        }
        let url = String::from(&*self.fill(text, ""));
        let is_punycode = |parts: UrlParts<'_>| parts.has_punycode();
        if UrlParts::of(&url).is_ok_and(is_punycode) {
            let name = text.credentials().next().unwrap_or_default();
            return refuse(name, "must not make a part of the host begin with xn--");
        }
        Ok(url)
    }

    /// The same client, but its tokens are requested from `url`. If `url` is empty, the token URL of the profile is
    /// used.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BaseUrl`] for a URL that is neither https nor http on loopback, and for a URL that is known to
    /// belong to another environment. [`ErrorKind::Credentials`] for a provider without tokens, and for a
    /// credential that the URL cannot contain.
    pub fn with_token_url(mut self, url: &str) -> Result<Self, Error> {
        let own = self
            .profile
            .token
            .as_ref()
            .and_then(|call| call.url.get(self.server));
        if !url.is_empty() {
            own.ok_or_else(no_token)?;
            self.token_url = base_url::check_token_url(url, &self.profile, self.server)?;
            return Ok(self.with_policy(Policy::default()));
        }
        if let Some(text) = own.filter(|text| self.absent(text).is_none()) {
            let url = self.url(text)?;
            self.token_url = if url.starts_with('/') {
                [&*self.base_url, &*url].concat()
            } else {
                base_url::sent(&url, &self.profile, self.server, None)?
            };
        }
        Ok(self)
    }

    /// The same client, with the caller's policy for the access tokens.
    ///
    /// A policy without an early window uses the early window of the profile.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        if let Some((key, call)) = self.token_key().zip(self.profile.token.as_ref()) {
            let early_ms = policy.early_ms.or(call.early_ms);
            let policy = Policy { early_ms, ..policy };
            self.machine = Some(Machine::of(&key, policy, call.reading.clone()));
        }
        self
    }

    /// The machine for the tokens of this client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the provider has no tokens, or if a credential for the token request is missing.
    pub fn machine(&self) -> Result<&Machine, Error> {
        self.machine.as_ref().ok_or_else(|| self.lacks_token())
    }

    #[cold]
    fn lacks_token(&self) -> Error {
        let name = self.profile.token.as_ref().and_then(|call| {
            let url = call.url.get(self.server);
            let of_url = || url.and_then(|text| self.absent(text));
            self.absent_for_token(call).or_else(of_url)
        });
        match name.map(|name| self.credentials.need(name)) {
            Some(Err(error)) => error,
            _ => no_token(),
        }
    }

    /// The profile of this client.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The server of the API, from the profile.
    pub(super) fn server(&self) -> &Server {
        static NOWHERE: Server = Server::NOWHERE;
        self.profile.servers.get(self.server).unwrap_or(&NOWHERE)
    }
}

impl Profile {
    /// The server of the environment `name`, and its index. If `name` is empty, the only server and its index.
    fn server(&self, name: &str) -> Result<(usize, &Server), Error> {
        let is_only = name.is_empty() && self.servers.len() == 1;
        let mut all = self.servers.iter().enumerate();
        let found = all.find(|(_, server)| is_only || server.name == name);
        found.ok_or_else(|| self.no_environment())
    }

    #[cold]
    fn no_environment(&self) -> Error {
        let mut names = Choices::after("expected ");
        for server in &self.servers {
            names.push(&server.name);
        }
        names.of(Error::new(ErrorKind::Environment, "environment", ""), "")
    }

    /// Whether a credential is public, which means that it is not secret.
    pub(super) fn is_public(&self, name: &str) -> bool {
        let mut all = self.credentials.iter();
        all.any(|known| known.name == name && known.is_public)
    }
}

/// The key of a secret of the definition, whose text is known. An error has the name of the first credential in the
/// secret, or `secret` if the secret contains only constants.
pub(super) fn secret_key(scheme: &Compiled, secret: &Text, text: &str) -> Result<Key, Error> {
    let name = secret.credentials().next().unwrap_or("secret");
    let key = scheme.key("secret", text);
    key.map_err(|error| error.about(name))
}

#[cold]
fn no_token() -> Error {
    let detail = "the provider has no token endpoint in this environment";
    Error::new(ErrorKind::Credentials, "credentials", detail)
}
