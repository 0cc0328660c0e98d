//! Explains why a signature does not match. `explain` is the only export of a module that has a new instance for
//! each call.

use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::given::{Beside, SecretLines, window};
use super::instance::answer;
use super::scratch::text;
use crate::encoding::decimal;
use crate::explain::{Explainer, Explanation, GivenSecret};
use crate::facts::{EXPLAINS_REQUEST, EXPLAINS_SCHEME};
use crate::provider::Profile;
use crate::scheme::Compiled;
use crate::text::cut;
use crate::webhook::{Delivery, Window};
use crate::{Error, UnixTime};

/// Explains a message. The first line is [`EXPLAINS_SCHEME`] or another of these words. After
/// [`EXPLAINS_REQUEST`], the line may have a space and the name of an auth. The second line is the length of
/// the compiled definition in bytes. The definition follows without a line feed. Then these lines follow: the
/// URL or nothing, the number of secrets, the secrets, the fields, and the values of [`Beside`]. The body
/// follows them. The answer has two lines for each mistake: its name and its fix.
#[wasm_bindgen]
pub fn explain(now: f64, past: i32, future: i32, head: usize, body: usize) -> i32 {
    answer(|instance| {
        let (head, body) = instance.scratch.split(head, body);
        let found = found(text(head)?, body, now, window(past, future));
        instance.scratch.wipe();
        let mut end = 0;
        for Explanation { mistake, fix } in found? {
            end = instance.scratch.put_lines(end, &[mistake, &fix]);
        }
        Ok(end)
    })
}

/// This function is not inlined, so that everything that it leaves on the stack is in the part of the stack that is
/// wiped.
#[inline(never)]
fn found(head: &str, body: &[u8], now: f64, window: Window) -> Result<Vec<Explanation>, Error> {
    let (kind, rest) = cut(head, b'\n');
    let (length, rest) = cut(rest, b'\n');
    let length = decimal::read(length).and_then(|length| usize::try_from(length).ok());
    let (compiled, rest) = rest
        .split_at_checked(length.unwrap_or_default())
        .unwrap_or_default();
    let (url, rest) = cut(rest, b'\n');
    let (count, mut lines) = cut(rest, b'\n');
    let mut secrets = Vec::new();
    for _ in 0..decimal::read(count).unwrap_or_default() {
        secrets.extend(secret(&mut lines)?);
    }
    let mut fields = Vec::new();
    let beside = Beside::take(lines, &mut fields);
    let delivery = Delivery::new(&fields, UnixTime::from_js(now)?)
        .url(url)
        .method(beside.method)
        .vars(&beside.vars)
        .window(window);
    explainer(kind, compiled)?.explain(secrets, &delivery, body)
}

fn explainer(kind: &str, compiled: &str) -> Result<Explainer, Error> {
    if kind == EXPLAINS_SCHEME {
        return Ok(Explainer::new(Compiled::unpack_text(compiled)?));
    }
    let profile = Profile::unpack_text(compiled)?;
    match kind.strip_prefix(EXPLAINS_REQUEST) {
        Some(auth) => Explainer::of_requests(&profile, auth.strip_prefix(' ')),
        None => Explainer::of_webhooks(&profile),
    }
}

fn secret(lines: &mut &str) -> Result<Option<GivenSecret>, Error> {
    let Some(given) = SecretLines::next(lines)? else {
        return Ok(None);
    };
    let secret = match given.bytes() {
        Some(bytes) => GivenSecret::bytes(given.id, bytes.expose()),
        None => GivenSecret::text(given.id, given.text),
    };
    Ok(Some(secret.valid(given.validity)))
}
