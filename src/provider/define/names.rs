//! The names that texts of a definition can contain in braces.

use crate::Error;
use crate::definition::Member;
use crate::provider::profile::{Credential, Server, Text, TextPairs};
use crate::scheme::Compiled;

/// The names that texts of a definition can contain in braces.
pub(super) struct DefinedNames<'n> {
    pub(super) credentials: &'n [Credential],
    pub(super) servers: &'n [Server],
    /// The scheme that `webhook.scheme` names, if the caller passed this scheme. Otherwise, the scheme is looked up
    /// in the catalogue.
    pub(super) scheme: Option<&'n Compiled>,
    /// Whether the definition has access tokens.
    pub(super) has_token: bool,
}

/// The name of a header field that requests have, and whether its value has a secret.
pub(super) type SentField<'f> = (&'f str, bool);

impl<'n> DefinedNames<'n> {
    pub(super) fn credential(&self, name: &str) -> Option<&'n Credential> {
        self.credentials.iter().find(|known| known.name == name)
    }

    /// Whether the credential `name` is a secret.
    pub(super) fn is_secret(&self, name: &str) -> bool {
        !self.credential(name).is_some_and(|known| known.is_public)
    }

    /// Whether a text contains a secret or an access token.
    pub(super) fn has_secret(&self, text: &Text) -> bool {
        text.has_token() || text.credentials().any(|name| self.is_secret(name))
    }

    /// The header fields with these texts.
    pub(super) fn sent<'f>(&self, fields: &'f TextPairs) -> impl Iterator<Item = SentField<'f>> {
        let all = fields.iter();
        all.map(|(field, text)| (&**field, self.has_secret(text)))
    }

    /// Whether the constant `name` exists in every environment.
    pub(super) fn has_variable(&self, name: &str) -> bool {
        self.servers
            .iter()
            .all(|server| server.variables.iter().any(|(known, _)| known == name))
    }
}

/// Checks a name that the author of the definition chose: `ALPHA *31( ALPHA / DIGIT / "_" )`.
pub(super) fn check(name: &str, member: &Member<'_, '_>) -> Result<(), Error> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_first = |first: char| first.is_ascii_alphabetic();
    if name.len() > 32 || !name.starts_with(is_first) || !name.bytes().all(is_name) {
        return Err(
            member.fault("must be 1 to 32 letters, digits and _, and must begin with a letter")
        );
    }
    Ok(())
}
