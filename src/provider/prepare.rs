//! Prepares calls of one kind: the parts that all calls of the kind share are computed only for the first call.

use super::call::Call;
use super::client::Client;
use super::prepared::Prepared;
use super::profile::Endpoint;
use super::route::Route;
use crate::{AuthorizedRequest, Error, Fields, SecretText};

impl Client {
    /// Stores the facts that all calls of a kind share, under the index `place`. Returns the request of this call
    /// without its signature, and the fields that differ from call to call.
    pub(crate) fn prepare(
        &mut self,
        place: usize,
        call: &Call<'_>,
        has_body: bool,
    ) -> Result<(AuthorizedRequest, Fields), Error> {
        let path = call.params.fill(call.path)?;
        let route = self.route(call, &path, has_body)?;
        let request = self.request(call, &route, &path, has_body)?;
        let mut varying = self.varying(call, &route)?;
        if let Some(signature) = &self.auth(route.auth).signature {
            for name in signature.scheme.header_names() {
                varying.push(name, "")?;
            }
        }
        let mut all = self.profile.endpoints.iter();
        let place_of = |found: &Endpoint| all.position(|known| core::ptr::eq(known, found));
        let prepared = Prepared {
            endpoint: route.endpoint.and_then(place_of),
            auth: route.auth,
            method: route.method.into(),
            path: (*path).into(),
        };
        match self.prepared.get_mut(place) {
            Some(kept) => *kept = prepared,
            None => self.prepared.push(prepared),
        }
        Ok((request, varying))
    }

    /// Signs a call whose kind was prepared. Returns the fields that differ from call to call, and the text to
    /// append to the query. The errors are those of [`Client::sign`].
    pub(crate) fn sign_prepared(
        &self,
        prepared: &Prepared,
        call: &Call<'_>,
        body: Option<&[u8]>,
    ) -> Result<(Fields, SecretText), Error> {
        let listed = prepared.endpoint;
        let route = Route {
            method: &prepared.method,
            endpoint: listed.and_then(|place| self.profile.endpoints.get(place)),
            auth: prepared.auth,
        };
        let mut fields = self.varying(call, &route)?;
        let mut query = SecretText::default();
        if let Some(signature) = &self.auth(route.auth).signature {
            let request = if signature.reads_request {
                Some(self.request(call, &route, &prepared.path, body.is_some())?)
            } else {
                None
            };
            let signed = self.signed(signature, &route, call, request.as_ref(), body)?;
            signed.carry(&signature.scheme, &mut fields, Some(&mut query))?;
        }
        Ok((fields, query))
    }
}
