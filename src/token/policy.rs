//! How early a token is refreshed, and the back-off after a failure.

/// When to refresh a token.
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
    reason = "users write it as a literal over its default"
)]
pub struct Policy {
    /// How many milliseconds before its expiry a token is refreshed, while calls still use it. The
    /// default is a tenth of its lifetime, at most 300 s. With 0, it is refreshed at its expiry.
    pub early_ms: Option<u64>,
    /// Whether the `exp` of a JWT is used if the answer has no lifetime.
    pub reads_exp: bool,
}

impl Policy {
    /// The length of the early window of a token with the lifetime `life_ms`.
    #[must_use]
    pub fn early_ms(&self, life_ms: u64) -> u64 {
        let scaled = (life_ms / 10).min(MAX_EARLY_MS);
        self.early_ms.unwrap_or(scaled).min(life_ms / 2)
    }

    /// When to refresh a token: from the first instant on in the background, from the second on before the
    /// request is sent.
    ///
    /// The number `seed` makes the first instant earlier, by up to a fifth of the window, so that
    /// clients that got their tokens at the same time do not refresh them at the same time.
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

/// The back-off after this number of failures in a row. The values are 1 s, 2 s, 4 s and so on, up
/// to 300 s; they begin at 5 s if the credentials were rejected. The back-off is at least half of
/// the value, and at most the value.
pub(super) fn back_off_ms(failures: u64, is_refused: bool, seed: u16) -> u64 {
    let first: u64 = if is_refused { 5_000 } else { 1_000 };
    let doublings = failures.saturating_sub(1).min(16);
    let half = (first << doublings).min(MAX_BACK_OFF_MS) / 2;
    half.saturating_add(half.saturating_mul(seed.into()) >> 16)
}

/// How old a token must be to be discarded for a 401, after this number of its predecessors in a row
/// were discarded: an endpoint that rejects every token must not cause a token call each time.
pub(super) fn least_age_ms(rejections: u64) -> u64 {
    match rejections.checked_sub(1) {
        None => 0,
        Some(doublings) => (1_000 << doublings.min(16)).min(MAX_BACK_OFF_MS),
    }
}

const MAX_EARLY_MS: u64 = 300_000;
const MAX_MUST_MS: u64 = 30_000;
const MAX_BACK_OFF_MS: u64 = 300_000;
