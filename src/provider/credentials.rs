//! A merchant's credentials.

use core::fmt;

use super::profile::{Credential, Prefix, Profile, Server, Text, TextPairs, TextPart};
use crate::choices::Choices;
use crate::field::VALUE_RULE;
use crate::pairs::Pairs;
use crate::secret::check_text;
use crate::wipe::REDACTED;
use crate::{Error, ErrorKind, grammar};

/// A merchant's credentials. Each credential has the name that the provider uses.
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
    /// [`ErrorKind::Secret`] for a text that [`Secret::text`](crate::Secret::text) rejects.
    pub fn push(&mut self, name: &str, text: &str) -> Result<(), Error> {
        check_text(name, text)?;
        self.0.push(name, text);
        Ok(())
    }

    /// The text of a credential; empty if the credential is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        for (given, text) in self.0.iter() {
            if given == name {
                return text;
            }
        }
        ""
    }

    /// The text of a credential that a request needs. Returns an error if the credential is missing.
    pub(super) fn need(&self, name: &str) -> Result<&str, Error> {
        match self.get(name) {
            "" => Err(refuse(
                name,
                "is missing; pass it when you create the client",
            )),
            text => Ok(text),
        }
    }

    /// Sets each missing credential to the default of the profile.
    pub(super) fn add_defaults(&mut self, profile: &Profile) -> Result<(), Error> {
        for credential in &profile.credentials {
            if self.get(&credential.name).is_empty() && !credential.default.is_empty() {
                self.push(&credential.name, &credential.default)?;
            }
        }
        Ok(())
    }

    /// Checks that each required credential of the profile is present, that each credential belongs to this
    /// environment, and that no unknown credential was passed.
    pub(super) fn check(&self, profile: &Profile, server: &Server) -> Result<(), Error> {
        for credential in &profile.credentials {
            let text = self.get(&credential.name);
            if !text.is_empty() {
                credential.check(text, server)?;
            } else if credential.default.is_empty()
                && (credential.pair.is_empty() || !self.get(&credential.pair).is_empty())
            {
                return Err(refuse(&credential.name, "is missing"));
            }
        }
        self.check_sent(profile)?;
        let mut known = profile.credentials.iter();
        for (name, _) in self.0.iter() {
            if !profile
                .credentials
                .iter()
                .any(|credential| credential.name == name)
            {
                return Err(refuse(name, "is not a name in `Profile::credentials`"));
            }
        }
        if self.0.iter().next().is_none() && known.any(|known| known.default.is_empty()) {
            let mut names = Choices::after("are missing; expected ");
            for known in &profile.credentials {
                names.push(&known.name);
            }
            return Err(names.of(refuse("credentials", ""), ""));
        }
        Ok(())
    }
}

impl Credentials {
    /// Checks the credentials that are sent unchanged in header fields.
    fn check_sent(&self, profile: &Profile) -> Result<(), Error> {
        for (_, auth) in &profile.auths {
            if let Some(text) = &auth.bearer {
                self.check_text(profile, text, BEARER.trim_end())?;
            }
            self.check_fields(profile, &auth.fields)?;
        }
        if let Some(call) = &profile.token {
            self.check_fields(profile, &call.fields)?;
        }
        self.check_fields(profile, &profile.fields)
    }

    fn check_fields(&self, profile: &Profile, fields: &TextPairs) -> Result<(), Error> {
        for (_, text) in fields {
            self.check_text(profile, text, "")?;
        }
        Ok(())
    }

    /// Checks the credentials in a text after a word, such as `Bearer`. A secret credential must not repeat this word.
    /// Without a word, a secret credential must not repeat the word directly before it in the text.
    fn check_text(&self, profile: &Profile, text: &Text, word: &str) -> Result<(), Error> {
        let mut before = word;
        for part in &text.parts {
            if let TextPart::Credential(name) = part {
                let value = self.get(name);
                if !grammar::is_field_value(value) {
                    return Err(refuse(name, VALUE_RULE));
                }
                if !profile.is_public(name) {
                    check_alone(name, value, before)?;
                }
            }
            if word.is_empty() {
                before = part.last_word();
            }
        }
        Ok(())
    }
}

/// Checks that a credential does not repeat the word before it. Without such a word, `word` is empty.
fn check_alone(name: &str, value: &str, word: &str) -> Result<(), Error> {
    let (first, rest) = value.split_at_checked(word.len()).unwrap_or_default();
    let is_repeated = !word.is_empty() && first.eq_ignore_ascii_case(word) && rest.starts_with(' ');
    let is_quoted = word == BEARER.trim_end() && value.starts_with(['"', '\'']);
    if !is_repeated && !is_quoted {
        return Ok(());
    }
    Err(refuse(name, "").in_words(&[
        "must be the credential alone, without the word ",
        word,
        " and without quotation marks",
    ]))
}

impl Credential {
    /// Checks that the text of a credential begins with one of the prefixes for the environment. The longest prefix
    /// decides, because a short prefix of one environment may be the beginning of a prefix of another environment.
    fn check(&self, text: &str, server: &Server) -> Result<(), Error> {
        let mut longest: Option<&Prefix> = None;
        for prefix in &self.prefixes {
            let length = longest.map_or(0, |known| known.text.len());
            let is_better =
                prefix.text.len() > length || prefix.text.len() == length && prefix.is_of(server);
            if is_better && text.starts_with(&*prefix.text) {
                longest = Some(prefix);
            }
        }
        match longest {
            // The text after the prefix must be a valid credential, too.
            Some(prefix) if prefix.is_of(server) => check_text(
                &self.name,
                text.get(prefix.text.len()..).unwrap_or_default(),
            ),
            Some(_) => Err(refuse(
                &self.name,
                "has the prefix of another environment; check `environment`",
            )),
            None if !self.prefixes.iter().any(|prefix| prefix.is_of(server)) => Ok(()),
            None => {
                let mut own = Choices::after("must begin with ");
                for prefix in self.prefixes.iter().filter(|prefix| prefix.is_of(server)) {
                    own.push(&prefix.text);
                }
                Err(own.of(refuse(&self.name, ""), "; check `environment`"))
            }
        }
    }
}

impl Prefix {
    /// Whether this is a prefix for the environment of a server.
    fn is_of(&self, server: &Server) -> bool {
        self.environment.is_empty() || self.environment == server.name
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

/// The word before a bearer token (RFC 6750, section 2.1).
pub(super) const BEARER: &str = "Bearer ";
