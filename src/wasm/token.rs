//! The exports of token machines. The state of a token is passed as text, and an instant is passed as milliseconds.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::{Instance, answer};
use super::scratch::{Scratch, number, text};
use crate::facts::{
    CommitRecord, DecisionRecord, GrantRecord, HeldRecord, LEASE_GRANTED, LEASE_HELD, LeaseRecord,
    NewerRecord, ReleaseRecord, UnauthorizedRecord, VerdictRecord, YES,
};
use crate::token::{Answer, Machine, Refresh};
use crate::{Error, UnixTime};

/// Returns the state that a token has before the first token request.
#[wasm_bindgen(js_name = tokenInitial)]
pub fn token_initial(client: usize) -> i32 {
    answer(|instance| {
        let state = instance.machine(client)?.initial();
        Ok(instance.scratch.put(0, &state))
    })
}

/// Returns a text that identifies the credentials together with the token endpoint.
#[wasm_bindgen(js_name = tokenKey)]
pub fn token_key(client: usize) -> i32 {
    answer(|instance| {
        let key = String::from(instance.machine(client)?.key());
        Ok(instance.scratch.put(0, &key))
    })
}

/// Decides whether a request can use the token. The scratch buffer contains the state. The lines of the answer are a
/// [`DecisionRecord`]. If the decision reports an error, an error record follows.
#[wasm_bindgen(js_name = tokenDecide)]
pub fn token_decide(client: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let machine = instance.handles.client(client)?.machine()?;
        let decision = machine.decide(instance.scratch.text(length)?, now)?;
        let record = DecisionRecord {
            action: decision.action.as_str(),
            valid_until_ms: &number(decision.valid_until_ms),
            until_ms: &number(decision.until_ms),
            is_degraded: truth(decision.is_degraded),
            is_clock_backwards: truth(decision.is_clock_backwards),
            fingerprint: &decision.fingerprint,
            authorization: &decision.authorization,
        };
        let end = instance.scratch.put_lines(0, &record.lines());
        Ok(instance.scratch.put_error(end, decision.error.as_ref()))
    })
}

/// Acquires the lease of a token refresh. The lines in the scratch buffer are a [`LeaseRecord`]. If another caller has
/// the lease, the lines of the answer are a [`HeldRecord`]. Otherwise, they are a [`GrantRecord`] and the token
/// request: its method, its URL and its fields.
#[wasm_bindgen(js_name = tokenBegin)]
pub fn token_begin(client: usize, now: f64, lease_ms: u32, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let client = instance.handles.client(client)?;
        let machine = client.machine()?;
        let LeaseRecord { owner, state } = LeaseRecord::take(instance.scratch.text(length)?).0;
        let refresh = machine.begin_refresh(state, now, owner, lease_ms.into())?;
        let scratch = &mut instance.scratch;
        match refresh {
            Refresh::Held { until_ms } => {
                let record = HeldRecord {
                    granted: LEASE_HELD,
                    until_ms: &number(until_ms),
                };
                Ok(scratch.put_lines(0, &record.lines()))
            }
            Refresh::Granted { ticket, state } => {
                let (request, body) = client.token_request()?;
                let record = GrantRecord {
                    granted: LEASE_GRANTED,
                    ticket: &ticket,
                    state: &state,
                    body: &body,
                };
                let end = scratch.put_lines(0, &record.lines());
                Ok(scratch.put_request(end, &request))
            }
        }
    })
}

/// Ends the lease of a token refresh, with the answer of the token endpoint. The lines in the scratch buffer are a
/// [`CommitRecord`]. The body of the token endpoint's answer follows the lines. The status is 0 if no answer arrived.
/// The first line of the result is the state. If the commit reports an error, an error record follows.
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
        let given = CommitRecord::take(text(head)?).0;
        let came = Answer {
            status,
            retry_after: given.retry_after,
            body,
        };
        let came = (status > 0).then_some(&came);
        let commit =
            machine.commit_dated(given.state, given.ticket, came, given.date, sent_at, now)?;
        instance.scratch.wipe();
        let end = instance.scratch.put_lines(0, &[&commit.state]);
        Ok(instance.scratch.put_error(end, commit.error.as_ref()))
    })
}

/// Decides about an answer with the status 401. The lines in the scratch buffer are an [`UnauthorizedRecord`]. The
/// lines of the answer are a [`VerdictRecord`].
#[wasm_bindgen(js_name = tokenUnauthorized)]
pub fn token_unauthorized(client: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let machine = instance.handles.client(client)?.machine()?;
        let given = UnauthorizedRecord::take(instance.scratch.text(length)?).0;
        let (state, verdict) =
            machine.on_unauthorized(given.state, given.fingerprint, given.challenge, now)?;
        let record = VerdictRecord {
            verdict: verdict.as_str(),
            state: &state,
        };
        Ok(instance.scratch.put_lines(0, &record.lines()))
    })
}

/// Returns 1 if the first state of a [`NewerRecord`] is newer than the second state, otherwise 0.
#[wasm_bindgen(js_name = tokenNewer)]
pub fn token_newer(client: usize, length: usize) -> i32 {
    answer(|instance| {
        let machine = instance.handles.client(client)?.machine()?;
        let NewerRecord { state, than } = NewerRecord::take(instance.scratch.text(length)?).0;
        Ok(machine.is_newer(state, than)?.into())
    })
}

/// Releases a lease. The lines in the scratch buffer are a [`ReleaseRecord`]. The answer is the new state.
#[wasm_bindgen(js_name = tokenRelease)]
pub fn token_release(client: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let machine = instance.handles.client(client)?.machine()?;
        let ReleaseRecord { state, ticket } = ReleaseRecord::take(instance.scratch.text(length)?).0;
        let state = machine.release(state, ticket, now)?;
        Ok(instance.scratch.put(0, &state))
    })
}

impl Instance {
    fn machine(&self, client: usize) -> Result<&Machine, Error> {
        self.handles.client(client)?.machine()
    }
}

impl Scratch {
    /// Appends an error in the format of an error record.
    fn put_error(&mut self, end: usize, error: Option<&Error>) -> usize {
        error.map_or(end, |error| self.put_record(end, error))
    }
}

const fn truth(is_so: bool) -> &'static str {
    if is_so { YES } else { "" }
}
