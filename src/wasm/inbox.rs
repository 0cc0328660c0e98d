//! The export of the inbox, which handles each message only once.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
use super::scratch::number;
use crate::facts::{
    INBOX_BEGIN, INBOX_DUPLICATE, INBOX_FINISH, INBOX_IN_PROGRESS, INBOX_KEPT, INBOX_LOST,
    INBOX_RENEW, INBOX_RUN, InboxRecord, LeaseRecord,
};
use crate::inbox::{self, Begin};
use crate::{Error, UnixTime};

/// Executes one step of the inbox for a message. The lines in the scratch buffer are a [`LeaseRecord`], and the lines
/// of the answer are an [`InboxRecord`]. `ms` is the length of the lease, or the time for which the message is
/// remembered, in milliseconds.
#[wasm_bindgen(js_name = inboxStep)]
pub fn inbox_step(step: u32, now: f64, ms: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let ms = UnixTime::from_js(ms)?.as_millis();
        let LeaseRecord { owner, state } = LeaseRecord::take(instance.scratch.text(length)?).0;
        let (verdict, count, state) = match step {
            INBOX_BEGIN => begun(inbox::begin(state, now, owner, ms)?),
            INBOX_RENEW => kept(inbox::renew(state, now, owner, ms)?),
            INBOX_FINISH => kept(Some(inbox::finish(state, now, ms)?)),
            _ => kept(inbox::release(state, owner)?),
        };
        let record = InboxRecord {
            verdict,
            number: &number(count),
            state: &state,
        };
        Ok::<_, Error>(instance.scratch.put_lines(0, &record.lines()))
    })
}

fn begun(begin: Begin) -> (&'static str, u64, String) {
    match begin {
        Begin::Run { attempt, state } => (INBOX_RUN, attempt, state),
        Begin::Duplicate => (INBOX_DUPLICATE, 0, String::new()),
        Begin::InProgress { until_ms } => (INBOX_IN_PROGRESS, until_ms, String::new()),
    }
}

fn kept(state: Option<String>) -> (&'static str, u64, String) {
    state.map_or((INBOX_LOST, 0, String::new()), |state| {
        (INBOX_KEPT, 0, state)
    })
}
