//! The machine, which makes the decisions.

use alloc::string::String;
use alloc::sync::Arc;

use super::decision::{Action, Commit, Decision, Refresh, Verdict};
use super::policy::{Policy, back_off_ms, least_age_ms};
use super::reading::{Reading, Shape};
use super::response::{Answer, Times, no_answer};
use super::state::{MAX_LEASE_MS, NOTHING, TokenState, fingerprint, is_owner};
use crate::auth::{bearer, challenge};
use crate::digest::jitter_seed;
use crate::encoding::decimal;
use crate::time::http_date;
use crate::time::retry_after::{self, MAX_MS as MAX_RETRY_MS};
use crate::{Error, ErrorKind, SecretText, UnixTime};

/// A clock that shows a time before 2020 is not set. The clock of a Worker starts at 1970.
pub(crate) const MIN_CLOCK_MS: u64 = 1_577_836_800_000;

/// The maximum time by which a clock that was set back is still trusted.
const SLACK_MS: u64 = 60_000;

/// The maximum wait if the clock was set back. The wait may have become longer by an unknown time.
const MAX_RETRY_BACKWARDS_MS: u64 = 3_600_000;

pub(crate) const MIN_LEASE_MS: u64 = 1_000;

/// Makes the decisions for one set of credentials at one token endpoint.
#[derive(Debug)]
pub struct Machine {
    key: String,
    policy: Policy,
    reading: Arc<Reading>,
}

impl Machine {
    /// A machine for the credentials and the endpoint that `key` identifies. `key` must not contain spaces.
    #[must_use]
    pub fn new(key: &str, policy: Policy, shape: &Shape<'_>) -> Self {
        Self::of(key, policy, Arc::new(shape.into()))
    }

    /// A machine for answers that may contain the time at which the token expires.
    pub(crate) fn of(key: &str, policy: Policy, reading: Arc<Reading>) -> Self {
        Self {
            key: key.into(),
            policy,
            reading,
        }
    }

    /// The name of the credentials and the endpoint. The name may be shown, and may be used as a key in a store.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The state before the first token.
    #[must_use]
    pub fn initial(&self) -> SecretText {
        TokenState::initial(&self.key).write()
    }

    /// Decides about a request at the time `now`. The decision depends only on the state and the time.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TokenState`] for a state that no machine returned, and for a state that a newer version
    /// returned. [`ErrorKind::Clock`] for a clock that is not set.
    pub fn decide(&self, state: &str, now: UnixTime) -> Result<Decision, Error> {
        let (known, now) = (self.known(state)?, clock(now)?);
        let gate = known.closed_until(now);
        let held_until = gate.or_else(|| known.leased_until(now));
        let is_usable = known.is_usable(now);
        let mut decision = Decision {
            action: Action::Use,
            valid_until_ms: 0,
            until_ms: 0,
            is_degraded: false,
            is_clock_backwards: known.is_ahead_of(now),
            fingerprint: String::new(),
            authorization: SecretText::default(),
            error: None,
        };
        if !is_usable {
            decision.until_ms = held_until.unwrap_or_default();
            decision.error = gate.map(|_| known.failure());
            decision.action = match (gate, held_until) {
                (Some(_), _) => Action::Fail,
                (None, Some(_)) => Action::Wait,
                (None, None) => Action::Refresh,
            };
            return Ok(decision);
        }
        let (early_at, must_at) = self.windows(&known);
        decision.valid_until_ms = known.expires;
        for instant in [early_at, must_at, held_until.unwrap_or_default()] {
            if instant > now {
                decision.valid_until_ms = decision.valid_until_ms.min(instant);
            }
        }
        decision.is_degraded = must_at <= now && gate.is_some();
        decision.action = match held_until {
            None if now >= must_at => Action::Refresh,
            None if now >= early_at => Action::UseAndRefresh,
            _ => Action::Use,
        };
        decision.fingerprint = fingerprint(known.token);
        decision.authorization = bearer::after_word(known.token);
        Ok(decision)
    }

    /// Takes the lease on the next token for `lease_ms`, which is 1 to 60 seconds.
    ///
    /// `owner` is a random name of the caller, and must be a token (RFC 9110, 5.6.2) of 1 to 64 characters.
    ///
    /// # Errors
    ///
    /// The errors of [`Machine::decide`]. [`ErrorKind::Option`] for an owner or a lease that is not allowed.
    pub fn begin_refresh(
        &self,
        state: &str,
        now: UnixTime,
        owner: &str,
        lease_ms: u64,
    ) -> Result<Refresh, Error> {
        check_lease(owner, lease_ms)?;
        let decision = self.decide(state, now)?;
        if !matches!(decision.action, Action::Refresh | Action::UseAndRefresh) {
            let until_ms = decision.until_ms.max(decision.valid_until_ms);
            return Ok(Refresh::Held { until_ms });
        }
        let (mut known, now) = (self.known(state)?, now.as_millis());
        known.owner = owner;
        known.since = now;
        known.until = now.saturating_add(lease_ms);
        known.seen = known.seen.max(now);
        let (ticket, state) = (known.ticket(), known.write());
        Ok(Refresh::Granted { ticket, state })
    }

    /// Ends a lease with the answer of the token endpoint. `answer` is `None` if no answer arrived.
    ///
    /// `state` is the current state in the store. `sent_at` is the time at which the request was sent, because the
    /// lifetime of the token begins at this time.
    ///
    /// # Errors
    ///
    /// The errors of [`Machine::decide`]. A failure of the token request is in [`Commit::error`]:
    /// [`ErrorKind::StaleTicket`], [`ErrorKind::TokenRefused`], [`ErrorKind::TokenAnswer`] or
    /// [`ErrorKind::TokenUnavailable`].
    pub fn commit_refresh(
        &self,
        state: &str,
        ticket: &str,
        answer: Option<&Answer<'_>>,
        sent_at: UnixTime,
        now: UnixTime,
    ) -> Result<Commit, Error> {
        self.commit_dated(state, ticket, answer, "", sent_at, now)
    }

    /// Like [`Machine::commit_refresh`]. `date` is the `Date` field of the answer; empty if the field is absent. If
    /// the answer contains only the instant at which the token expires, the lifetime is counted from `date`,
    /// because the host's clock may be wrong by hours.
    ///
    /// # Errors
    ///
    /// The errors of [`Machine::commit_refresh`].
    pub fn commit_dated(
        &self,
        state: &str,
        ticket: &str,
        answer: Option<&Answer<'_>>,
        date: &str,
        sent_at: UnixTime,
        now: UnixTime,
    ) -> Result<Commit, Error> {
        let (mut known, millis) = (self.known(state)?, clock(now)?);
        if known.owner == NOTHING || *known.ticket() != *ticket {
            let detail = "belongs to a lease that has ended; call `decide` again";
            let error = Some(Error::new(ErrorKind::StaleTicket, "ticket", detail));
            return Ok(Commit {
                state: known.write(),
                error,
            });
        }
        known.owner = NOTHING;
        let sent_at = sent_at.as_millis().min(millis);
        let granted = match answer {
            Some(answer) => {
                let times = Times {
                    sent_at,
                    now: millis,
                    date: http_date::read(date, now).map(UnixTime::as_millis),
                };
                answer.token(&self.reading, &self.policy, &times)
            }
            None => Err(no_answer()),
        };
        let (state, error) = match granted {
            Ok((token, expires)) => (known.with(&token, sent_at, expires, millis).write(), None),
            Err(error) => {
                let field = answer.map_or("", |answer| answer.retry_after);
                let retry_after_ms = retry_after::read_ms(field, now);
                known.close(
                    error.kind() == ErrorKind::TokenRefused,
                    retry_after_ms,
                    millis,
                );
                (known.write(), Some(error))
            }
        };
        Ok(Commit { state, error })
    }

    /// Decides about an answer with the status 401 to a request whose token has the fingerprint `refused`.
    ///
    /// `field` is the `WWW-Authenticate` field; empty if the field is absent. A token is not discarded if its scope
    /// is too narrow (`insufficient_scope`). It is also not discarded if it is younger than a back-off that grows
    /// with each discarded token before it. Otherwise, an endpoint that rejects every token would cause a token
    /// request each time.
    ///
    /// # Errors
    ///
    /// The errors of [`Machine::decide`].
    pub fn on_unauthorized(
        &self,
        state: &str,
        refused: &str,
        field: &str,
        now: UnixTime,
    ) -> Result<(SecretText, Verdict), Error> {
        let (mut known, now) = (self.known(state)?, clock(now)?);
        let age = now.saturating_sub(known.issued);
        let verdict = if known.token == NOTHING {
            Verdict::RefreshAndRetry
        } else if *fingerprint(known.token) != *refused {
            Verdict::RetryWithCurrent
        } else if is_too_narrow(field) || age < least_age_ms(known.rejections) {
            Verdict::GiveUp
        } else {
            known.give_up(now);
            Verdict::RefreshAndRetry
        };
        Ok((known.write(), verdict))
    }

    /// Parses a state. A state that was saved with other credentials counts as the initial state.
    fn known<'a>(&'a self, state: &'a str) -> Result<TokenState<'a>, Error> {
        let known = TokenState::read(state)?;
        if known.key == self.key {
            return Ok(known);
        }
        Ok(TokenState {
            generation: known.generation.saturating_add(1),
            ..TokenState::initial(&self.key)
        })
    }

    fn windows(&self, known: &TokenState<'_>) -> (u64, u64) {
        let seed = jitter_seed(&[self.key.as_bytes(), &known.generation.to_be_bytes()]);
        self.policy.windows(known.issued, known.expires, seed)
    }
}

impl<'a> TokenState<'a> {
    /// The same state with a new token.
    fn with(self, token: &'a str, issued: u64, expires: u64, now: u64) -> Self {
        Self {
            token,
            issued,
            expires,
            generation: self.generation.saturating_add(1),
            // If the new token replaces an expired token, the series of rejections ends.
            rejections: if self.token == NOTHING {
                self.rejections
            } else {
                0
            },
            failures: 0,
            retry: 0,
            is_refused: false,
            seen: now,
            ..self
        }
    }

    /// Discards the token after a 401, and cancels a refresh that is in flight.
    fn give_up(&mut self, now: u64) {
        self.token = NOTHING;
        self.owner = NOTHING;
        self.generation = self.generation.saturating_add(1);
        self.rejections = self.rejections.saturating_add(1);
        self.seen = self.seen.max(now);
    }

    /// Records a failure. No call requests a token before the back-off and the time that the provider asked for
    /// have passed.
    fn close(&mut self, is_refused: bool, retry_after_ms: u64, now: u64) {
        let retry_after_ms = retry_after_ms.min(self.longest_retry_ms(now));
        self.failures = self.failures.saturating_add(1);
        self.is_refused = is_refused;
        let numbers = [self.generation.to_be_bytes(), self.failures.to_be_bytes()];
        let seed = jitter_seed(&[self.key.as_bytes(), numbers.as_flattened()]);
        let back_off = back_off_ms(self.failures, is_refused, seed);
        self.retry = now.saturating_add(back_off.max(retry_after_ms));
        self.seen = self.seen.max(now);
    }

    /// Whether there is a valid token, and the clock can be trusted.
    fn is_usable(&self, now: u64) -> bool {
        self.token != NOTHING && now < self.expires && !self.is_ahead_of(now)
    }

    /// The time at which the lease ends; `None` if it has ended. A clock that was set back does not extend the
    /// lease.
    fn leased_until(&self, now: u64) -> Option<u64> {
        let longest = self.until.saturating_sub(self.since);
        let until = self.until.min(now.saturating_add(longest));
        let is_ahead = now.saturating_add(SLACK_MS) < self.since;
        (self.owner != NOTHING && now < self.until && !is_ahead).then_some(until)
    }

    /// The time from which a call may request a token again after a failure. A clock that was set back does not
    /// extend the wait.
    fn closed_until(&self, now: u64) -> Option<u64> {
        let is_near = self.retry <= now.saturating_add(self.longest_retry_ms(now));
        (now < self.retry && is_near).then_some(self.retry)
    }

    /// The maximum wait after a failure. It is an hour if the clock was set back.
    fn longest_retry_ms(&self, now: u64) -> u64 {
        if self.is_ahead_of(now) {
            MAX_RETRY_BACKWARDS_MS
        } else {
            MAX_RETRY_MS
        }
    }

    fn is_ahead_of(&self, now: u64) -> bool {
        now.saturating_add(SLACK_MS) < self.seen
    }

    fn failure(&self) -> Error {
        let (kind, detail) = if self.is_refused {
            let detail =
                "was not issued: the credentials were rejected; check them and the environment";
            (ErrorKind::TokenRefused, detail)
        } else {
            let detail = "could not be fetched; retry later";
            (ErrorKind::TokenUnavailable, detail)
        };
        Error::new(kind, "token", detail)
    }

    pub(super) fn ticket(&self) -> String {
        let mut ticket = String::new();
        for number in [self.generation, self.since] {
            decimal::push(&mut ticket, number);
            ticket.push(':');
        }
        ticket.push_str(self.owner);
        ticket.push(':');
        // Without the key, the ticket of other credentials could have the same numbers and the same owner.
        ticket.push_str(self.key);
        ticket
    }
}

fn clock(now: UnixTime) -> Result<u64, Error> {
    let millis = now.as_millis();
    if millis < MIN_CLOCK_MS {
        let detail = "must be after 2019; set the clock, and in Workers read it inside a request";
        return Err(Error::new(ErrorKind::Clock, "now", detail));
    }
    Ok(millis)
}

fn check_lease(owner: &str, lease_ms: u64) -> Result<(), Error> {
    if !is_owner(owner) || owner == NOTHING {
        let detail = "must be 1 to 64 letters, digits or marks such as - and _; pass a UUID";
        return Err(Error::new(ErrorKind::Option, "owner", detail));
    }
    if !(MIN_LEASE_MS..=MAX_LEASE_MS).contains(&lease_ms) {
        let detail = "must be from 1000 to 60000";
        return Err(Error::new(ErrorKind::Option, "leaseMs", detail));
    }
    Ok(())
}

/// Whether a challenge says that the scope of the token is too narrow (RFC 6750, section 3.1).
fn is_too_narrow(field: &str) -> bool {
    challenge::read(field)
        .is_some_and(|challenges| challenges.say("bearer", "error", "insufficient_scope"))
}
