//! Finds the newer of two states, because a store may return an older state than the host wrote.

use super::machine::Machine;
use super::state::{NOTHING, TokenState};
use crate::{Error, UnixTime};

impl Machine {
    /// Whether `state` is newer than `than`. If two states differ, exactly one of them is newer. So hosts that keep
    /// the newer state agree, in whatever order they read the states.
    ///
    /// A state with a later token, or in which a token was discarded later, is newer, whatever the clocks show. If
    /// the tokens are the same, the state with more failures in a row is newer. Otherwise, the state with the later
    /// lease or the later end of a lease is newer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TokenState`](crate::ErrorKind::TokenState) for a state that no machine returned. A state of
    /// other credentials is never newer.
    pub fn is_newer(&self, state: &str, than: &str) -> Result<bool, Error> {
        let (one, other) = (TokenState::read(state)?, TokenState::read(than)?);
        let rank = |known: &TokenState<'_>, text| (known.key == self.key(), known.rank(), text);
        Ok(rank(&one, state) > rank(&other, than))
    }

    /// Releases the lease of `ticket` without a token request. If another owner has the lease, the state is
    /// unchanged.
    ///
    /// # Errors
    ///
    /// The errors of [`Machine::is_newer`].
    pub fn release(
        &self,
        state: &str,
        ticket: &str,
        now: UnixTime,
    ) -> Result<crate::SecretText, Error> {
        let mut known = TokenState::read(state)?;
        if known.owner != NOTHING && *known.ticket() == *ticket {
            known.owner = NOTHING;
            // The release must be newer than the lease, even in the same millisecond.
            known.seen = known.seen.saturating_add(1).max(now.as_millis());
        }
        Ok(known.write())
    }
}

impl TokenState<'_> {
    /// The numbers by which two states are compared, the most important number first. The generation is before the
    /// time of the token, because a wrong clock may have given a later token an earlier time.
    const fn rank(&self) -> [u64; 5] {
        [
            self.generation,
            self.issued,
            self.failures,
            self.seen,
            self.since,
        ]
    }
}
