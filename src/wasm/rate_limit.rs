//! The rate limit.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
use crate::encoding::decimal;
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
