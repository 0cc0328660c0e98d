//! The inbox of messages.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
use super::scratch::number;
use crate::inbox::{self, Begin};
use crate::text::cut;
use crate::{Error, UnixTime};

/// The steps, as the facade counts them.
const BEGIN: u32 = 0;
const RENEW: u32 = 1;
const FINISH: u32 = 2;

/// One step. The lines in the scratch buffer are the owner and the state. Those of the answer are the
/// verdict, a number, and the state to keep: `run` and the attempt; `duplicate`; `in-progress` and when its
/// lease ends; `kept`; or `lost`, where another has the lease. `ms` is the length of the lease, or for how
/// long a message is remembered.
#[wasm_bindgen(js_name = inboxStep)]
pub fn inbox_step(step: u32, now: f64, ms: f64, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let ms = UnixTime::from_js(ms)?.as_millis();
        let (owner, rest) = cut(instance.scratch.text(length)?, b'\n');
        let state = cut(rest, b'\n').0;
        let (verdict, count, state) = match step {
            BEGIN => begun(inbox::begin(state, now, owner, ms)?),
            RENEW => kept(inbox::renew(state, now, owner, ms)?),
            FINISH => kept(Some(inbox::finish(state, now, ms)?)),
            _ => kept(inbox::release(state, owner)?),
        };
        Ok::<_, Error>(
            instance
                .scratch
                .put_lines(0, &[verdict, &number(count), &state]),
        )
    })
}

fn begun(begin: Begin) -> (&'static str, u64, String) {
    match begin {
        Begin::Run { attempt, state } => ("run", attempt, state),
        Begin::Duplicate => ("duplicate", 0, String::new()),
        Begin::InProgress { until_ms } => ("in-progress", until_ms, String::new()),
    }
}

fn kept(state: Option<String>) -> (&'static str, u64, String) {
    state.map_or(("lost", 0, String::new()), |state| ("kept", 0, state))
}
