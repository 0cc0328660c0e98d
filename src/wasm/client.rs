//! The exports for providers and their clients.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use wasm_bindgen::prelude::wasm_bindgen;

use super::handles::{HandleValue, disposed};
use super::instance::answer;
use super::pending::OpenStream;
use super::scratch::{Scratch, number, text};
use crate::encoding::decimal;
use crate::encoding::json::quote;
use crate::facts::{
    AnswerRecord, CallRecord, ClientRecord, HAS_AUTH, HAS_AUTHORIZATION, HAS_BODY, HAS_KEY,
    HAS_METHOD, HAS_NONCE, IS_ERROR, IS_JSON, MAY_EXIST, MAY_RETRY, PARAMS_SHIFT,
};
use crate::pairs::PairsIter;
use crate::provider::{Call, Client, Credentials, ErrorAnswer, Finding, Profile, Signing};
use crate::text::cut;
use crate::token::Policy;
use crate::{AuthorizedRequest, Error, ErrorKind, SecretText, UnixTime};

/// Makes a provider and returns its handle. The scratch buffer contains the compiled definition.
#[wasm_bindgen(js_name = providerNew)]
pub fn provider_new(length: usize) -> i32 {
    answer(|instance| {
        let profile = Profile::unpack_text(instance.scratch.text(length)?)?;
        Ok(instance
            .handles
            .add(HandleValue::Provider(Arc::new(profile))))
    })
}

/// Returns every origin to which a provider's requests can be sent, as lines.
#[wasm_bindgen(js_name = providerOrigins)]
pub fn provider_origins(provider: usize) -> i32 {
    answer(|instance| {
        let profile = instance.handles.provider(provider)?;
        let mut end = 0;
        for origin in &profile.origins {
            end = instance.scratch.put_lines(end, &[origin]);
        }
        Ok(end)
    })
}

/// Makes a client of a provider and returns the handle of the client. The lines in the scratch buffer are a
/// [`ClientRecord`] and the credentials, each as a name and a text.
#[wasm_bindgen(js_name = clientNew)]
pub fn client_new(provider: usize, length: usize) -> i32 {
    answer(|instance| {
        let profile = instance.handles.provider(provider).cloned();
        let record = instance.scratch.bytes(length);
        let client = profile.and_then(|profile| client(profile, record));
        instance.scratch.wipe();
        Ok(instance.handles.add(HandleValue::Client(Box::new(client?))))
    })
}

/// Authorizes a request. The lines in the scratch buffer are a [`CallRecord`], the nonce if there is a nonce, the
/// parameters of the path, and the caller's fields. Each parameter and each field is a name and a value. The body
/// follows the lines.
#[wasm_bindgen(js_name = clientSign)]
pub fn client_sign(client: usize, now: f64, flags: u32, head: usize, body: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let (head, body) = instance.scratch.split(head, body);
        let body = (flags & HAS_BODY != 0).then_some(body);
        let request = client.sign(&call(now, flags, head)?, body)?;
        Ok(instance.scratch.put_request(0, &request))
    })
}

/// Prepares a kind of calls, which the client keeps under the number `place`. The lines in the scratch buffer are the
/// same as for [`client_sign`]. The lines of the answer are the method, the URL, and the names and values of the
/// fields. The value of a field that differs from call to call is empty.
#[wasm_bindgen(js_name = clientPrepare)]
pub fn client_prepare(client: usize, place: usize, flags: u32, head: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client_mut(client)?;
        let call = call(0.0, flags, instance.scratch.bytes(head))?;
        let (request, varying) = client.prepare(place, &call, flags & HAS_BODY != 0)?;
        let lines = [request.method(), request.url()];
        let mut end = instance.scratch.put_lines(0, &lines);
        for (name, value) in request.fields() {
            let is_same = varying.get(name).is_none();
            let lines = [name, if is_same { value } else { "" }];
            end = instance.scratch.put_lines(end, &lines);
        }
        for (name, value) in &varying {
            if value.is_empty() {
                end = instance.scratch.put_lines(end, &[name, value]);
            }
        }
        Ok(end)
    })
}

/// Signs a call of a kind that was prepared. The lines in the scratch buffer are the same as for [`client_sign`], but
/// the path, the method and the way to authenticate are empty. The body follows the lines. The lines of the answer are
/// the text to append to the query, and the values of the fields that differ from call to call.
#[wasm_bindgen(js_name = clientAgain)]
pub fn client_again(
    client: usize,
    place: usize,
    now: f64,
    flags: u32,
    head: usize,
    body: usize,
) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let prepared = client.prepared.get(place).ok_or_else(disposed)?;
        let (head, body) = instance.scratch.split(head, body);
        let body = (flags & HAS_BODY != 0).then_some(body);
        let lines = client.sign_prepared(prepared, &call(now, flags, head)?, body)?;
        Ok(instance.scratch.put(0, &lines))
    })
}

/// Returns how a request is authenticated, as a number: twice the index of the auth, plus 1 if the auth needs an access
/// token. The lines in the scratch buffer are the same as for [`client_sign`].
#[wasm_bindgen(js_name = clientAuth)]
pub fn client_auth(client: usize, flags: u32, head: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let call = call(0.0, flags, instance.scratch.bytes(head))?;
        let auth = client.auth_of(&call, flags & HAS_BODY != 0)?;
        let takes_token = usize::from(client.auth(auth).takes_token());
        Ok(auth.saturating_mul(2).saturating_add(takes_token))
    })
}

/// Starts a request whose body arrives in pieces. The lines in the scratch buffer are the same as for [`client_sign`].
#[wasm_bindgen(js_name = clientBegin)]
pub fn client_begin(handle: usize, now: f64, flags: u32, head: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(handle)?;
        let signing = begin(client, now, flags, instance.scratch.bytes(head))?;
        instance.pending = OpenStream::Request(handle, signing);
        Ok(0)
    })
}

/// Ends a request whose body arrived in pieces. The lines of the answer are the method, the URL and the fields of the
/// request.
#[wasm_bindgen(js_name = clientEnd)]
pub fn client_end() -> i32 {
    answer(|instance| {
        let OpenStream::Request(handle, signing) = instance.pending.take() else {
            return Err(disposed());
        };
        let request = instance.handles.client(handle)?.finish(signing)?;
        Ok(instance.scratch.put_request(0, &request))
    })
}

/// Returns the query for a page of a list. If `page` or `size` is negative, the default value is used.
#[wasm_bindgen(js_name = clientPage)]
pub fn client_page(client: usize, page: i32, size: i32) -> i32 {
    answer(|instance| {
        let Some(pages) = &instance.handles.client(client)?.profile().pages else {
            return Err(Error::new(
                ErrorKind::Option,
                "page",
                "is not supported by this provider",
            ));
        };
        let query = pages.query(u32::try_from(page).ok(), u32::try_from(size).ok())?;
        Ok(instance.scratch.put(0, &query))
    })
}

/// Signs the claims in the scratch buffer, and returns the token.
#[wasm_bindgen(js_name = clientParameters)]
pub fn client_parameters(client: usize, length: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let token = client.sign_parameters(instance.scratch.text(length)?);
        let token = token.map_err(|error| match error.argument() {
            "claims" => error.about("data"),
            _ => error,
        })?;
        Ok(instance.scratch.put(0, &token))
    })
}

/// Reads an answer of a provider. The scratch buffer contains the header fields as lines, each as a name and a value.
/// The body follows the lines. The lines of the result are an [`AnswerRecord`].
#[wasm_bindgen(js_name = clientReadError)]
pub fn client_read_error(client: usize, status: u16, now: f64, head: usize, body: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let profile = instance.handles.client(client)?.profile();
        let (head, body) = instance.scratch.split(head, body);
        let fields: Vec<_> = PairsIter { lines: text(head)? }.collect();
        let finding = profile.find(&ErrorAnswer {
            status,
            fields: &fields,
            body: text(body)?,
            now,
        });
        let json = finding_json(&finding);
        let flags = [
            finding.may_retry_later,
            finding.may_exist,
            finding.is_error,
            finding.is_json,
        ];
        let mut all = 0_u64;
        let bits = [MAY_RETRY, MAY_EXIST, IS_ERROR, IS_JSON];
        for (flag, bit) in flags.into_iter().zip(bits) {
            all |= u64::from(flag).saturating_mul(bit);
        }
        let record = AnswerRecord {
            flags: &number(all),
            wait_ms: &number(finding.retry_after_ms),
            found: &json,
        };
        Ok(instance.scratch.put_lines(0, &record.lines()))
    })
}

/// The facts that were found in an answer, as JSON.
fn finding_json(finding: &Finding) -> SecretText {
    let mut json = SecretText::default();
    let parts = [&finding.message, &finding.code, &finding.request_id];
    for (before, part) in ["[", ",", ","].into_iter().zip(parts) {
        json.push_str(before);
        match part {
            Some(part) => quote::push(&mut json, part),
            None => json.push_str("null"),
        }
    }
    let mut before = ",{";
    for (name, message) in &finding.fields {
        json.push_str(before);
        quote::push(&mut json, name);
        json.push_str(":");
        quote::push(&mut json, message);
        before = ",";
    }
    json.push_str(if finding.fields.is_empty() {
        ",{}]"
    } else {
        "}]"
    });
    json
}

impl Scratch {
    /// Appends the method, the URL and the fields of a request, as lines.
    pub(super) fn put_request(&mut self, start: usize, request: &AuthorizedRequest) -> usize {
        let mut end = start;
        for lines in request.lines() {
            end = self.put(end, lines);
        }
        end
    }
}

fn client(profile: Arc<Profile>, record: &[u8]) -> Result<Client, Error> {
    let (options, rest) = ClientRecord::take(text(record)?);
    let policy = Policy {
        early_ms: decimal::read(options.early_ms),
        reads_exp: !options.reads_exp.is_empty(),
    };
    let mut credentials = Credentials::default();
    for (name, text) in (PairsIter { lines: rest }) {
        credentials.push(name, text)?;
    }
    let client = Client::new(profile, credentials, options.environment, options.base_url)?;
    Ok(client
        .with_token_url(options.token_url)?
        .with_policy(policy))
}

fn begin(client: &Client, now: f64, flags: u32, head: &[u8]) -> Result<Signing, Error> {
    client.begin(&call(now, flags, head)?, flags & HAS_BODY != 0)
}

fn call(now: f64, flags: u32, head: &[u8]) -> Result<Call<'_>, Error> {
    let (given, rest) = CallRecord::take(text(head)?);
    let (nonce, rest) = if flags & HAS_NONCE == 0 {
        ("", rest)
    } else {
        cut(rest, b'\n')
    };
    let mut call = Call::new(given.path, UnixTime::from_js(now)?).nonce(nonce);
    let mut count = flags >> PARAMS_SHIFT;
    for (name, value) in (PairsIter { lines: rest }) {
        if count == 0 {
            call.fields.push(name, value)?;
        } else {
            call.params.push(name, value)?;
            count = count.saturating_sub(1);
        }
    }
    if flags & HAS_METHOD != 0 {
        call.method = Some(given.method);
    }
    if flags & HAS_KEY != 0 {
        call.idempotency_key = Some(given.key);
    }
    if flags & HAS_AUTH != 0 {
        call.auth = Some(given.auth);
    }
    if flags & HAS_AUTHORIZATION != 0 {
        call.authorization = Some(given.authorization);
    }
    Ok(call)
}
