//! An authorized request as the `Request` that `fetch` takes.

use js_sys::Uint8Array;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use crate::provider::{Call, Client};
use crate::{AuthorizedRequest, Error, ErrorKind};

impl Client {
    /// Authorizes a request and makes it ready for `fetch`, with the very body that was signed.
    ///
    /// # Errors
    ///
    /// As [`Client::sign`] and [`AuthorizedRequest::to_request`].
    pub fn sign_for_fetch(&self, call: &Call<'_>, body: Option<&[u8]>) -> Result<Request, Error> {
        self.sign(call, body)?.to_request(body)
    }
}

impl AuthorizedRequest {
    /// The same request for `fetch`. A redirect is not followed: `fetch` would send the credentials
    /// to wherever it points.
    ///
    /// `body` must be the one that was signed, byte for byte; [`Client::sign_for_fetch`] sees to it.
    /// It is copied, so that the request outlives it.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Body`] for a GET or HEAD with a body
    /// - [`ErrorKind::Method`] for CONNECT, TRACE and TRACK, which `fetch` does not send
    /// - [`ErrorKind::BaseUrl`] for a URL that the host cannot read, as with port 70000
    pub fn to_request(&self, body: Option<&[u8]>) -> Result<Request, Error> {
        let is_one_of = |methods: &[&str]| {
            let is_it = |method: &&str| method.eq_ignore_ascii_case(self.method());
            methods.iter().any(is_it)
        };
        if body.is_some() && is_one_of(&["GET", "HEAD"]) {
            let detail = "cannot go with GET or HEAD";
            return Err(Error::new(ErrorKind::Body, "body", detail));
        }
        if is_one_of(&["CONNECT", "TRACE", "TRACK"]) {
            let detail = "is one that fetch does not send";
            return Err(Error::new(ErrorKind::Method, "method", detail));
        }
        let options = RequestInit::new();
        options.set_method(self.method());
        options.set_redirect(RequestRedirect::Manual);
        if let Some(body) = body {
            options.set_body(&Uint8Array::from(body));
        }
        let request = Request::new_with_str_and_init(self.url(), &options).map_err(|_| {
            let detail = "makes a URL that this host cannot read";
            Error::new(ErrorKind::BaseUrl, "baseUrl", detail)
        })?;
        self.apply_to(&request.headers())?;
        Ok(request)
    }

    /// Puts the fields into `headers`. A field that `headers` has already is replaced; the values of
    /// a field that this request has twice are joined, as HTTP joins them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FieldForbidden`] if `headers` take no field, as those of a request that came in.
    pub fn apply_to(&self, headers: &Headers) -> Result<(), Error> {
        let refused = |name| {
            let detail = "cannot be set on these headers; make a copy of them first";
            move |_| Error::named(ErrorKind::FieldForbidden, name, detail)
        };
        for (name, _) in self.fields() {
            headers.delete(name).map_err(refused(name))?;
        }
        for (name, value) in self.fields() {
            headers.append(name, value).map_err(refused(name))?;
        }
        Ok(())
    }
}
