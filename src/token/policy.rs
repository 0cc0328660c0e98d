//! The time at which a token is refreshed, and the back-off after a failure.

/// The rules for the time at which a token is refreshed.
///
/// # Examples
///
/// ```
/// use payauth::token::Policy;
///
/// let policy = Policy { early_ms: Some(60_000), ..Policy::default() };
/// assert_eq!(policy.early_ms(600_000), 60_000);
/// assert_eq!(policy.early_ms(20_000), 10_000); // never above half of the life
/// assert_eq!(Policy::default().early_ms(600_000), 60_000); // a tenth
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "users write it as a literal with `..Policy::default()`"
)]
pub struct Policy {
    /// The milliseconds before its expiry at which a token is refreshed. During the refresh, calls still use the
    /// token. At most half of the lifetime is used. The default is a tenth of the lifetime, but at most 300 s. With
    /// 0, the token is refreshed when it expires.
    pub early_ms: Option<u64>,
    /// Whether the claim `exp` of a JWT is used if the answer contains no lifetime.
    pub reads_exp: bool,
}

impl Policy {
    /// The length in milliseconds of the early window of a token whose lifetime is `life_ms`.
    #[must_use]
    pub fn early_ms(&self, life_ms: u64) -> u64 {
        let scaled = (life_ms / 10).min(MAX_EARLY_MS);
        self.early_ms.unwrap_or(scaled).min(life_ms / 2)
    }

    /// Two instants. From the first instant, a token is refreshed in the background. From the second instant, a
    /// token is refreshed before the request is sent.
    ///
    /// The number `seed` makes the first instant earlier, by up to a fifth of the window. So clients that received
    /// their tokens at the same time do not refresh them at the same time.
    pub(super) fn windows(&self, issued: u64, expires: u64, seed: u16) -> (u64, u64) {
        let early = self.early_ms(expires.saturating_sub(issued));
        let sooner = early.saturating_mul(seed.into()) / (5 << 16);
        let must = (early / 2).min(MAX_MUST_MS);
        (
            expires.saturating_sub(early).saturating_sub(sooner),
            expires.saturating_sub(must),
        )
    }
}

/// The back-off after this number of failures in a row. The values are 1 s, 2 s, 4 s and so on, up to 300 s. If the
/// credentials were rejected, the values begin at 5 s. The back-off is between half of the value and the whole
/// value.
pub(super) fn back_off_ms(failures: u64, is_refused: bool, seed: u16) -> u64 {
    let first: u64 = if is_refused { 5_000 } else { 1_000 };
    let doublings = failures.saturating_sub(1).min(16);
    let half = (first << doublings).min(MAX_BACK_OFF_MS) / 2;
    half.saturating_add(half.saturating_mul(seed.into()) >> 16)
}

/// The minimum age of a token that is discarded for a 401. `rejections` is the number of tokens in a row that were
/// discarded before. Without a minimum age, an endpoint that rejects every token would cause a token request each
/// time.
pub(super) fn least_age_ms(rejections: u64) -> u64 {
    match rejections.checked_sub(1) {
        None => 0,
        Some(doublings) => (1_000 << doublings.min(16)).min(MAX_BACK_OFF_MS),
    }
}

const MAX_EARLY_MS: u64 = 300_000;
const MAX_MUST_MS: u64 = 30_000;
const MAX_BACK_OFF_MS: u64 = 300_000;
