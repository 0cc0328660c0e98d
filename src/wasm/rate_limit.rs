//! The exports of the rate limit.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
#[cfg(feature = "wasm")]
use super::scratch::number;
use crate::encoding::decimal;
#[cfg(feature = "wasm")]
use crate::facts::{ShareRecord, SharedRecord};
use crate::{UnixTime, rate_limit};

/// Decides about a call. The scratch buffer contains the state of the rate limit. The lines of the answer are the
/// milliseconds to wait before the call, and the new state.
#[wasm_bindgen(js_name = rateLimit)]
pub fn rate_limit(now: f64, per_second: u32, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let decision = rate_limit::decide(instance.scratch.text(length)?, now, per_second)?;
        let mut wait = String::new();
        decimal::push(&mut wait, decision.wait_ms);
        wait.push('\n');
        let end = instance.scratch.put(0, &wait);
        Ok(instance.scratch.put(end, &decision.state))
    })
}

#[cfg(feature = "wasm")]
/// Decides about a call of one host, if several hosts share one rate limit. The lines in the scratch buffer are a
/// [`ShareRecord`]. The lines of the answer are a [`SharedRecord`].
#[wasm_bindgen(js_name = sharedLimit)]
pub fn shared_limit(now: f64, per_second: u32, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let ShareRecord { epoch, seen, state } =
            ShareRecord::take(instance.scratch.text(length)?).0;
        let shared = rate_limit::share(state, seen, epoch, now, per_second)?;
        let record = SharedRecord {
            wait_ms: &number(shared.wait_ms),
            state: &shared.state,
            seen: &shared.seen,
        };
        Ok(instance.scratch.put_lines(0, &record.lines()))
    })
}
