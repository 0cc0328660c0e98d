//! The faults of a store, and the figures that a simulation returns.

#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) is_atomic: bool,
    /// The number of operations in a thousand that fail. Half of these operations fail before they take effect,
    /// and the other half fail afterwards.
    pub(crate) fails_per_mille: i64,
    pub(crate) lag_ms: i64,
    /// After each new token, the store loses the writes of the last `loses_ms` milliseconds; 0 loses no write.
    pub(crate) loses_ms: i64,
    pub(crate) cut_off_percent: usize,
}

impl Setup {
    pub(crate) const GOOD: Self = Self {
        is_atomic: true,
        fails_per_mille: 0,
        lag_ms: 0,
        loses_ms: 0,
        cut_off_percent: 0,
    };
}

pub(crate) struct Figures {
    pub(crate) cold_calls: u64,
    /// The number of token calls in all lifetimes after the first lifetime.
    pub(crate) calls: u64,
    pub(crate) wait_p99_ms: i64,
    pub(crate) mean: f64,
    pub(crate) busiest: u64,
}
