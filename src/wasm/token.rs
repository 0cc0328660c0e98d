//! Access tokens. A state crosses as its text, an instant as its milliseconds.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::{Instance, answer};
use super::scratch::{Scratch, number, text};
use crate::text::cut;
use crate::token::{Answer, Machine, Refresh};
use crate::{Error, UnixTime};

/// The state before the first token.
#[wasm_bindgen(js_name = tokenInitial)]
pub fn token_initial(client: usize) -> i32 {
    answer(|instance| {
        let state = instance.machine(client)?.initial();
        Ok(instance.scratch.put(0, &state))
    })
}

/// The name of the credentials and the token endpoint.
#[wasm_bindgen(js_name = tokenKey)]
pub fn token_key(client: usize) -> i32 {
    answer(|instance| {
        let key = String::from(instance.machine(client)?.key());
        Ok(instance.scratch.put(0, &key))
    })
}

/// Decides by the state in the scratch buffer. The lines are the action, until when the decision
/// holds, when to decide again, `1` if the token is served degraded, `1` if the clock went back, the
/// token's fingerprint, its `Authorization`, then an error or nothing.
#[wasm_bindgen(js_name = tokenDecide)]
pub fn token_decide(client: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let machine = instance.handles.client(client)?.machine()?;
        let decision = machine.decide(instance.scratch.text(length)?, now)?;
        let end = instance.scratch.put_lines(
            0,
            &[
                decision.action.as_str(),
                &number(decision.valid_until_ms),
                &number(decision.until_ms),
                truth(decision.is_degraded),
                truth(decision.is_clock_backwards),
                &decision.fingerprint,
                &decision.authorization,
            ],
        );
        Ok(instance.scratch.put_error(end, decision.error.as_ref()))
    })
}

/// Takes the lease. The lines in the scratch buffer are the owner and the state; those of the answer
/// are `held` and when to ask again, or `granted`, the ticket, the state, then the token request: its
/// body, its method, its URL and its fields.
#[wasm_bindgen(js_name = tokenBegin)]
pub fn token_begin(client: usize, now: f64, lease_ms: u32, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let client = instance.handles.client(client)?;
        let machine = client.machine()?;
        let (owner, rest) = cut(instance.scratch.text(length)?, b'\n');
        let state = cut(rest, b'\n').0;
        let refresh = machine.begin_refresh(state, now, owner, lease_ms.into())?;
        let scratch = &mut instance.scratch;
        match refresh {
            Refresh::Held { until_ms } => Ok(scratch.put_lines(0, &["held", &number(until_ms)])),
            Refresh::Granted { ticket, state } => {
                let (request, body) = client.token_request()?;
                let lines: [&str; 4] = ["granted", &ticket, &state, &body];
                let end = scratch.put_lines(0, &lines);
                Ok(scratch.put_request(end, &request))
            }
        }
    })
}

/// Ends the lease. The lines in the scratch buffer are the state, the ticket, `Retry-After` and
/// `Date`; the body of the answer lies after them. A status of 0 says that no answer came. The lines of the
/// answer are the state, then an error or nothing.
#[wasm_bindgen(js_name = tokenCommit)]
pub fn token_commit(
    client: usize,
    status: u16,
    sent_at: f64,
    now: f64,
    head: usize,
    body: usize,
) -> i32 {
    answer(|instance| {
        let (sent_at, now) = (UnixTime::from_js(sent_at)?, UnixTime::from_js(now)?);
        let machine = instance.handles.client(client)?.machine()?;
        let (head, body) = instance.scratch.split(head, body);
        let (state, rest) = cut(text(head)?, b'\n');
        let (ticket, rest) = cut(rest, b'\n');
        let (retry_after, rest) = cut(rest, b'\n');
        let date = cut(rest, b'\n').0;
        let came = Answer {
            status,
            retry_after,
            body,
        };
        let came = (status > 0).then_some(&came);
        let commit = machine.commit_dated(state, ticket, came, date, sent_at, now)?;
        instance.scratch.wipe();
        let end = instance.scratch.put_lines(0, &[&commit.state]);
        Ok(instance.scratch.put_error(end, commit.error.as_ref()))
    })
}

/// Decides about a 401. The lines in the scratch buffer are the state, the fingerprint and
/// `WWW-Authenticate`; those of the answer are the verdict and the state.
#[wasm_bindgen(js_name = tokenUnauthorized)]
pub fn token_unauthorized(client: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let machine = instance.handles.client(client)?.machine()?;
        let (state, rest) = cut(instance.scratch.text(length)?, b'\n');
        let (fingerprint, rest) = cut(rest, b'\n');
        let field = cut(rest, b'\n').0;
        let (state, verdict) = machine.on_unauthorized(state, fingerprint, field, now)?;
        Ok(instance.scratch.put_lines(0, &[verdict.as_str(), &state]))
    })
}

/// Whether the first state in the scratch buffer is newer than the second: 1 or 0.
#[wasm_bindgen(js_name = tokenNewer)]
pub fn token_newer(client: usize, length: usize) -> i32 {
    answer(|instance| {
        let machine = instance.handles.client(client)?.machine()?;
        let (state, rest) = cut(instance.scratch.text(length)?, b'\n');
        Ok(machine.is_newer(state, cut(rest, b'\n').0)?.into())
    })
}

/// Gives a lease back. The lines in the scratch buffer are the state and the ticket; the answer is the
/// state.
#[wasm_bindgen(js_name = tokenRelease)]
pub fn token_release(client: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let machine = instance.handles.client(client)?.machine()?;
        let (state, rest) = cut(instance.scratch.text(length)?, b'\n');
        let state = machine.release(state, cut(rest, b'\n').0, now)?;
        Ok(instance.scratch.put(0, &state))
    })
}

impl Instance {
    fn machine(&self, client: usize) -> Result<&Machine, Error> {
        self.handles.client(client)?.machine()
    }
}

impl Scratch {
    /// Appends an error, as the record of a failure has it.
    fn put_error(&mut self, end: usize, error: Option<&Error>) -> usize {
        error.map_or(end, |error| self.put_record(end, error))
    }
}

const fn truth(is_so: bool) -> &'static str {
    if is_so { "1" } else { "" }
}
