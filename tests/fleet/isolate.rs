//! An isolate: its memory, and its current step. The driver in the npm package has the same steps.

use std::rc::Rc;

use crate::store::Value;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Phase {
    Idle,
    Reading,
    Leasing,
    /// Reads again after the write of a lease failed, or after another isolate wrote first.
    Rereading,
    Asking,
    PushReading,
    PushWriting,
}

/// The result of a store operation.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Read(Value),
    Written(bool),
    Fault,
}

#[derive(Clone)]
pub(crate) struct Isolate {
    pub(crate) state: Rc<str>,
    pub(crate) phase: Phase,
    /// The result of the last read. `None` if the store was not read, or if the read failed.
    pub(crate) entry: Option<Value>,
    /// The time at which the waiting call arrived. `None` if no call waits.
    pub(crate) waits_since: Option<i64>,
    pub(crate) ticket: String,
    /// The state that was in the memory before this isolate made a lease.
    pub(crate) before: Rc<str>,
    pub(crate) sent_at: i64,
    pub(crate) pause_ms: i64,
    pub(crate) down_until: i64,
    pub(crate) is_unsure: bool,
}

impl Isolate {
    pub(crate) fn new(state: Rc<str>) -> Self {
        Self {
            before: Rc::clone(&state),
            state,
            phase: Phase::Idle,
            entry: None,
            waits_since: None,
            ticket: String::new(),
            sent_at: 0,
            pause_ms: 0,
            down_until: i64::MIN,
            is_unsure: false,
        }
    }

    /// Makes the pause before the next read longer, and returns it in milliseconds.
    pub(crate) fn longer(&mut self) -> i64 {
        self.pause_ms = if self.pause_ms == 0 {
            10
        } else {
            (self.pause_ms * 3 / 2).min(50)
        };
        self.pause_ms
    }
}
