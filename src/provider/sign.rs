//! From a call to an authorized request.

use super::call::Call;
use super::client::Client;
use super::profile::Authorization;
use crate::owner::Owner;
use crate::scheme::{Envelope, Signer};
use crate::{AuthorizedRequest, Error};

/// A request whose body is on its way through [`Signing::absorb`].
#[derive(Debug)]
pub struct Signing {
    request: AuthorizedRequest,
    signer: Option<Signer>,
    owner: Owner,
}

impl Signing {
    /// Adds the next piece of the body, exactly as it will be sent.
    pub fn absorb(&mut self, piece: &[u8]) {
        if let Some(signer) = &mut self.signer {
            signer.absorb(piece);
        }
    }
}

impl Client {
    /// Authorizes a request whose body is at hand.
    ///
    /// # Errors
    ///
    /// As [`Client::begin`] and [`Client::finish`].
    pub fn sign(&self, call: &Call<'_>, body: Option<&[u8]>) -> Result<AuthorizedRequest, Error> {
        let mut signing = self.begin(call, body.is_some())?;
        signing.absorb(body.unwrap_or_default());
        self.finish(signing)
    }

    /// Whether a call needs an access token.
    ///
    /// # Errors
    ///
    /// As [`Client::begin`], for what it says of path, method and auth.
    pub fn takes_token(&self, call: &Call<'_>, has_body: bool) -> Result<bool, Error> {
        let path = call.params.fill(call.path)?;
        let (_, _, auth) = self.route(call, &path, has_body)?;
        Ok(matches!(auth.authorization, Authorization::Bearer))
    }

    /// Authorizes a request whose body comes in pieces.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Path`](crate::ErrorKind::Path) for a path that some server reads as another, or that leaves the API; for
    ///   parameters that do not fill it, or that make it a known endpoint
    /// - [`ErrorKind::Method`](crate::ErrorKind::Method) for a method that the endpoint does not have
    /// - [`ErrorKind::Body`](crate::ErrorKind::Body) for a GET or HEAD with a body
    /// - [`ErrorKind::IdempotencyKey`](crate::ErrorKind::IdempotencyKey) for one that is missing, malformed or not taken
    /// - [`ErrorKind::FieldForbidden`](crate::ErrorKind::FieldForbidden) for a field that the profile writes or forbids, or that would change
    ///   where the request goes
    /// - [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) for a path above 8 KiB, and for more than 1024 fields
    /// - [`ErrorKind::Option`](crate::ErrorKind::Option) for a way to authenticate that the provider does not leave open
    /// - [`ErrorKind::BearerToken`](crate::ErrorKind::BearerToken) for a token that is missing, malformed or not taken
    /// - [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) for a credential that the request needs and the client lacks
    pub fn begin(&self, call: &Call<'_>, has_body: bool) -> Result<Signing, Error> {
        let path = call.params.fill(call.path)?;
        let (method, endpoint, auth) = self.route(call, &path, has_body)?;
        let fields = self.fields(call, endpoint, auth, has_body)?;
        let request = AuthorizedRequest::new(method, &self.base_url, &path, fields);
        let signature = self.signature.as_ref().filter(|_| auth.is_signed);
        let envelope = Envelope::new(call.now);
        let signer = signature
            .map(|(scheme, key)| scheme.begin(key, &envelope))
            .transpose()?;
        Ok(Signing {
            request,
            signer,
            owner: self.owner.clone(),
        })
    }

    /// Ends a request that was begun by the same client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`](crate::ErrorKind::Body) for a body with a digit at an end where the scheme writes a timestamp: the
    /// signature would also fit another body. [`ErrorKind::Option`](crate::ErrorKind::Option) for a request that another client
    /// began.
    pub fn finish(&self, signing: Signing) -> Result<AuthorizedRequest, Error> {
        let Signing {
            mut request,
            signer,
            owner,
        } = signing;
        self.owner.check(&owner)?;
        if let (Some(signer), Some((scheme, key))) = (signer, &self.signature) {
            signer.finish(scheme, key, request.fields_mut())?;
        }
        Ok(request)
    }
}
