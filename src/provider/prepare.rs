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
        let mut message = None;
        if let Some(signature) = &self.auth(route.auth).signature {
            for name in signature.scheme.header_names() {
                varying.push(name, "")?;
            }
            self.envelope(
                signature,
                &route,
                call,
                Some(&request),
                &mut |key, envelope| {
                    message = signature.scheme.prepare(key, envelope)?;
                    Ok(())
                },
            )?;
        }
        let mut all = self.profile.endpoints.iter();
        let place_of = |found: &Endpoint| all.position(|known| core::ptr::eq(known, found));
        let prepared = Prepared {
            endpoint: route.endpoint.and_then(place_of),
            auth: route.auth,
            method: route.method.into(),
            path: (*path).into(),
            message,
        };
        match self.prepared.get_mut(place) {
            Some(kept) => *kept = prepared,
            None => self.prepared.push(prepared),
        }
        Ok((request, varying))
    }

    /// Signs a call whose kind was prepared. Returns lines: the text to append to the query, and the values of the
    /// fields that differ from call to call. The errors are those of [`Client::sign`].
    pub(crate) fn sign_prepared(
        &self,
        prepared: &Prepared,
        call: &Call<'_>,
        body: Option<&[u8]>,
    ) -> Result<SecretText, Error> {
        let listed = prepared.endpoint;
        let route = Route {
            method: &prepared.method,
            endpoint: listed.and_then(|place| self.profile.endpoints.get(place)),
            auth: prepared.auth,
        };
        let mut fields = self.varying(call, &route)?;
        let mut lines = SecretText::default();
        let Some(signature) = &self.auth(route.auth).signature else {
            push_values(&mut lines, "", &fields);
            return Ok(lines);
        };
        if let (Some(message), Some(Some(key))) = (&prepared.message, self.keys.get(route.auth)) {
            push_values(&mut lines, "", &fields);
            let body = body.unwrap_or_default();
            signature
                .scheme
                .sign_prepared(message, key, call.now, body, &mut lines)?;
            return Ok(lines);
        }
        let request = if signature.reads_request {
            Some(self.request(call, &route, &prepared.path, body.is_some())?)
        } else {
            None
        };
        let mut query = SecretText::default();
        let signed = self.signed(signature, &route, call, request.as_ref(), body)?;
        signed.carry(&signature.scheme, &mut fields, Some(&mut query))?;
        push_values(&mut lines, &query, &fields);
        Ok(lines)
    }
}

/// Appends a query and the values of fields, each with a line feed after it.
fn push_values(lines: &mut SecretText, query: &str, fields: &Fields) {
    lines.push_line(query);
    for (_, value) in fields {
        lines.push_line(value);
    }
}
