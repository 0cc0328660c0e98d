//! The decision before a request: use the token, refresh it early, refresh it first, or wait.

use payauth::token::{Action, Machine, Policy};
use payauth::{ErrorKind, UnixTime};
use proptest::prelude::*;

use super::{SHAPE, answer, at, authorization, begin, machine, with_token};
use crate::support::assert_error;

fn action(machine: &Machine, state: &str, offset_ms: i64) -> Action {
    machine.decide(state, at(offset_ms)).unwrap().action
}

#[test]
fn first_request_needs_a_refresh() {
    let machine = machine();
    assert_eq!(action(&machine, &machine.initial(), 0), Action::Refresh);
}

#[test]
fn token_near_its_expiry_is_refreshed_in_the_background_and_later_before_use() {
    let machine = Machine::new(
        "k",
        Policy {
            early_ms: Some(60_000),
            ..Policy::default()
        },
        &SHAPE,
    );
    let state = with_token(&machine, "token", 600, at(0));
    assert_eq!(action(&machine, &state, 0), Action::Use);
    // The jitter is up to a fifth of 60 s, so the test does not assert the time from 528 s to 540 s.
    assert_eq!(action(&machine, &state, 527_999), Action::Use);
    assert_eq!(action(&machine, &state, 540_000), Action::UseAndRefresh);
    assert_eq!(action(&machine, &state, 569_999), Action::UseAndRefresh);
    assert_eq!(action(&machine, &state, 570_000), Action::Refresh);
    assert_eq!(action(&machine, &state, 600_000), Action::Refresh);
    let authorization = |offset| authorization(&machine, &state, at(offset));
    assert_eq!(&*authorization(599_999).unwrap(), "Bearer token");
    assert!(authorization(600_000).is_none());
}

#[test]
fn early_window_depends_on_the_lifetime_of_the_token() {
    for (early, life_secs, expected) in [
        (None, 1, 100),
        (None, 20, 2_000),
        (None, 600, 60_000),
        (None, 7_200, 300_000),
        (None, 86_400, 300_000),
        (Some(600_000), 7_200, 600_000),
        (Some(600_000), 600, 300_000),
        (Some(600_000), 1, 500),
        (Some(0), 3_600, 0),
    ] {
        let policy = Policy {
            early_ms: early,
            ..Policy::default()
        };
        assert_eq!(
            policy.early_ms(life_secs * 1000),
            expected,
            "{early:?} with a lifetime of {life_secs} s"
        );
    }
}

#[test]
fn token_with_an_early_window_of_0_is_refreshed_at_its_expiry_and_not_earlier() {
    let machine = Machine::new(
        "k",
        Policy {
            early_ms: Some(0),
            ..Policy::default()
        },
        &SHAPE,
    );
    let state = with_token(&machine, "token", 600, at(0));
    assert_eq!(action(&machine, &state, 599_999), Action::Use);
    assert_eq!(action(&machine, &state, 600_000), Action::Refresh);
}

#[test]
fn decision_has_the_time_until_which_it_is_valid() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    let decision = machine.decide(&state, at(0)).unwrap();
    let until = i64::try_from(decision.valid_until_ms).unwrap() - super::START;
    assert!((528_000..=540_000).contains(&until), "{until}");
    assert_eq!(action(&machine, &state, until - 1), Action::Use);
    assert_eq!(action(&machine, &state, until), Action::UseAndRefresh);
}

#[test]
fn other_callers_use_the_token_while_one_caller_refreshes_it() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    let (_, state) = begin(&machine, &state, at(550_000), "one");
    let decision = machine.decide(&state, at(550_001)).unwrap();
    assert_eq!(decision.action, Action::Use);
    assert_eq!(decision.valid_until_ms, at(560_000).as_millis());
    let late = machine.decide(&state, at(575_000)).unwrap();
    assert_eq!(late.action, Action::Refresh, "the lease expired");
}

#[test]
fn other_callers_wait_for_the_end_of_the_lease_if_there_is_no_token() {
    let machine = machine();
    let (_, state) = begin(&machine, &machine.initial(), at(0), "one");
    let decision = machine.decide(&state, at(5)).unwrap();
    assert_eq!(
        (decision.action, decision.until_ms),
        (Action::Wait, at(10_000).as_millis())
    );
    assert_eq!(action(&machine, &state, 9_999), Action::Wait);
    assert_eq!(action(&machine, &state, 10_000), Action::Refresh);
}

#[test]
fn valid_token_is_used_and_reported_as_degraded_while_its_refresh_fails() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    let (ticket, state) = begin(&machine, &state, at(575_000), "one");
    let failed = machine
        .commit_refresh(
            &state,
            &ticket,
            Some(&answer(500, "")),
            at(575_000),
            at(575_100),
        )
        .unwrap();
    let decision = machine.decide(&failed.state, at(575_200)).unwrap();
    assert_eq!((decision.action, decision.is_degraded), (Action::Use, true));
    assert!(decision.valid_until_ms <= at(576_100).as_millis());
    assert_eq!(action(&machine, &failed.state, 576_100), Action::Refresh);
}

#[test]
fn no_call_requests_a_token_during_the_back_off_if_there_is_no_token() {
    let machine = machine();
    let (ticket, state) = begin(&machine, &machine.initial(), at(0), "one");
    let failed = machine
        .commit_refresh(&state, &ticket, None, at(0), at(0))
        .unwrap();
    let decision = machine.decide(&failed.state, at(1)).unwrap();
    assert_eq!(decision.action, Action::Fail);
    assert_eq!(decision.error.unwrap().kind(), ErrorKind::TokenUnavailable);
    assert!((at(500).as_millis()..=at(1000).as_millis()).contains(&decision.until_ms));
    assert_eq!(action(&machine, &failed.state, 1000), Action::Refresh);
}

#[test]
fn clock_that_is_not_set_is_rejected() {
    let machine = machine();
    for millis in [0, 1, 1_577_836_799_999] {
        let now = UnixTime::from_millis(millis).unwrap();
        let message =
            "now: must be after 2019; set the clock, and in Workers read it inside a request";
        assert_error(
            machine.decide(&machine.initial(), now),
            ErrorKind::Clock,
            message,
        );
        let begun = machine.begin_refresh(&machine.initial(), now, "one", 10_000);
        assert_error(begun, ErrorKind::Clock, message);
    }
}

#[test]
fn clock_that_went_back_does_not_extend_the_lifetime_of_a_token() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    assert_eq!(action(&machine, &state, -60_000), Action::Use);
    let decision = machine.decide(&state, at(-60_001)).unwrap();
    assert!(decision.is_clock_backwards);
    assert_eq!(decision.action, Action::Refresh);
    assert!(authorization(&machine, &state, at(-60_001)).is_none());
}

#[test]
fn clock_that_went_back_does_not_extend_a_lease_or_a_back_off() {
    let machine = machine();
    let (ticket, state) = begin(&machine, &machine.initial(), at(0), "one");
    assert_eq!(
        machine.decide(&state, at(-5_000)).unwrap().until_ms,
        at(5_000).as_millis()
    );
    assert_eq!(action(&machine, &state, -3_600_000), Action::Refresh);
    let failed = machine
        .commit_refresh(&state, &ticket, None, at(0), at(0))
        .unwrap();
    assert_eq!(action(&machine, &failed.state, -7_200_000), Action::Refresh);
}

#[test]
fn jitter_is_spread_evenly_and_is_the_same_for_each_decision() {
    let mut seen = [0; 10];
    for seed in 0..1000 {
        let machine = Machine::new(&format!("{seed}"), Policy::default(), &SHAPE);
        let state = with_token(&machine, "token", 3_600, at(0));
        let until = machine.decide(&state, at(0)).unwrap().valid_until_ms;
        assert_eq!(until, machine.decide(&state, at(7)).unwrap().valid_until_ms);
        let sooner = at(3_300_000).as_millis() - until;
        assert!(sooner < 60_000, "{sooner}");
        seen[usize::try_from(sooner / 6_000).unwrap()] += 1;
    }
    // About 100 of 1000 seeds are in each tenth of the range; five standard deviations are 47.
    assert!(
        seen.iter().all(|count| (53..=147).contains(count)),
        "{seen:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000_000))]

    #[test]
    fn decision_is_valid_for_every_state_and_time(
        life_secs in 1..100_000_u64,
        early in prop::option::of(0..2_000_000_u64),
        lease in prop::option::of(0..100_000_i64),
        fails in any::<bool>(),
        offset in -200_000..200_000_000_i64,
    ) {
        let policy = Policy { early_ms: early, ..Policy::default() };
        let machine = Machine::new("k", policy, &SHAPE);
        let life_ms = i64::try_from(life_secs).unwrap() * 1000;
        let mut state = with_token(&machine, "token", life_secs, at(0));
        if let Some(lease) = lease.filter(|_| life_ms > 2) {
            let from = at(life_ms - 1 + lease % 2 * lease);
            if let Ok(payauth::token::Refresh::Granted { ticket, state: begun }) =
                machine.begin_refresh(&state, from, "one", 10_000)
            {
                state = begun;
                if fails {
                    state = machine.commit_refresh(&state, &ticket, None, from, from).unwrap().state;
                }
            }
        }
        let now = at(offset);
        let decision = machine.decide(&state, now).unwrap();
        let again = machine.decide(&state, now).unwrap();
        prop_assert_eq!(format!("{decision:?}"), format!("{again:?}"));
        prop_assert_eq!(&*decision.authorization, &*again.authorization);
        let is_usable = authorization(&machine, &state, now).is_some();
        match decision.action {
            Action::Use | Action::UseAndRefresh => {
                prop_assert!(is_usable && decision.valid_until_ms > now.as_millis());
            }
            Action::Wait | Action::Fail => {
                prop_assert!(!is_usable && decision.until_ms > now.as_millis());
            }
            _ => {}
        }
        prop_assert_eq!(decision.action == Action::Fail, decision.error.is_some());
        let backwards = offset < -60_000;
        prop_assert!(!(is_usable && (offset >= life_ms || backwards)));
        if is_usable {
            let early_ms = i64::try_from(policy.early_ms(life_secs * 1000)).unwrap();
            let is_early = offset < life_ms - early_ms - early_ms / 5 - 1;
            prop_assert!(!is_early || decision.action == Action::Use);
        }
    }
}
