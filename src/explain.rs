//! Explains why a signature does not match. The usual mistakes are tried one at a time, then in pairs.
//!
//! **A development aid**, for a test log or for a page on which a developer looks for a mistake. The duration
//! depends on the mistakes that are tried, and the result says more about a message than an error of [`webhook`]
//! does. So never answer a request with the result. No verification uses this module.
//!
//! ```text
//! message that was rejected ──► the one or two mistakes which, undone together, make it match
//!                            | nothing: no usual mistake explains it
//!                            | the error: a field is missing or duplicated
//! ```
//!
//! The received signature is fixed. The other parts are changed to the values that the sender or the receiver may
//! have used. Each mistake of [`MISTAKES`] is data, and belongs to one [`Axis`], which is the subject of the
//! mistake. Two mistakes of one axis are not combined. The time window is checked only for a message that matches.
//! Each try is verified by the engine that verifies webhooks.
//!
//! There are at most [`MOST_TRIES`] tries for a message. The body of the message may have at most 64 KiB, and a
//! changed body above 256 KiB is not tried.
//!
//! [`webhook`]: crate::webhook

use alloc::borrow::Cow;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use crate::encoding::json;
use crate::provider::Profile;
use crate::scheme::{Compiled, catalog};
use crate::text::cut;
use crate::webhook::{Delivery, Sender};
use crate::{Error, ErrorKind};

mod address;
mod attempt;
mod body;
mod change;
mod explanation;
mod form_text;
mod given_secret;
mod json_text;
mod layout;
mod limits;
mod method;
mod mistakes;
mod outcome;
mod request;
mod rows;
mod search;
mod secret;
mod span;
mod tag;
mod timing;

use attempt::Attempt;
pub use change::{Axis, Mistake};
pub use explanation::Explanation;
pub use given_secret::GivenSecret;
pub use mistakes::MISTAKES;
#[cfg(feature = "wasm-facts")]
pub(crate) use mistakes::names as mistakes;
pub use search::MOST_TRIES;

/// Explains messages of one scheme.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
/// use payauth::explain::{Explainer, GivenSecret};
/// use payauth::scheme::{Envelope, catalog};
/// use payauth::webhook::Delivery;
///
/// let scheme = catalog::GITHUB.compile()?;
/// let now = UnixTime::from_secs(1_709_380_800)?;
/// let key = scheme.key("secret", "hunter2")?;
/// let sent = scheme.sign(&key, &Envelope::new(now), br#"{"id": 1}"#)?;
///
/// // A framework parsed the body, and serialised it again.
/// let fields: Vec<_> = sent.iter().collect();
/// let delivery = Delivery::new(&fields, now);
/// let secrets = [GivenSecret::text("live", "hunter2")];
/// let found = Explainer::new(scheme).explain(secrets, &delivery, br#"{"id":1}"#)?;
/// assert_eq!(found[0].mistake, "body-spaced");
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug)]
pub struct Explainer {
    scheme: Arc<Compiled>,
    sender: Arc<Sender>,
    /// The origins that requests are sent to.
    origins: Vec<String>,
    /// The variables that a request needs, each with its default.
    vars: Vec<(String, String)>,
}

impl Explainer {
    /// Explains messages of `scheme`. If the scheme can only sign, these are requests.
    #[must_use]
    pub fn new(scheme: impl Into<Arc<Compiled>>) -> Self {
        let mut scheme = scheme.into();
        if scheme.only_signs().is_some() {
            Arc::make_mut(&mut scheme).explain_requests();
        }
        Self {
            scheme,
            sender: Arc::default(),
            origins: Vec::new(),
            vars: Vec::new(),
        }
    }

    /// Explains messages of a provider that is included in the crate. If `name` is the name of the provider, the
    /// messages are webhooks of the provider. If the word `request` follows the name after a space, the messages
    /// are requests that the provider rejects.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for an unknown name, and for a provider whose scheme is not public.
    pub fn of(name: &str) -> Result<Self, Error> {
        let (provider, request) = cut(name, b' ');
        // A name in the catalogue of schemes identifies a scheme, not a provider.
        let profile = Profile::named(provider).filter(|_| catalog::named(name).is_none());
        match (profile, request) {
            (Some(profile), "") => Self::of_webhooks(&profile),
            (Some(profile), "request") => Self::of_requests(&profile, None),
            _ => {
                let detail = "must be the name of a provider, such as `dvpay`, or `dvpay request`";
                Err(Error::new(ErrorKind::Option, "name", detail))
            }
        }
    }

    /// Explains the webhooks of a provider.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a provider whose scheme is not public.
    pub fn of_webhooks(profile: &Profile) -> Result<Self, Error> {
        let none = || Error::new(ErrorKind::Option, "scheme", NO_SCHEME);
        let scheme = profile.webhook.scheme.clone();
        Ok(Self {
            sender: profile.webhook.sender.clone(),
            ..Self::new(scheme.ok_or_else(none)?)
        })
    }

    /// Explains requests that a provider rejects. `auth` is the name of the alternative that signs them. Without a
    /// name, the signature is that of the definition's own `auth`, as when a request is signed; or the only signature.
    ///
    /// A delivery needs the method and the URL of the request, if they are signed, and the credentials that the
    /// signature names, as variables. The secret is the text of `signature.secret` in the definition.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::UnixTime;
    /// use payauth::explain::{Explainer, GivenSecret};
    /// use payauth::provider::{Call, Client, Credentials, Profile};
    /// use payauth::webhook::Delivery;
    ///
    /// let now = UnixTime::from_secs(1_709_380_800)?;
    /// let mut credentials = Credentials::default();
    /// for (name, text) in [("login", "login-1"), ("transKey", "trans-1"), ("secretKey", "hunter2")] {
    ///     credentials.push(name, text)?;
    /// }
    /// let client = Client::new(Profile::named("dlocal").unwrap(), credentials, "sandbox", "")?;
    /// let request = client.sign(&Call::new("/payments", now), Some(br#"{"amount": 5}"#))?;
    ///
    /// // A program wrote the body again before it was sent.
    /// let fields: Vec<_> = request.fields().collect();
    /// let delivery = Delivery::new(&fields, now)
    ///     .method(request.method())
    ///     .url(request.url())
    ///     .vars(&[("login", "login-1")]);
    /// let explainer = Explainer::of_requests(&Profile::named("dlocal").unwrap(), None)?;
    /// let secrets = [GivenSecret::text("live", "hunter2")];
    /// let found = explainer.explain(secrets, &delivery, br#"{"amount":5}"#)?;
    /// assert_eq!(found[0].mistake, "body-spaced");
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a provider whose requests are not signed; for an `auth` that does not sign; and
    /// without an `auth`, if several alternatives sign and the definition's own `auth` does not.
    pub fn of_requests(profile: &Profile, auth: Option<&str>) -> Result<Self, Error> {
        let signature = request::signature(profile, auth)?;
        Ok(Self {
            origins: request::origins(profile),
            vars: request::variables(profile, signature),
            ..Self::new(signature.scheme.clone())
        })
    }

    /// The mistakes that explain why a message is rejected. Up to two of them must be undone together to make the
    /// signature match. If the message is outside the window, `too-old`, `too-new` or a wrong unit of the timestamp
    /// follows. The list is empty if no usual mistake explains why the message is rejected. If the message is
    /// accepted, the only entry is `none`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] for a body above 64 KiB; [`ErrorKind::Option`] for a variable that the signature of a
    /// request needs outside of groups and the delivery does not have; [`ErrorKind::Scheme`] for a scheme that signs an
    /// id or a key id without sending it; and the errors of
    /// [`Receiver`](crate::webhook::Receiver), except for a signature that does not match, if no
    /// mistake explains them.
    pub fn explain(
        &self,
        secrets: impl IntoIterator<Item = GivenSecret>,
        delivery: &Delivery<'_>,
        body: &[u8],
    ) -> Result<Vec<Explanation>, Error> {
        if body.len() > json::LONGEST {
            let detail = "is longer than 64 KiB, the limit of explainMismatch";
            return Err(Error::new(ErrorKind::TooLarge, "body", detail));
        }
        self.scheme.check_sends_ids()?;
        let vars = self.vars_of(delivery)?;
        let given = self.attempt(secrets, &delivery.vars(&vars), body)?;
        let Err(refusal) = given.verify(delivery.window) else {
            return Ok(vec![Explanation::none()]);
        };
        let found = search::search(&given, delivery.window);
        if found.is_empty() && refusal.kind() != ErrorKind::Signature {
            return Err(refusal);
        }
        Ok(found)
    }

    /// The variables of a delivery. A variable that was not passed has its default. It may be missing only if a request
    /// can be signed without it, because each of its placeholders is in a group.
    fn vars_of<'a>(&'a self, delivery: &Delivery<'a>) -> Result<Vec<(&'a str, &'a str)>, Error> {
        let mut vars = Vec::new();
        for (name, default) in &self.vars {
            let mut passed = delivery.vars.iter();
            let passed = passed.find(|(known, value)| known == name && !value.is_empty());
            let value = passed.map_or(&**default, |(_, value)| *value);
            if value.is_empty() && self.scheme.needs_var(name) {
                let name = ["vars.", name].concat();
                let detail = "is missing: the signature of the request needs this credential";
                return Err(Error::named(ErrorKind::Option, &name, detail));
            }
            vars.push((&**name, value));
        }
        vars.extend(delivery.vars);
        Ok(vars)
    }

    /// The message as the caller passed it.
    fn attempt<'a>(
        &'a self,
        secrets: impl IntoIterator<Item = GivenSecret>,
        delivery: &Delivery<'a>,
        body: &'a [u8],
    ) -> Result<Attempt<'a>, Error> {
        let borrowed = |(name, value): &(&'a str, &'a str)| (*name, Cow::Borrowed(*value));
        let scheme = self.scheme.with_fields(delivery.fields)?;
        Ok(Attempt {
            scheme: scheme.map_or_else(|| self.scheme.clone(), Arc::new),
            sender: self.sender.clone(),
            secrets: Rc::new(secrets.into_iter().collect()),
            fields: delivery.fields.iter().map(borrowed).collect(),
            url: Cow::Borrowed(delivery.url),
            method: Cow::Borrowed(delivery.method),
            vars: delivery.vars,
            origins: &self.origins,
            body: Cow::Borrowed(body),
            now: delivery.now,
        })
    }
}

const NO_SCHEME: &str = "must be a scheme, or a provider whose definition has `webhook.scheme`";
