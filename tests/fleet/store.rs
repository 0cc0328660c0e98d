//! One key of a store: its current value, its earlier values, and the value that each place still shows.

use std::rc::Rc;

/// A value; `None` if there is no value.
pub(crate) type Value = Option<Rc<str>>;

/// The time for which a place of Workers KV caches a value.
const KEPT_MS: i64 = 60_000;
const PLACES: usize = 300;

pub(crate) struct Store {
    /// Each value, with the time at which it was written.
    history: Vec<(i64, Value)>,
    /// The cached value of each place of Workers KV, and the time of its read.
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

    /// The value at an instant.
    pub(crate) fn at(&self, then: i64) -> Value {
        let later = self.history.partition_point(|(since, _)| *since <= then);
        self.history[later - 1].1.clone()
    }

    /// The value that the place of an isolate shows, which is at most a minute old.
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

    /// Writes if this is still the current value.
    pub(crate) fn compare_and_set(&mut self, now: i64, value: Rc<str>, expected: &Value) -> bool {
        let is_there = self.now() == *expected;
        if is_there {
            self.set(now, value);
        }
        is_there
    }

    /// Removes the values that were written since an instant.
    pub(crate) fn lose(&mut self, now: i64, since: i64) {
        let old = self.at(since);
        self.history.push((now, old));
    }
}
