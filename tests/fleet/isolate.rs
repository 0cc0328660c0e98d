//! An isolate: its memory, and its actions, which are those of the driver of the npm package.

use std::rc::Rc;

use crate::store::Value;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Phase {
    Idle,
    Reading,
    Leasing,
    /// After a write that failed, or after another isolate was first.
    Rereading,
    Asking,
    PushReading,
    PushWriting,
}

/// The result of an operation of the store.
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
    /// The state that was read; `None` if the store was not read, or failed.
    pub(crate) entry: Option<Value>,
    /// The time at which the waiting call arrived.
    pub(crate) waits_since: Option<i64>,
    pub(crate) ticket: String,
    /// The memory before the lease.
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

    /// The pause before the next read.
    pub(crate) fn longer(&mut self) -> i64 {
        self.pause_ms = if self.pause_ms == 0 {
            10
        } else {
            (self.pause_ms * 3 / 2).min(50)
        };
        self.pause_ms
    }
}
