//! The decisions.

use alloc::string::String;

use super::decision::{Action, Commit, Decision, Refresh, Verdict};
use super::policy::{Policy, back_off_ms, least_age_ms};
use super::response::{Answer, Shape, no_answer};
use super::state::{Gate, Lease, State, Token};
use crate::auth::{bearer, challenge};
use crate::encoding::decimal;
use crate::time::retry_after::{self, LONGEST_MS as LONGEST_RETRY_MS};
use crate::{Error, ErrorKind, SecretText, UnixTime, grammar};

/// A clock before 2020 is not set: Workers start at 1970.
const FLOOR_MS: u64 = 1_577_836_800_000;

/// How far a clock may go back and still be believed.
const SLACK_MS: u64 = 60_000;

const SHORTEST_LEASE_MS: u64 = 1_000;
const LONGEST_LEASE_MS: u64 = 60_000;
const LONGEST_OWNER: usize = 64;

/// Decides for one set of credentials at one token endpoint.
#[derive(Debug)]
pub struct Machine {
    key: String,
    policy: Policy,
    shape: &'static Shape,
}

impl Machine {
    /// A machine for the credentials and the endpoint that `key` names, without blanks.
    #[must_use]
    pub fn new(key: &str, policy: Policy, shape: &'static Shape) -> Self {
        Self {
            key: key.into(),
            policy,
            shape,
        }
    }

    /// The name of the credentials and the endpoint, safe to show and to store under.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The state before the first token.
    #[must_use]
    pub fn initial(&self) -> State {
        State::initial(&self.key)
    }

    /// Reads a state; one of other credentials is as good as none.
    ///
    /// # Errors
    ///
    /// As [`State::read`].
    pub fn read(&self, text: &str) -> Result<State, Error> {
        let state = State::read(text)?;
        if state.key == self.key {
            return Ok(state);
        }
        Ok(State {
            generation: state.generation.saturating_add(1),
            ..self.initial()
        })
    }

    /// Decides about a request at `now`, from the state and the time alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Clock`] for a clock that is not set.
    pub fn decide(&self, state: &State, now: UnixTime) -> Result<Decision, Error> {
        let now = clock(now)?;
        let mut decision = Decision {
            action: Action::Use,
            valid_until_ms: 0,
            until_ms: 0,
            is_degraded: false,
            is_clock_backwards: state.is_ahead_of(now),
            error: None,
        };
        let gate = state.gate.closed_until(now);
        let lease = state.lease_until(now);
        let Some(token) = state.usable(now) else {
            decision.until_ms = gate.or(lease).unwrap_or_default();
            decision.action = match (gate, lease) {
                (Some(_), _) => Action::Fail,
                (None, Some(_)) => Action::Wait,
                (None, None) => Action::Refresh,
            };
            decision.error = gate.map(|_| state.gate.error());
            return Ok(decision);
        };
        let (early_at, must_at) = self.windows(state, token);
        let next = [early_at, must_at, token.expires]
            .into_iter()
            .chain(gate)
            .chain(lease)
            .filter(|instant| *instant > now)
            .fold(u64::MAX, u64::min);
        decision.valid_until_ms = next;
        decision.is_degraded = must_at <= now && gate.is_some();
        decision.action = match gate.or(lease) {
            _ if now < early_at => Action::Use,
            Some(_) => Action::Use,
            None if now < must_at => Action::UseAndRefresh,
            None => Action::Refresh,
        };
        Ok(decision)
    }

    /// The value of an `Authorization` field with the token of `state`, if it has not ended.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Clock`] for a clock that is not set.
    pub fn authorization(&self, state: &State, now: UnixTime) -> Result<Option<SecretText>, Error> {
        let token = state.usable(clock(now)?);
        token
            .map(|token| bearer::credentials(&token.text))
            .transpose()
    }

    /// Takes the lease on the next token for `lease_ms`, 1 to 60 seconds.
    ///
    /// `owner` is a random name of the caller's, 1 to 64 characters of a token (RFC 9110, 5.6.2).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Clock`] for a clock that is not set; [`ErrorKind::Option`] for an owner or a
    /// lease outside those bounds.
    pub fn begin_refresh(
        &self,
        mut state: State,
        now: UnixTime,
        owner: &str,
        lease_ms: u64,
    ) -> Result<Refresh, Error> {
        check_lease(owner, lease_ms)?;
        let decision = self.decide(&state, now)?;
        let now = now.as_millis();
        if !matches!(decision.action, Action::Refresh | Action::UseAndRefresh) {
            let until_ms = decision.until_ms.max(decision.valid_until_ms);
            return Ok(Refresh::Held { until_ms });
        }
        let lease = Lease {
            owner: owner.into(),
            since: now,
            until: now.saturating_add(lease_ms),
        };
        let ticket = lease.ticket(state.generation);
        state.seen = state.seen.max(now);
        state.lease = Some(lease);
        Ok(Refresh::Granted { ticket, state })
    }

    /// Ends a lease with what the token endpoint answered; `None` if no answer came.
    ///
    /// `state` is the current one, from wherever it is kept. `sent_at` is when the request was sent:
    /// the life of the token counts from there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Clock`] for a clock that is not set. What was wrong with the answer is in
    /// [`Commit::error`]: [`ErrorKind::StaleTicket`], [`ErrorKind::TokenRefused`],
    /// [`ErrorKind::TokenAnswer`] or [`ErrorKind::TokenUnavailable`].
    pub fn commit_refresh(
        &self,
        mut state: State,
        ticket: &str,
        answer: Option<&Answer<'_>>,
        sent_at: UnixTime,
        now: UnixTime,
    ) -> Result<Commit, Error> {
        let millis = clock(now)?;
        let generation = state.generation;
        let is_it = |lease: &mut Lease| lease.ticket(generation) == ticket;
        if state.lease.take_if(is_it).is_none() {
            let detail =
                "is of a lease that was taken over, or that a 401 or new credentials ended";
            let error = Some(Error::new(ErrorKind::StaleTicket, "ticket", detail));
            return Ok(Commit { state, error });
        }
        let sent_at = sent_at.as_millis().min(millis);
        let token = match answer {
            Some(answer) => answer.token(self.shape, &self.policy, sent_at, now),
            None => Err(no_answer()),
        };
        let error = match token {
            Ok(token) => {
                state.accept(token, millis);
                None
            }
            Err(error) => {
                let retry_after =
                    answer.map_or(0, |answer| retry_after::read_ms(answer.retry_after, now));
                self.close(&mut state, &error, retry_after, millis);
                Some(error)
            }
        };
        Ok(Commit { state, error })
    }

    /// Decides about a 401 to a request that carried the token with this fingerprint.
    ///
    /// `field` is the `WWW-Authenticate` field; empty where there is none. A token that is too
    /// narrow (`insufficient_scope`) is not given up, nor one that is younger than the back-off
    /// after which its predecessors were given up: an endpoint that refuses every token would
    /// otherwise cause a token call each time.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Clock`] for a clock that is not set.
    pub fn on_unauthorized(
        &self,
        mut state: State,
        fingerprint: &str,
        field: &str,
        now: UnixTime,
    ) -> Result<(State, Verdict), Error> {
        let now = clock(now)?;
        let Some(token) = &state.token else {
            return Ok((state, Verdict::RefreshAndRetry));
        };
        if state.fingerprint().as_deref() != Some(fingerprint) {
            return Ok((state, Verdict::RetryWithCurrent));
        }
        let age = now.saturating_sub(token.issued);
        if is_too_narrow(field) || age < least_age_ms(state.rejections) {
            return Ok((state, Verdict::GiveUp));
        }
        state.token = None;
        state.lease = None;
        state.generation = state.generation.saturating_add(1);
        state.rejections = state.rejections.saturating_add(1);
        state.seen = state.seen.max(now);
        Ok((state, Verdict::RefreshAndRetry))
    }

    fn windows(&self, state: &State, token: &Token) -> (u64, u64) {
        let generation = state.generation.to_be_bytes();
        self.policy
            .windows(token, &[self.key.as_bytes(), &generation])
    }

    /// Nobody asks again before the back-off and what the provider asked for have passed.
    fn close(&self, state: &mut State, error: &Error, retry_after_ms: u64, now: u64) {
        let failures = state.gate.failures.saturating_add(1);
        let is_refused = error.kind() == ErrorKind::TokenRefused;
        let generation = state.generation.to_be_bytes();
        let seed = [self.key.as_bytes(), &generation, &failures.to_be_bytes()];
        let back_off = back_off_ms(failures, is_refused, &seed);
        state.seen = state.seen.max(now);
        state.gate = Gate {
            failures,
            until: now.saturating_add(back_off.max(retry_after_ms)),
            is_refused,
        };
    }
}

impl State {
    fn accept(&mut self, token: Token, now: u64) {
        if self.token.is_some() {
            self.rejections = 0;
        }
        self.token = Some(token);
        self.generation = self.generation.saturating_add(1);
        self.gate = Gate::default();
        self.seen = now;
    }

    /// The token, if it has not ended and the clock can be believed.
    fn usable(&self, now: u64) -> Option<&Token> {
        let is_usable = |token: &&Token| now < token.expires && !self.is_ahead_of(now);
        self.token.as_ref().filter(is_usable)
    }

    /// When the lease ends, if it has not. A clock that went back does not make it longer.
    fn lease_until(&self, now: u64) -> Option<u64> {
        let lease = self.lease.as_ref()?;
        let longest = lease.until.saturating_sub(lease.since);
        let until = lease.until.min(now.saturating_add(longest));
        let is_ahead = now.saturating_add(SLACK_MS) < lease.since;
        (now < lease.until && !is_ahead).then_some(until)
    }

    fn is_ahead_of(&self, now: u64) -> bool {
        now.saturating_add(SLACK_MS) < self.seen
    }
}

impl Gate {
    /// When the gate opens, if it is closed. A clock that went back does not keep it closed.
    fn closed_until(self, now: u64) -> Option<u64> {
        let is_near = self.until <= now.saturating_add(LONGEST_RETRY_MS);
        (now < self.until && is_near).then_some(self.until)
    }

    fn error(self) -> Error {
        let (kind, detail) = if self.is_refused {
            let detail = "was refused for these credentials; ask again after the back-off";
            (ErrorKind::TokenRefused, detail)
        } else {
            let detail = "could not be fetched; ask again after the back-off";
            (ErrorKind::TokenUnavailable, detail)
        };
        Error::new(kind, "token", detail)
    }
}

impl Lease {
    fn ticket(&self, generation: u64) -> String {
        let mut ticket = String::new();
        decimal::push(&mut ticket, generation);
        ticket.push(':');
        decimal::push(&mut ticket, self.since);
        ticket.push(':');
        ticket.push_str(&self.owner);
        ticket
    }
}

fn clock(now: UnixTime) -> Result<u64, Error> {
    let millis = now.as_millis();
    if millis < FLOOR_MS {
        let detail = "is before 2020, so the clock is not set; Workers have none at module scope";
        return Err(Error::new(ErrorKind::Clock, "now", detail));
    }
    Ok(millis)
}

fn check_lease(owner: &str, lease_ms: u64) -> Result<(), Error> {
    if owner.len() > LONGEST_OWNER || !grammar::is_token(owner) || owner == "-" {
        let detail = "is not 1 to 64 characters of a token (RFC 9110, 5.6.2)";
        return Err(Error::new(ErrorKind::Option, "owner", detail));
    }
    if !(SHORTEST_LEASE_MS..=LONGEST_LEASE_MS).contains(&lease_ms) {
        let detail = "is not between 1000 and 60000";
        return Err(Error::new(ErrorKind::Option, "leaseMs", detail));
    }
    Ok(())
}

/// Whether a challenge says that the token lacks a scope (RFC 6750, section 3.1).
fn is_too_narrow(field: &str) -> bool {
    challenge::read(field).is_some_and(|challenges| {
        challenges.iter().any(|challenge| {
            challenge.scheme.eq_ignore_ascii_case("bearer")
                && challenge.parameter("error") == Some("insufficient_scope")
        })
    })
}
