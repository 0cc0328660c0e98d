//! Rejects definitions that use none of their credentials.

use crate::Error;
use crate::definition::Member;
use crate::provider::profile::{Profile, Text};

/// Rejects a definition that uses none of its credentials. If the definition uses at least one credential, unused
/// credentials are accepted, because they may be meant for later use.
pub(super) fn check(root: &Member<'_, '_>, profile: &Profile) -> Result<(), Error> {
    let mut names = profile.credentials.iter().map(|known| &*known.name);
    if profile.credentials.is_empty() || names.any(|name| profile.uses(name)) {
        return Ok(());
    }
    let error = root.missing(
        "credentials",
        "are never used, so no request is authenticated",
    );
    let first = profile.credentials.first();
    let name = first.map_or("", |first| &*first.name);
    Err(error.with_hint(
        &[
            "write `{",
            name,
            "}` in the text that needs this credential, such as a text in `auth`",
        ]
        .concat(),
    ))
}

impl Profile {
    fn uses(&self, name: &str) -> bool {
        let urls = self.servers.iter().filter_map(|server| server.url.as_ref());
        let parameters = self.parameters.iter().map(|(secret, _)| secret);
        let mut texts = urls
            .chain(self.fields.iter().map(|(_, text)| text))
            .chain(parameters)
            .chain(&self.webhook.secret);
        let scheme = self.webhook.scheme.as_ref();
        texts.any(|text: &Text| text.uses(name))
            || self.auths.iter().any(|(_, auth)| auth.uses(name))
            || self.token.as_ref().is_some_and(|call| call.uses(name))
            || scheme.is_some_and(|scheme| scheme.used_vars().contains(&name))
    }
}
