//! One key of a store: its current value, its earlier values, and the values in the caches of Workers KV.

use std::rc::Rc;

/// A value; `None` if there is no value.
pub(crate) type Value = Option<Rc<str>>;

/// The time for which a location of Workers KV caches a value.
const KEPT_MS: i64 = 60_000;
const PLACES: usize = 300;

pub(crate) struct Store {
    /// Each value, with the time at which it was written.
    history: Vec<(i64, Value)>,
    /// For each location of Workers KV: the time of its last read from the store, and the value that it cached.
    shown: Vec<(i64, Value)>,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self {
            history: vec![(i64::MIN, None)],
            shown: vec![(i64::MIN / 2, None); PLACES],
        }
    }

    pub(crate) fn now(&self) -> Value {
        self.at(i64::MAX)
    }

    /// The value that was current at the instant `then`.
    pub(crate) fn at(&self, then: i64) -> Value {
        let later = self.history.partition_point(|(since, _)| *since <= then);
        self.history[later - 1].1.clone()
    }

    /// The value that the location of an isolate returns. The location caches the value for a minute.
    pub(crate) fn shown(&mut self, isolate: usize, now: i64) -> Value {
        let current = self.now();
        let (since, value) = &mut self.shown[isolate % PLACES];
        if now - *since >= KEPT_MS {
            (*since, *value) = (now, current);
        }
        value.clone()
    }

    pub(crate) fn set(&mut self, now: i64, value: Rc<str>) {
        self.history.push((now, Some(value)));
    }

    /// Writes `value` if `expected` is still the current value. Returns whether `value` was written.
    pub(crate) fn compare_and_set(&mut self, now: i64, value: Rc<str>, expected: &Value) -> bool {
        let is_there = self.now() == *expected;
        if is_there {
            self.set(now, value);
        }
        is_there
    }

    /// Makes the value of the instant `since` current again: all later writes are lost.
    pub(crate) fn lose(&mut self, now: i64, since: i64) {
        let old = self.at(since);
        self.history.push((now, old));
    }
}
