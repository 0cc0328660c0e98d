//! Provider clients.

use alloc::boxed::Box;
use wasm_bindgen::prelude::wasm_bindgen;

use super::handles::{Held, disposed};
use super::instance::answer;
use super::pending::Pending;
use super::scratch::{Scratch, text};
use crate::encoding::decimal;
use crate::encoding::json::{Document, Value};
use crate::pairs::PairsIter;
use crate::provider::{Call, Client, Credentials, Profile, Signing};
use crate::text::cut;
use crate::token::Policy;
use crate::{AuthorizedRequest, Error, ErrorKind, SecretText, UnixTime};

/// What a call says of itself beside its texts.
const HAS_METHOD: u32 = 1;
const HAS_KEY: u32 = 2;
const HAS_BODY: u32 = 4;
const HAS_AUTH: u32 = 8;
const HAS_AUTHORIZATION: u32 = 16;
/// The bits above those: how many parameters the path has.
const PARAMS: u32 = 8;

/// A handle for a client. The lines are the provider, the environment, the base URL or nothing, the
/// milliseconds of the early window or nothing, `1` if the `exp` of a token counts, then the
/// credentials, each a name and a text.
#[wasm_bindgen(js_name = clientNew)]
pub fn client_new(length: usize) -> i32 {
    answer(|instance| {
        let client = client(instance.scratch.bytes(length));
        instance.scratch.wipe();
        Ok(instance.handles.add(Held::Client(Box::new(client?))))
    })
}

/// Authorizes a request. The lines are the path, the method, the idempotency key, the way to
/// authenticate, the `Authorization`, then the parameters of the path and the caller's fields, each a name
/// and a value; the body lies after them.
#[wasm_bindgen(js_name = clientSign)]
pub fn client_sign(client: usize, now: f64, flags: u32, head: usize, body: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let (head, body) = instance.scratch.split(head, body);
        let mut signing = begin(client, now, flags, head)?;
        signing.absorb(body);
        let request = client.finish(signing)?;
        Ok(instance.scratch.put_request(0, &request))
    })
}

/// Whether a request needs an access token; the lines are those of a request.
#[wasm_bindgen(js_name = clientTakesToken)]
pub fn client_takes_token(client: usize, flags: u32, head: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let call = call(0.0, flags, instance.scratch.bytes(head))?;
        Ok(client.takes_token(&call, flags & HAS_BODY != 0)?.into())
    })
}

/// Starts a request whose body comes in pieces.
#[wasm_bindgen(js_name = clientBegin)]
pub fn client_begin(handle: usize, now: f64, flags: u32, head: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(handle)?;
        let signing = begin(client, now, flags, instance.scratch.bytes(head))?;
        instance.pending = Pending::Request(handle, signing);
        Ok(0)
    })
}

/// Ends the request: its method, its URL and its fields.
#[wasm_bindgen(js_name = clientEnd)]
pub fn client_end() -> i32 {
    answer(|instance| {
        let Pending::Request(handle, signing) = instance.pending.take() else {
            return Err(disposed());
        };
        let request = instance.handles.client(handle)?.finish(signing)?;
        Ok(instance.scratch.put_request(0, &request))
    })
}

/// The query of a page; a number below zero takes the default.
#[wasm_bindgen(js_name = clientPage)]
pub fn client_page(client: usize, page: i32, size: i32) -> i32 {
    answer(|instance| {
        let Some(pages) = &instance.handles.client(client)?.profile().pages else {
            return Err(Error::new(
                ErrorKind::Option,
                "page",
                "is not what this provider has",
            ));
        };
        let query = pages.query(u32::try_from(page).ok(), u32::try_from(size).ok())?;
        Ok(instance.scratch.put(0, &query))
    })
}

/// What the status of an answer says: 1 if the request may be sent again after a while, 2 if the
/// operation may exist already, 0 for neither.
#[wasm_bindgen(js_name = clientReadStatus)]
pub fn client_read_status(client: usize, status: u16) -> i32 {
    answer(|instance| {
        let profile = instance.handles.client(client)?.profile();
        let may_exist = usize::from(profile.may_exist(status));
        Ok(usize::from(profile.may_retry_later(status)) | may_exist << 1)
    })
}

/// Signs the claims in the scratch buffer as a token.
#[wasm_bindgen(js_name = clientParameters)]
pub fn client_parameters(client: usize, length: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let token = client.sign_parameters(instance.scratch.text(length)?)?;
        Ok(instance.scratch.put(0, &token))
    })
}

/// An error answer as JSON: message, code, request id and fields, each as it stands in the answer,
/// which is in the scratch buffer.
#[wasm_bindgen(js_name = clientReadError)]
pub fn client_read_error(client: usize, length: usize) -> i32 {
    answer(|instance| {
        let body = SecretText::from(instance.scratch.text(length)?);
        let document = Document::read(&body)?;
        let problem = instance
            .handles
            .client(client)?
            .profile()
            .read_error(&document);
        let mut end = 0;
        let parts = [
            problem.message,
            problem.code,
            problem.request_id,
            problem.fields,
        ];
        for (before, value) in ["[", ",", ",", ","].into_iter().zip(parts) {
            end = instance.scratch.put(end, before);
            end = instance.scratch.put(end, value.map_or("null", Value::raw));
        }
        Ok(instance.scratch.put(end, "]"))
    })
}

impl Scratch {
    /// Appends the method, the URL and the fields, as lines.
    pub(super) fn put_request(&mut self, start: usize, request: &AuthorizedRequest) -> usize {
        let mut end = start;
        for lines in request.lines() {
            end = self.put(end, lines);
        }
        end
    }
}

fn client(record: &[u8]) -> Result<Client, Error> {
    let (provider, rest) = cut(text(record)?, b'\n');
    let (environment, rest) = cut(rest, b'\n');
    let (base_url, rest) = cut(rest, b'\n');
    let (early_ms, rest) = cut(rest, b'\n');
    let (reads_exp, rest) = cut(rest, b'\n');
    let policy = Policy {
        early_ms: decimal::read(early_ms),
        reads_exp: !reads_exp.is_empty(),
    };
    let mut credentials = Credentials::default();
    for (name, text) in (PairsIter { lines: rest }) {
        credentials.push(name, text)?;
    }
    let Some(profile) = Profile::named(provider) else {
        return Err(Error::new(ErrorKind::Option, "provider", "is unknown"));
    };
    let client = Client::new(profile, credentials, environment, base_url)?;
    Ok(client.with_policy(policy))
}

fn begin(client: &Client, now: f64, flags: u32, head: &[u8]) -> Result<Signing, Error> {
    client.begin(&call(now, flags, head)?, flags & HAS_BODY != 0)
}

fn call(now: f64, flags: u32, head: &[u8]) -> Result<Call<'_>, Error> {
    let (path, rest) = cut(text(head)?, b'\n');
    let (method, rest) = cut(rest, b'\n');
    let (key, rest) = cut(rest, b'\n');
    let (auth, rest) = cut(rest, b'\n');
    let (authorization, rest) = cut(rest, b'\n');
    let mut call = Call::new(path, UnixTime::from_js(now)?);
    let mut count = flags >> PARAMS;
    for (name, value) in (PairsIter { lines: rest }) {
        if count == 0 {
            call.fields.push(name, value)?;
        } else {
            call.params.push(name, value)?;
            count = count.saturating_sub(1);
        }
    }
    if flags & HAS_METHOD != 0 {
        call.method = Some(method);
    }
    if flags & HAS_KEY != 0 {
        call.idempotency_key = Some(key);
    }
    if flags & HAS_AUTH != 0 {
        call.auth = Some(auth);
    }
    if flags & HAS_AUTHORIZATION != 0 {
        call.authorization = Some(authorization);
    }
    Ok(call)
}
