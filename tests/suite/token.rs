//! Tokens: decisions, leases, commits, answers with 401, and the token machine under load.

mod commit;
mod decide;
mod foreign;
mod interleaving;
mod newer;
mod peer;
mod simulation;
mod state;
mod unauthorized;

use payauth::token::{Answer, Machine, Policy, Refresh, Shape};
use payauth::{SecretText, UnixTime};

/// The paths in a token answer without nested members.
pub(crate) const SHAPE: Shape<'_> = Shape {
    token: "access_token",
    expires_in: "expires_in",
    token_type: "token_type",
    default_life_secs: 900,
};

/// 2024-03-02T12:00:00Z
pub(crate) const START: i64 = 1_709_380_800_000;

pub(crate) fn at(offset_ms: i64) -> UnixTime {
    UnixTime::from_millis(START + offset_ms).unwrap()
}

pub(crate) fn machine() -> Machine {
    Machine::new("0123456789abcdef", Policy::default(), &SHAPE)
}

/// A token answer with a token of this lifetime.
pub(crate) fn grant(token: &str, life_secs: u64) -> String {
    format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":{life_secs}}}"#)
}

pub(crate) fn answer(status: u16, body: &str) -> Answer<'_> {
    Answer {
        status,
        retry_after: "",
        body: body.as_bytes(),
    }
}

/// Takes the lease, which must be free.
pub(crate) fn begin(
    machine: &Machine,
    state: &str,
    now: UnixTime,
    owner: &str,
) -> (String, SecretText) {
    match machine.begin_refresh(state, now, owner, 10_000).unwrap() {
        Refresh::Granted { ticket, state } => (ticket, state),
        Refresh::Held { until_ms } => panic!("another caller has the lease until {until_ms}"),
        _ => unreachable!(),
    }
}

/// A state with a token that was requested and received at `now`.
pub(crate) fn with_token(
    machine: &Machine,
    token: &str,
    life_secs: u64,
    now: UnixTime,
) -> SecretText {
    renewed(machine, &machine.initial(), token, life_secs, now)
}

/// The state after one more refresh, which was requested and received at `now`.
pub(crate) fn renewed(
    machine: &Machine,
    state: &str,
    token: &str,
    life_secs: u64,
    now: UnixTime,
) -> SecretText {
    let (ticket, state) = begin(machine, state, now, "owner");
    let body = grant(token, life_secs);
    let commit = machine
        .commit_refresh(&state, &ticket, Some(&answer(200, &body)), now, now)
        .unwrap();
    assert_eq!(commit.error, None);
    commit.state
}

/// The `Authorization` field of a state at `now`, if the state has a usable token.
pub(crate) fn authorization(machine: &Machine, state: &str, now: UnixTime) -> Option<String> {
    let decision = machine.decide(state, now).unwrap();
    (!decision.authorization.is_empty()).then(|| String::from(&*decision.authorization))
}

/// The fingerprint of the token that a state has at `now`.
pub(crate) fn fingerprint(machine: &Machine, state: &str, now: UnixTime) -> String {
    machine.decide(state, now).unwrap().fingerprint
}
