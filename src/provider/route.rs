//! The route of a call: its method, its endpoint, and the way that it is authenticated.

use super::call::Call;
use super::client::Client;
use super::path::{self, PathPlace};
use super::profile::{Endpoint, Profile};
use crate::choices::Choices;
use crate::text::cut;
use crate::{Error, ErrorKind, grammar};

/// The method and the endpoint of a call, and the way that the call is authenticated.
pub(super) struct Route<'r> {
    pub(super) method: &'r str,
    /// The listed endpoint; `None` if the path is not listed.
    pub(super) endpoint: Option<&'r Endpoint>,
    /// The index in the profile of the auth that the call uses.
    pub(super) auth: usize,
}

impl Client {
    /// The route of a call whose template and parameters made the path `path`.
    pub(super) fn route<'r>(
        &'r self,
        call: &Call<'r>,
        path: &str,
        has_body: bool,
    ) -> Result<Route<'r>, Error> {
        let (place, query) = cut(path, b'?');
        let profile = &*self.profile;
        profile.check_filled(call, place)?;
        let is_listed = profile.endpoints.iter().any(|known| known.is_at(place));
        if is_listed {
            path::check_query(path, query)?;
        }
        let mut method = call
            .method
            .unwrap_or_else(|| profile.default_method(place, has_body));
        if !grammar::is_token(method) {
            return Err(Error::new(
                ErrorKind::Method,
                "method",
                "must be a method as in RFC 9110 (9.1), such as POST",
            ));
        }
        if grammar::is_forbidden_method(method) {
            let detail = "must not be CONNECT, TRACE or TRACK";
            return Err(Error::new(ErrorKind::Method, "method", detail));
        }
        let endpoint = profile.endpoint(place, method);
        let found = endpoint.as_ref().ok().copied().flatten();
        // If the path is equal to a listed path, it was checked when the profile was defined.
        if found.is_none_or(|known| !known.is_at(place)) {
            profile.check(&path::check(path)?, found)?;
        }
        let endpoint = endpoint?;
        if let Some(known) = endpoint.filter(|known| !known.method.is_empty()) {
            method = &known.method;
        }
        let is_bodiless = |one: &&str| one.eq_ignore_ascii_case(method);
        if has_body && ["GET", "HEAD"].iter().any(is_bodiless) {
            return Err(Error::new(
                ErrorKind::Body,
                "body",
                "is not allowed with GET or HEAD",
            ));
        }
        let named = endpoint.and_then(|known| known.auth);
        let auth = match call.auth {
            Some(name) => profile.choice(name, named)?,
            None => named.unwrap_or_default(),
        };
        Ok(Route {
            method,
            endpoint,
            auth,
        })
    }
}

impl Profile {
    /// Rejects a call if its parameters turned its template into the path of an endpoint. The template itself must
    /// contain the fixed segments of that endpoint.
    fn check_filled(&self, call: &Call<'_>, place: &str) -> Result<(), Error> {
        let template = cut(call.path, b'?').0;
        let is_made = |known: &Endpoint| known.matches(place) && !known.matches(template);
        if !call.params.is_empty() && self.endpoints.iter().any(is_made) {
            let detail =
                "have values that make `path` a known endpoint; write its fixed segments in `path`";
            return Err(Error::new(ErrorKind::Path, "params", detail));
        }
        Ok(())
    }

    /// Checks a path that is not equal to a listed path. The path must be inside the API. No server may confuse the
    /// path with an endpoint whose requirements differ from those of the endpoint that was found.
    fn check(&self, place: &PathPlace<'_>, found: Option<&Endpoint>) -> Result<(), Error> {
        let refuse = |detail| Err(Error::new(ErrorKind::Path, "path", detail));
        if !path::is_under(place.text, &self.path_prefix) {
            let detail = ["must be under ", &*self.path_prefix];
            return refuse("").map_err(|error| error.in_words(&detail));
        }
        if place.is_cut && self.endpoints.iter().any(Endpoint::is_pattern) {
            return refuse("must not have an encoded ? or #: some servers end the path there");
        }
        for known in &self.endpoints {
            let is_another = !found.is_some_and(|found| found.needs_as(known));
            if is_another && place.is_like(&known.folded) && !known.matches(place.text) {
                return refuse(
                    "is another spelling of a known endpoint; use the documented spelling",
                );
            }
        }
        Ok(())
    }

    /// The method of a call that passes no method. The default is POST with a body and GET without a body. If the
    /// listed endpoints with this path accept only other methods, the default may be one of their methods.
    ///
    /// The method of a pattern that ends with `*` is not a default, because such a pattern is not one endpoint. DELETE
    /// is a default only for an endpoint without placeholders, because a call to a path that a pattern matches may be
    /// meant to read.
    fn default_method(&self, place: &str, has_body: bool) -> &str {
        let guess = if has_body { "POST" } else { "GET" };
        let at_place = || self.endpoints.iter().filter(|known| known.matches(place));
        if at_place().any(|known| known.takes(guess)) {
            return guess;
        }
        if let Some(known) = at_place().rfind(|known| !known.is_pattern()) {
            return &known.method;
        }
        let mut methods = at_place()
            .filter(|known| !known.path.ends_with("/*"))
            .map(|known| &*known.method);
        match methods.next() {
            Some("DELETE") => guess,
            Some("GET" | "HEAD") if has_body => guess,
            Some(first) if methods.all(|method| method == first) => first,
            _ => guess,
        }
    }

    /// The endpoint of a path and a method. An endpoint with exactly this path is preferred to a pattern. If several
    /// endpoints or several patterns match, the first match in the list is used.
    fn endpoint(&self, place: &str, method: &str) -> Result<Option<&Endpoint>, Error> {
        let mut is_signed = false;
        for is_pattern in [false, true] {
            for known in &self.endpoints {
                if known.is_pattern() != is_pattern || !known.matches(place) {
                    continue;
                }
                if known.takes(method) {
                    return Ok(Some(known));
                }
                is_signed |= self.is_signed(known);
            }
        }
        if is_signed {
            return Err(self.wrong_method(place));
        }
        Ok(None)
    }

    /// The error for a method that no endpoint with this path has.
    #[cold]
    fn wrong_method(&self, place: &str) -> Error {
        let mut methods = Choices::after("must be ");
        for known in self.endpoints.iter().filter(|known| known.matches(place)) {
            methods.push(&known.method);
        }
        let error = Error::new(ErrorKind::Method, "method", "");
        methods.of(error, " for this path, which has a signed endpoint")
    }

    /// Whether calls to an endpoint must be signed, although calls to paths that are not listed need no signature.
    fn is_signed(&self, endpoint: &Endpoint) -> bool {
        let signs = |place: usize| {
            let auth = self.auths.get(place);
            auth.is_some_and(|(_, auth)| auth.signature.is_some())
        };
        endpoint.auth.is_some_and(signs) && !signs(0)
    }

    /// The index of the auth that a caller chose. If the endpoint names an auth, the caller must choose the same
    /// auth.
    fn choice(&self, name: &str, named: Option<usize>) -> Result<usize, Error> {
        let mut allowed =
            Choices::after("is not accepted by this endpoint; leave it out, or pass ");
        for (place, (known, _)) in self.auths.iter().enumerate().skip(1) {
            if named.is_none_or(|named| named == place) {
                if known == name {
                    return Ok(place);
                }
                allowed.push(known);
            }
        }
        Err(allowed.of(Error::new(ErrorKind::Option, "auth", ""), ""))
    }
}

impl Endpoint {
    /// Whether the text of a path matches the path of this endpoint.
    pub(super) fn matches(&self, place: &str) -> bool {
        path::matches(place, &self.path)
    }

    /// Whether the endpoint has exactly this path, without placeholders.
    fn is_at(&self, place: &str) -> bool {
        self.path == place && !self.is_pattern()
    }

    /// Whether the endpoint accepts a method. The case of letters is ignored, because `fetch` changes only some
    /// methods to upper case.
    fn takes(&self, method: &str) -> bool {
        self.method.is_empty() || self.method.eq_ignore_ascii_case(method)
    }

    /// Whether the path of the endpoint matches several paths.
    pub(super) fn is_pattern(&self) -> bool {
        self.path.ends_with("/*") || self.path.bytes().any(|byte| byte == b'{')
    }

    /// Whether two endpoints have the same requirements, which are the auth and the rule for idempotency keys.
    pub(super) fn needs_as(&self, other: &Self) -> bool {
        (self.auth, self.idempotency) == (other.auth, other.idempotency)
    }
}
