//! The rate limit.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
#[cfg(feature = "wasm")]
use super::scratch::number;
use crate::encoding::decimal;
#[cfg(feature = "wasm")]
use crate::text::cut;
use crate::{UnixTime, rate_limit};

/// Decides about a call by the state in the scratch buffer: how long to wait, and the new state.
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
/// Decides about a call of one of many hosts. The lines in the scratch buffer are a new epoch, what the host
/// has seen, and the state; those of the answer are how long to wait, the new state, and what the host has
/// seen now.
#[wasm_bindgen(js_name = sharedLimit)]
pub fn shared_limit(now: f64, per_second: u32, length: usize) -> i32 {
    answer(|instance| {
        let now = UnixTime::from_js(now)?;
        let (epoch, rest) = cut(instance.scratch.text(length)?, b'\n');
        let (seen, rest) = cut(rest, b'\n');
        let shared = rate_limit::share(cut(rest, b'\n').0, seen, epoch, now, per_second)?;
        let wait = number(shared.wait_ms);
        Ok(instance
            .scratch
            .put_lines(0, &[&wait, &shared.state, &shared.seen]))
    })
}
