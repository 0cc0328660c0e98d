//! The decisions of a [`Machine`](super::Machine).

use alloc::string::String;

use crate::{Error, SecretText};

/// The action that a decision requires for a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Use the token.
    Use,
    /// Use the token, and refresh it in the background.
    UseAndRefresh,
    /// Refresh the token before the request is sent. If the refresh fails, decide again, because the old token may
    /// still be valid.
    Refresh,
    /// Another caller is fetching the token. Decide again at `until_ms`, or earlier.
    Wait,
    /// There is no token, and no call may request a token before `until_ms`.
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

    /// The word that the JavaScript package uses.
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

/// A decision about a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Decision {
    /// The action that is required.
    pub action: Action,
    /// The time in milliseconds until which the same decision would be made; 0 if there is no usable token.
    pub valid_until_ms: u64,
    /// The time in milliseconds at which to decide again; 0 if there is no reason to wait.
    pub until_ms: u64,
    /// Whether the token is used although its refresh failed.
    pub is_degraded: bool,
    /// Whether the clock was set back by more than a minute, so that the lifetimes of tokens are unknown.
    pub is_clock_backwards: bool,
    /// The fingerprint of the token, which is the beginning of its SHA-256. It may be shown. Empty if there is no
    /// token.
    pub fingerprint: String,
    /// The value of the `Authorization` field. Empty if there is no valid token.
    pub authorization: SecretText,
    /// The error of the failure, if the action is [`Action::Fail`].
    pub error: Option<Error>,
}

/// Whether a caller may fetch the next token.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refresh {
    /// The caller may fetch the token. Store the state, send the token request, and commit the answer with the
    /// ticket.
    Granted {
        /// The name of this lease.
        ticket: String,
        /// The state to store.
        state: SecretText,
    },
    /// The caller must not fetch the token.
    Held {
        /// The time in milliseconds at which to decide again.
        until_ms: u64,
    },
}

/// The result of a token request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Commit {
    /// The state to store.
    pub state: SecretText,
    /// The reason why there is no new token; `None` if there is a new token.
    pub error: Option<Error>,
}

/// The verdict about an answer with the status 401.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Send the request again with the current token, because the answer was about an older token.
    RetryWithCurrent,
    /// Decide again, which leads to a new token. Then send the request again.
    RefreshAndRetry,
    /// Do not send the request again, because another token would not help.
    GiveUp,
}

impl Verdict {
    #[cfg(feature = "wasm-facts")]
    pub(crate) const ALL: [Self; 3] = [Self::RetryWithCurrent, Self::RefreshAndRetry, Self::GiveUp];

    /// The word that the JavaScript package uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RetryWithCurrent => "retry-with-current",
            Self::RefreshAndRetry => "refresh-and-retry",
            Self::GiveUp => "give-up",
        }
    }
}
