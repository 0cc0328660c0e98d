//! The signature of a provider's requests.

use alloc::string::String;
use alloc::vec::Vec;

use crate::provider::{Profile, Signature};
use crate::text::position;
use crate::{Error, ErrorKind};

/// The signature of the alternative that `auth` names. Without a name, it is the signature of the definition's own
/// `auth`, as when a request is signed; or the only signature.
pub(super) fn signature<'p>(
    profile: &'p Profile,
    auth: Option<&str>,
) -> Result<&'p Signature, Error> {
    let mut found: Vec<(&str, &Signature)> = Vec::new();
    for (name, auth) in &profile.auths {
        found.extend(
            auth.signature
                .as_ref()
                .map(|signature| (&**name, signature)),
        );
    }
    let is_named = |name: &str| !name.is_empty() && Some(name) == auth;
    let chosen = match (auth, found.as_slice()) {
        (_, []) => {
            let detail = "must be a provider whose definition has a `signature`";
            return Err(Error::new(ErrorKind::Option, "scheme", detail));
        }
        (None, [one] | [one @ ("", _), ..]) => Some(one),
        _ => found.iter().find(|(name, _)| is_named(name)),
    };
    let (_, signature) = chosen.ok_or_else(|| unknown(&found))?;
    Ok(signature)
}

#[cold]
fn unknown(found: &[(&str, &Signature)]) -> Error {
    let mut words = String::new();
    for (name, _) in found.iter().filter(|(name, _)| !name.is_empty()) {
        words.push_str(if words.is_empty() { "" } else { ", " });
        words.push_str(name);
    }
    let has_own = found.iter().any(|(name, _)| name.is_empty());
    let or_none = if has_own { "; or leave it out" } else { "" };
    let detail = "must be left out: no member of `alternatives` has a `signature`";
    let error = Error::new(ErrorKind::Option, "auth", detail);
    if words.is_empty() {
        return error;
    }
    error.in_words(&["expected one of ", &words, or_none])
}

/// The origins of a provider that are complete.
pub(super) fn origins(profile: &Profile) -> Vec<String> {
    let mut whole = Vec::new();
    for origin in &profile.origins {
        if position(origin, "{").is_none() {
            whole.push(origin.clone());
        }
    }
    whole
}

/// The variables of a signature: the names of credentials, each with its default.
pub(super) fn variables(profile: &Profile, signature: &Signature) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for credential in &profile.credentials {
        if signature.vars.contains(&credential.name) {
            all.push((credential.name.clone(), credential.default.clone()));
        }
    }
    all
}
