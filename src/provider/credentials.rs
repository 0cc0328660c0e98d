//! A merchant's credentials.

use core::fmt;

use super::profile::{Authorization, Environment, Profile};
use crate::auth::basic::{Basic, UserPass};
use crate::pairs::Pairs;
use crate::secret::check_text;
use crate::wipe::REDACTED;
use crate::{Error, ErrorKind, SecretText, grammar};

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

    /// The text of a credential that a request needs.
    pub(super) fn need(&self, name: &str) -> Result<&str, Error> {
        match self.get(name) {
            "" => Err(refuse(name, "is missing, and this request needs it")),
            text => Ok(text),
        }
    }

    /// The value of an `Authorization` field that takes credentials and no token.
    pub(super) fn authorization(&self, what: Authorization) -> Result<SecretText, Error> {
        let Authorization::Basic(user_id, password) = what else {
            return Ok(SecretText::default());
        };
        let (user_id, password) = (self.need(user_id)?, self.need(password)?);
        Ok(Basic::new(user_id, password, UserPass::Plain)?.credentials())
    }

    /// Each credential of the profile must be there, fit for the environment, and no other.
    pub(super) fn check(&self, profile: &Profile, environment: &Environment) -> Result<(), Error> {
        for credential in profile.credentials {
            let text = self.get(credential.name);
            if text.is_empty()
                && (credential.pair.is_empty() || !self.get(credential.pair).is_empty())
            {
                return Err(refuse(credential.name, "is missing"));
            }
            for (of, prefix) in credential.prefixes {
                if *of == environment.name {
                    check_after(credential.name, text, prefix)?;
                }
            }
        }
        for (_, name) in profile.auth.fields {
            if !grammar::is_field_value(self.get(name)) {
                let detail = "has a character that a header field cannot carry";
                return Err(refuse(name, detail));
            }
        }
        for (name, _) in self.0.iter() {
            if !profile
                .credentials
                .iter()
                .any(|credential| credential.name == name)
            {
                return Err(refuse(name, "is no credential of this provider"));
            }
        }
        match self.0.iter().next() {
            Some(_) => Ok(()),
            None => Err(refuse("credentials", "are missing")),
        }
    }
}

/// What follows the prefix must be fit to be a credential too.
fn check_after(name: &str, text: &str, prefix: &str) -> Result<(), Error> {
    match text.strip_prefix(prefix) {
        Some(rest) => check_text(name, rest),
        None => Err(refuse(
            name,
            "does not begin as the credentials of this environment do",
        )),
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cold]
#[inline(never)]
fn refuse(name: &str, detail: &'static str) -> Error {
    Error::named(ErrorKind::Credentials, name, detail)
}
