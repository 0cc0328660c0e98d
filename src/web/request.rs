//! An authorized request as the `Request` that `fetch` accepts.

use js_sys::Uint8Array;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use crate::provider::{Call, Client};
use crate::{AuthorizedRequest, Error, ErrorKind};

impl Client {
    /// Authorizes a request, and returns it as a `Request` for `fetch`, with exactly the signed body.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::sign`] and [`AuthorizedRequest::to_request`].
    pub fn sign_for_fetch(&self, call: &Call<'_>, body: Option<&[u8]>) -> Result<Request, Error> {
        self.sign(call, body)?.to_request(body)
    }
}

impl AuthorizedRequest {
    /// The same request as a `Request` for `fetch`. The `Request` does not follow a redirect, because `fetch` would
    /// send the credentials to the target of the redirect.
    ///
    /// `body` must be exactly the signed body; [`Client::sign_for_fetch`] ensures that. The body is copied, so that
    /// the `Request` can be used after `body` is dropped.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Body`] for a GET or HEAD request with a body
    /// - [`ErrorKind::BaseUrl`] for a URL that the JavaScript runtime cannot parse, such as a URL with the host `127.0.0.999`
    pub fn to_request(&self, body: Option<&[u8]>) -> Result<Request, Error> {
        self.check_fetch(body.is_some())?;
        let options = RequestInit::new();
        options.set_method(self.method());
        options.set_redirect(RequestRedirect::Manual);
        if let Some(body) = body {
            options.set_body(&Uint8Array::from(body));
        }
        let request = Request::new_with_str_and_init(self.url(), &options).map_err(|_| {
            let detail = "results in a URL that this runtime cannot parse; check the host";
            Error::new(ErrorKind::BaseUrl, "baseUrl", detail)
        })?;
        self.apply_to(&request.headers())?;
        Ok(request)
    }

    /// Sets the fields of the request in `headers`. Fields of an earlier attempt are replaced; other fields stay
    /// unchanged.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FieldForbidden`] if `headers` cannot be changed. An example is the header of a received
    /// request.
    pub fn apply_to(&self, headers: &Headers) -> Result<(), Error> {
        for (name, value) in self.fields() {
            headers.set(name, value).map_err(|_| {
                let detail =
                    "cannot be set in immutable `Headers`; copy them with `new Headers` first";
                Error::named(ErrorKind::FieldForbidden, name, detail)
            })?;
        }
        Ok(())
    }

    /// Rejects requests for which `fetch` would throw an error.
    fn check_fetch(&self, has_body: bool) -> Result<(), Error> {
        let is_method = |method: &&str| method.eq_ignore_ascii_case(self.method());
        if has_body && ["GET", "HEAD"].iter().any(is_method) {
            let detail = "is not allowed with GET or HEAD";
            return Err(Error::new(ErrorKind::Body, "body", detail));
        }
        Ok(())
    }
}
