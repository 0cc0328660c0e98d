//! Where a call goes, and how it is authenticated there.

use super::call::Call;
use super::client::Client;
use super::path::{self, Place};
use super::profile::{Auth, Endpoint, Profile};
use crate::text::cut;
use crate::{Error, ErrorKind, grammar};

/// A call's method, its endpoint if it is known, and how it is authenticated.
type Route<'c> = (&'c str, Option<&'static Endpoint>, &'static Auth);

impl Client {
    /// The route of a call whose template became `path`.
    pub(super) fn route<'c>(
        &self,
        call: &Call<'c>,
        path: &str,
        has_body: bool,
    ) -> Result<Route<'c>, Error> {
        let (place, query) = cut(path, b'?');
        let known = self.profile.known(place);
        if known.is_empty() {
            self.profile.check_unknown(&path::check(path)?)?;
        } else if call.params.is_empty() {
            path::check_query(path, query)?;
        } else {
            let detail = "make the path that of a known endpoint; write such a path out";
            return Err(Error::new(ErrorKind::Path, "params", detail));
        }
        let mut method = call.method.unwrap_or(if has_body { "POST" } else { "GET" });
        if !grammar::is_token(method) {
            return Err(Error::new(
                ErrorKind::Method,
                "method",
                "is no token (RFC 9110, 9.1)",
            ));
        }
        let endpoint = endpoint(known, method, call.method.is_none())?;
        if let Some(known) = endpoint {
            method = known.method;
        }
        if has_body
            && ["GET", "HEAD"]
                .iter()
                .any(|one| one.eq_ignore_ascii_case(method))
        {
            return Err(Error::new(
                ErrorKind::Body,
                "body",
                "cannot go with GET or HEAD",
            ));
        }
        let auth = match call.auth {
            Some(name) => self.profile.choice(name)?,
            None => endpoint.map_or(self.profile.auth, |known| known.auth),
        };
        Ok((method, endpoint, auth))
    }
}

impl Profile {
    /// The endpoints from the first at `place` on, whose path was checked when it was written.
    fn known(&self, place: &str) -> &'static [Endpoint] {
        let mut known = self.endpoints;
        while let [first, rest @ ..] = known {
            if first.path == place {
                break;
            }
            known = rest;
        }
        known
    }

    /// A path that is not known must be inside the API, and like none that is.
    fn check_unknown(&self, place: &Place<'_>) -> Result<(), Error> {
        let detail = if !place.text.starts_with(self.path_prefix) {
            "is outside this API"
        } else if self.endpoints.iter().any(|known| place.is_like(known.path)) {
            "is a known endpoint in another spelling; write it as documented"
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Path, "path", detail))
    }

    /// A way to authenticate that a caller chose.
    fn choice(&self, name: &str) -> Result<&'static Auth, Error> {
        for (choice, auth) in self.choices {
            if *choice == name {
                return Ok(auth);
            }
        }
        let detail = "is none of the ways that this provider leaves open";
        Err(Error::new(ErrorKind::Option, "auth", detail))
    }
}

/// The endpoint at the place of the first that is `known`, if there is one. Methods have no case here: `fetch` writes
/// some of them in upper case, and not others.
///
/// `any_method` says that `method` is only a guess, and that the endpoint's own counts.
fn endpoint(
    known: &'static [Endpoint],
    method: &str,
    any_method: bool,
) -> Result<Option<&'static Endpoint>, Error> {
    let mut at_place = None;
    for endpoint in known {
        if known
            .first()
            .is_some_and(|first| first.path == endpoint.path)
        {
            if endpoint.method.eq_ignore_ascii_case(method) {
                return Ok(Some(endpoint));
            }
            at_place = Some(endpoint);
        }
    }
    if !any_method && at_place.is_some_and(|known| known.auth.is_signed) {
        let detail = "is not the method of this endpoint, which must be signed";
        return Err(Error::new(ErrorKind::Method, "method", detail));
    }
    Ok(at_place.filter(|_| any_method))
}
