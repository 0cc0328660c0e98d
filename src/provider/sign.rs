//! Turns a call into an authorized request.

use alloc::vec::Vec;

use super::call::Call;
use super::client::Client;
use super::profile::{Auth, Signature};
use super::route::Route;
use crate::owner::Owner;
use crate::scheme::{Compiled, Envelope, Key, Signed, Signer};
use crate::text::cut;
use crate::{AuthorizedRequest, Error, ErrorKind, SecretText};

/// A request whose body is being passed to [`Signing::absorb`].
#[derive(Debug)]
pub struct Signing {
    request: AuthorizedRequest,
    signer: Option<Signer>,
    /// The index of the auth in the profile.
    auth: usize,
    owner: Owner,
}

impl Signing {
    /// Adds the next piece of the body. It must be the bytes that will be sent.
    pub fn absorb(&mut self, piece: &[u8]) {
        if let Some(signer) = &mut self.signer {
            signer.absorb(piece);
        }
    }
}

impl Client {
    /// Authorizes a request whose whole body is available.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::begin`] and [`Client::finish`].
    pub fn sign(&self, call: &Call<'_>, body: Option<&[u8]>) -> Result<AuthorizedRequest, Error> {
        let path = call.params.fill(call.path)?;
        let route = self.route(call, &path, body.is_some())?;
        let mut request = self.request(call, &route, &path, body.is_some())?;
        let mut query = SecretText::default();
        if let Some(signature) = &self.auth(route.auth).signature {
            let signed = self.signed(signature, &route, call, Some(&request), body)?;
            signed.carry(&signature.scheme, request.fields_mut(), Some(&mut query))?;
        }
        request.push_query(&query);
        Ok(request)
    }

    /// Signs a call whose whole body is available. `request` is required if the scheme needs other parts of the
    /// request than the body.
    pub(super) fn signed(
        &self,
        signature: &Signature,
        route: &Route<'_>,
        call: &Call<'_>,
        request: Option<&AuthorizedRequest>,
        body: Option<&[u8]>,
    ) -> Result<Signed, Error> {
        let mut signed = Signed::default();
        self.envelope(signature, route, call, request, &mut |key, envelope| {
            let body = body.unwrap_or_default();
            signed = signature.scheme.signed_request(key, envelope, body)?;
            Ok(())
        })?;
        Ok(signed)
    }

    /// The request of a call, without its signature.
    pub(super) fn request(
        &self,
        call: &Call<'_>,
        route: &Route<'_>,
        path: &str,
        has_body: bool,
    ) -> Result<AuthorizedRequest, Error> {
        let fields = self.fields(call, route, has_body)?;
        Ok(AuthorizedRequest::new(
            route.method,
            &self.base_url,
            path,
            fields,
        ))
    }

    /// Whether a call needs an access token.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::begin`] about the path, the method and the auth.
    pub fn takes_token(&self, call: &Call<'_>, has_body: bool) -> Result<bool, Error> {
        let auth = self.auth_of(call, has_body)?;
        Ok(self.auth(auth).takes_token())
    }

    /// The index of a call's auth in the profile.
    pub(crate) fn auth_of(&self, call: &Call<'_>, has_body: bool) -> Result<usize, Error> {
        let path = call.params.fill(call.path)?;
        Ok(self.route(call, &path, has_body)?.auth)
    }

    /// Authorizes a request whose body arrives in pieces.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Path`](crate::ErrorKind::Path) for a path that a server may read as another path, and for a
    ///   path that is outside the API; for parameters whose names are not the placeholders of the path, and for
    ///   parameters that turn the path into the path of a listed endpoint
    /// - [`ErrorKind::Method`](crate::ErrorKind::Method) for a method that the endpoint does not have, and for a
    ///   method that `fetch` does not send
    /// - [`ErrorKind::Body`](crate::ErrorKind::Body) for a GET or HEAD with a body, and for a body whose
    ///   `Content-Type` is the type of another format than the signed format
    /// - [`ErrorKind::IdempotencyKey`](crate::ErrorKind::IdempotencyKey) for a key that is missing, malformed or
    ///   not accepted
    /// - [`ErrorKind::FieldForbidden`](crate::ErrorKind::FieldForbidden) for a field that the profile writes or
    ///   forbids, for a field that would change the target of the request, and for a field that servers may read as
    ///   a signed field with another name
    /// - [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) for a path above 8 KiB, and for more than 1024 fields
    /// - [`ErrorKind::Option`](crate::ErrorKind::Option) for a way to authenticate that the endpoint does not
    ///   accept
    /// - [`ErrorKind::BearerToken`](crate::ErrorKind::BearerToken) for a token that is missing, malformed or not
    ///   accepted
    /// - [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) for a credential that the request needs and that
    ///   the client does not have
    pub fn begin(&self, call: &Call<'_>, has_body: bool) -> Result<Signing, Error> {
        let path = call.params.fill(call.path)?;
        let route = self.route(call, &path, has_body)?;
        let request = self.request(call, &route, &path, has_body)?;
        let mut signer = None;
        if let Some(signature) = &self.auth(route.auth).signature {
            self.envelope(
                signature,
                &route,
                call,
                Some(&request),
                &mut |key, envelope| {
                    signer = Some(signature.scheme.begin(key, envelope)?);
                    Ok(())
                },
            )?;
        }
        Ok(Signing {
            request,
            signer,
            auth: route.auth,
            owner: self.owner.clone(),
        })
    }

    /// Calls `sign` with the key of a signature, and with the parts of the call except the body. `request` is
    /// required if the scheme needs other parts of the request than the body.
    pub(super) fn envelope(
        &self,
        signature: &Signature,
        route: &Route<'_>,
        call: &Call<'_>,
        request: Option<&AuthorizedRequest>,
        sign: &mut dyn FnMut(&Key, &Envelope<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(key) = self.keys.get(route.auth).and_then(Option::as_ref) else {
            self.need(&signature.secret, "")?;
            let detail = "must have the secret that signs this request";
            return Err(Error::new(ErrorKind::Credentials, "credentials", detail));
        };
        let mut envelope = Envelope::new(call.now).nonce(call.nonce);
        let (mut vars, mut fields) = (Vec::new(), Vec::new());
        for name in &signature.vars {
            vars.push((&**name, self.var(&signature.scheme, name)?));
        }
        if let Some(request) = request.filter(|_| signature.reads_request) {
            let query = cut(request.url(), b'?').1;
            if signature.scheme.writes_parameter_of(query) {
                let detail = "must not have a query parameter like one that payauth writes";
                return Err(Error::new(ErrorKind::Path, "path", detail));
            }
            fields.extend(request.fields());
            envelope = envelope.method(request.method()).url(request.url());
        }
        sign(key, &envelope.vars(&vars).fields(&fields))
    }

    /// The credential that is a variable of a scheme. It may be missing only if each placeholder of the variable is in
    /// a group, because a group without a value is left out.
    pub(super) fn var(&self, scheme: &Compiled, name: &str) -> Result<&str, Error> {
        if scheme.needs_var(name) {
            self.credentials.need(name)
        } else {
            Ok(self.credentials.get(name))
        }
    }

    /// Finishes a request that the same client began.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`](crate::ErrorKind::Body) for a body that begins or ends with a digit next to the
    /// timestamp, because the signature would also match another body.
    /// [`ErrorKind::Option`](crate::ErrorKind::Option) for a request that another client began.
    pub fn finish(&self, signing: Signing) -> Result<AuthorizedRequest, Error> {
        let Signing {
            mut request,
            signer,
            auth,
            owner,
        } = signing;
        self.owner.check(&owner)?;
        let key = self.keys.get(auth).and_then(Option::as_ref);
        if let (Some(signer), Some(key), Some(signature)) =
            (signer, key, &self.auth(auth).signature)
        {
            let mut query = SecretText::default();
            signer.finish_request(&signature.scheme, key, request.fields_mut(), &mut query)?;
            request.push_query(&query);
        }
        Ok(request)
    }

    /// The auth with this index in the profile. The first auth applies to paths that are not listed.
    pub(crate) fn auth(&self, place: usize) -> &Auth {
        static NONE: Auth = Auth {
            bearer: None,
            basic: None,
            fields: Vec::new(),
            signature: None,
        };
        self.profile
            .auths
            .get(place)
            .map_or(&NONE, |(_, auth)| auth)
    }
}
