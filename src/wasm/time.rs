//! The export that estimates the offset of a server's clock.

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::answer;
use crate::UnixTime;
use crate::clock::{Sample, observe};
use crate::facts::ClockRecord;

/// Updates the estimate of the offset of a server's clock. The lines in the scratch buffer are a [`ClockRecord`].
/// The answer is the new state, which begins with the offset.
#[wasm_bindgen(js_name = clockOffset)]
pub fn clock_offset(sent_at: f64, received_at: f64, has_age: bool, length: usize) -> i32 {
    answer(|instance| {
        let (sent_at, received_at) = (UnixTime::from_js(sent_at)?, UnixTime::from_js(received_at)?);
        let ClockRecord { state, date } = ClockRecord::take(instance.scratch.text(length)?).0;
        let offset = observe(
            state,
            &Sample {
                date,
                has_age,
                sent_at,
                received_at,
            },
        )?;
        Ok(instance.scratch.put(0, &offset.state))
    })
}
