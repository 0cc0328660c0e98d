//! Which of two states is newer: a store may return an older state than the host wrote.

use super::machine::Machine;
use super::state::{NOTHING, TokenState};
use crate::{Error, UnixTime};

impl Machine {
    /// Whether `state` is newer than `than`. Of two different states exactly one is newer, so hosts
    /// that keep the newer state agree, in whatever order they read the states.
    ///
    /// A state with a later token is newer, and so is a state in which a token was discarded later,
    /// whatever the clocks say. Otherwise a later failure decides, and then a later lease or its
    /// end.
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

    /// Releases the lease of `ticket` without a token request. The state is unchanged if another
    /// owner has the lease.
    ///
    /// # Errors
    ///
    /// As [`Machine::is_newer`].
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
    /// The parts that grow with each change. A token of a later generation may have an earlier time, from a clock
    /// that was wrong.
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
