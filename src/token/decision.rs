//! The decisions of a machine.

use alloc::string::String;

use crate::{Error, SecretText};

/// What to do for a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Use the token.
    Use,
    /// Use the token, and refresh it in the background.
    UseAndRefresh,
    /// Refresh the token first. If that fails, decide again: the old token may still be valid.
    Refresh,
    /// Another caller is fetching the token: decide again, at the latest at `until`.
    Wait,
    /// There is no token, and no call may ask for one before `until`.
    Fail,
}

impl Action {
    #[cfg(feature = "wasm-facts")]
    pub(crate) const ALL: [Self; 5] = [
        Self::Use,
        Self::UseAndRefresh,
        Self::Refresh,
        Self::Wait,
        Self::Fail,
    ];

    /// The word that the JavaScript package shows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::UseAndRefresh => "use-and-refresh",
            Self::Refresh => "refresh",
            Self::Wait => "wait",
            Self::Fail => "fail",
        }
    }
}

/// A decision.
#[derive(Debug)]
#[non_exhaustive]
pub struct Decision {
    /// What to do.
    pub action: Action,
    /// Until when the same decision would be made, in milliseconds; 0 if there is no token to use.
    pub valid_until_ms: u64,
    /// When to decide again, in milliseconds; 0 if there is nothing to wait for.
    pub until_ms: u64,
    /// Whether the token is used although its refresh failed.
    pub is_degraded: bool,
    /// Whether the clock went back by more than a minute, so that lifetimes are unknown.
    pub is_clock_backwards: bool,
    /// The name of the token, safe to show: the beginning of its SHA-256. Empty if there is no
    /// token.
    pub fingerprint: String,
    /// The value of the `Authorization` field. Empty if there is no valid token.
    pub authorization: SecretText,
    /// What failed, if the action is [`Action::Fail`].
    pub error: Option<Error>,
}

/// Whether a caller may fetch the next token.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refresh {
    /// Yes: store the state, send the token request, commit with the ticket.
    Granted {
        /// Identifies this lease.
        ticket: String,
        /// The state to store.
        state: SecretText,
    },
    /// No: ask again at this time in milliseconds, not earlier.
    Held {
        /// When to decide again.
        until_ms: u64,
    },
}

/// The result of a token request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Commit {
    /// The state to store.
    pub state: SecretText,
    /// Why there is no new token.
    pub error: Option<Error>,
}

/// What to do about a 401.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Send the request again with the current token: the 401 was for an older token.
    RetryWithCurrent,
    /// Decide again, which leads to a new token; then send the request again.
    RefreshAndRetry,
    /// Another token would not help.
    GiveUp,
}

impl Verdict {
    #[cfg(feature = "wasm-facts")]
    pub(crate) const ALL: [Self; 3] = [Self::RetryWithCurrent, Self::RefreshAndRetry, Self::GiveUp];

    /// The word that the JavaScript package shows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RetryWithCurrent => "retry-with-current",
            Self::RefreshAndRetry => "refresh-and-retry",
            Self::GiveUp => "give-up",
        }
    }
}
