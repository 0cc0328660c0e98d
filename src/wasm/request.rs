//! Requests that are signed with a scheme, without a client.

use alloc::sync::Arc;
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::given::{Beside, SecretLines};
use super::handles::disposed;
use super::instance::answer;
use super::outgoing::RequestStream;
use super::pending::OpenStream;
use super::scratch::text;
use crate::facts::MessageRecord;
use crate::grammar::is_same;
use crate::provider::{check_diverting, own_fields};
use crate::scheme::Compiled;
use crate::{Error, ErrorKind, Fields, SecretText, UnixTime};

/// Starts a request that is signed with a scheme. The scratch buffer contains these lines, in this order: the lines
/// of a secret, a [`MessageRecord`], and pairs of names and values. The pairs are the fields of the request and the
/// values of [`Beside`].
#[wasm_bindgen(js_name = requestBegin)]
pub fn request_begin(scheme: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let scheme = instance.handles.scheme(scheme)?.clone();
        let begun = begin(
            scheme,
            UnixTime::from_js(now)?,
            text(instance.scratch.bytes(length))?,
        );
        instance.scratch.wipe();
        instance.pending = OpenStream::RequestStream(begun?);
        Ok(0)
    })
}

fn begin(scheme: Arc<Compiled>, now: UnixTime, mut lines: &str) -> Result<RequestStream, Error> {
    let secret = SecretLines::next(&mut lines)?;
    let secret = secret.ok_or_else(|| Error::new(ErrorKind::Secret, SECRET, "is missing"))?;
    let key = secret.key(&scheme, SECRET)?;
    let (MessageRecord { id, url }, rest) = MessageRecord::take(lines);
    let mut given = Vec::new();
    let beside = Beside::take(rest, &mut given);
    let fields = fields(&scheme, &given)?;
    let envelope = beside.envelope(now, &given).id(id).url(url);
    let signer = scheme.begin(&key, &envelope)?;
    let mut head = SecretText::default();
    head.push_line(beside.method);
    head.push_str(url);
    Ok(RequestStream {
        scheme,
        key,
        signer,
        head,
        fields,
    })
}

/// Returns the caller's fields. A field that the scheme writes is rejected. A field that the scheme only signs is
/// allowed, even if the field changes where or how the request is sent. Any other field is rejected if it changes
/// where or how the request is sent.
fn fields(scheme: &Compiled, given: &[(&str, &str)]) -> Result<Fields, Error> {
    let mut fields = Fields::default();
    for (name, value) in given {
        fields.push(name, value)?;
    }
    own_fields(&fields, &|name| {
        if scheme.written_fields().any(|known| is_same(known, name)) {
            let detail = "is written by the scheme; leave it out";
            return Err(Error::named(ErrorKind::FieldForbidden, name, detail));
        }
        if scheme
            .field_names()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            return Ok(());
        }
        check_diverting(name)
    })
}

/// Ends the request. The lines of the answer are the same as for a request of a client: the method, the URL, and
/// the names and values of the fields.
#[wasm_bindgen(js_name = requestEnd)]
pub fn request_end() -> i32 {
    answer(|instance| {
        let OpenStream::RequestStream(outgoing) = instance.pending.take() else {
            return Err(disposed());
        };
        let RequestStream {
            scheme,
            key,
            signer,
            head,
            mut fields,
        } = outgoing;
        let mut query = SecretText::default();
        signer.finish_request(&scheme, &key, &mut fields, &mut query)?;
        let mark = match (query.is_empty(), head.contains('?')) {
            (true, _) => "",
            (_, true) => "&",
            _ => "?",
        };
        let mut end = 0;
        for part in [&*head, mark, &query, "\n", fields.lines()] {
            end = instance.scratch.put(end, part);
        }
        Ok(end)
    })
}

const SECRET: &str = "secret";
