//! The faults of a store, and the resulting figures.

#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) is_atomic: bool,
    /// The number of failing operations in a thousand: half of them fail before they take effect, half after.
    pub(crate) fails_per_mille: i64,
    pub(crate) lag_ms: i64,
    /// How much is lost after each token.
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
    /// In all token lifetimes after the first.
    pub(crate) calls: u64,
    pub(crate) wait_p99_ms: i64,
    pub(crate) mean: f64,
    pub(crate) busiest: u64,
}
