//! Pseudorandom numbers that are the same in each run.

pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    /// The next number of `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number that is at least `least` and below `limit`.
    pub(crate) fn between(&mut self, least: i64, limit: i64) -> i64 {
        least + (self.next() % ((limit - least).max(1) as u64)) as i64
    }

    /// The time until the next call, in milliseconds. The calls are independent, and `mean_ms` is the mean time
    /// between two calls.
    pub(crate) fn until_call(&mut self, mean_ms: i64) -> i64 {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        1 + (-(1.0 - uniform).ln() * mean_ms as f64) as i64
    }
}
