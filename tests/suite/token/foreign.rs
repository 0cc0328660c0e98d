//! States with a correct checksum that were not written by a token machine. The checksum has no key, so any store can make
//! such a state.

use std::fmt::Write as _;

use payauth::token::{Action, Machine, Refresh};
use payauth::{ErrorKind, UnixTime};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::{START, answer, at, grant, machine};

/// The maximum length of a lease.
const LEASE_MS: u64 = 60_000;
/// The maximum error of a clock.
const SLACK_MS: u64 = 60_000;
/// The last instant of a JavaScript `Date`.
const MAX_DATE_MS: u64 = 8_640_000_000_000_000;

/// A state with these values. `numbers` has the generation, the latest time that was seen, the rejections, the times of
/// issue and expiry, the beginning and the end of the lease, the failures and the end of the back-off.
fn state(numbers: [u64; 9], owner: &str, last: &str, token: &str) -> String {
    let [
        generation,
        seen,
        rejections,
        issued,
        expires,
        since,
        until,
        failures,
        retry,
    ] = numbers;
    let fields = format!(
        "payauth1 0123456789abcdef {generation} {seen} {rejections} {issued} {expires} {since} \
         {until} {owner} {failures} {retry} {last}"
    );
    let digest = Sha256::digest(format!("{fields} {token}"));
    let check = digest.iter().take(4).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    format!("{fields} {check} {token}")
}

#[test]
fn states_of_these_tests_have_a_correct_checksum() {
    assert_eq!(state([0; 9], "-", "-", "-"), *machine().initial());
}

#[test]
fn state_with_values_that_no_machine_writes_is_rejected() {
    let now = START.unsigned_abs();
    let good = [1, now, 0, now, now + 3_600_000, now, now + LEASE_MS, 0, 0];
    assert!(
        machine()
            .decide(&state(good, "x", "-", "token"), at(0))
            .is_ok()
    );
    let mut odd = Vec::new();
    for token in [
        "a,b",
        "a b",
        "\u{e9}",
        "undefined",
        "null",
        "",
        "a\rb",
        "a\nb",
        &"a".repeat(8_193),
    ] {
        odd.push(state(good, "x", "-", token));
    }
    for owner in ["\u{e9}", "a\nb", "", "a:\"b", &"o".repeat(65)] {
        odd.push(state(good, owner, "-", "token"));
    }
    for (place, value) in [
        (4, now + 31_536_000_001),
        (4, u64::MAX),
        (6, now + LEASE_MS + 1),
        (6, u64::MAX),
    ] {
        let mut numbers = good;
        numbers[place] = value;
        odd.push(state(numbers, "x", "-", "token"));
    }
    let late = [1, now, 0, MAX_DATE_MS, MAX_DATE_MS + 1, 0, 0, 0, 0];
    odd.push(state(late, "-", "-", "token"));
    for text in odd {
        let error = machine().decide(&text, at(0)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TokenState, "{text:?}");
    }
}

fn instants() -> impl Strategy<Value = u64> {
    let near =
        (-200_000_i64..200_000).prop_map(|offset| START.saturating_add(offset).unsigned_abs());
    let known = prop::sample::select(vec![0, 1, START.unsigned_abs(), MAX_DATE_MS, u64::MAX]);
    prop_oneof![4 => near, 1 => known, 1 => any::<u64>()]
}

fn foreign() -> impl Strategy<Value = String> {
    let numbers = proptest::array::uniform9(instants());
    let owner = prop_oneof![Just("-".to_owned()), "[a-z]{1,3}", "[ -~é\n]{0,4}"];
    let token = prop_oneof![
        Just("-".to_owned()),
        "[a-z]{1,8}",
        Just("undefined".to_owned()),
        "[!-~é\n]{0,4}"
    ];
    (numbers, owner, "(-|refused)", token)
        .prop_map(|(numbers, owner, last, token)| state(numbers, &owner, &last, &token))
}

/// Waits like a host. Asserts that the wait ends: no lease lasts longer than `LEASE_MS`, plus `SLACK_MS` for a clock that
/// is wrong.
fn waits(machine: &Machine, state: &str) {
    let mut now = at(0);
    let end = now.as_millis() + LEASE_MS + SLACK_MS;
    loop {
        let decision = machine.decide(state, now).unwrap();
        assert!(decision.valid_until_ms <= MAX_DATE_MS);
        let (action, until) = (decision.action, decision.until_ms);
        assert_eq!(
            decision.authorization.is_empty(),
            !matches!(action, Action::Use | Action::UseAndRefresh) && decision.valid_until_ms == 0
        );
        if action != Action::Wait {
            return;
        }
        assert!(
            until > now.as_millis() && until <= now.as_millis() + LEASE_MS,
            "{until}"
        );
        assert!(
            until <= end,
            "the host waits until {until}, which is after {end}"
        );
        now = UnixTime::from_millis(until.try_into().unwrap()).unwrap();
    }
}

proptest! {
    #[test]
    fn state_from_a_store_is_rejected_or_is_followed_only_by_accepted_states(text in foreign()) {
        let machine = machine();
        let Ok(decision) = machine.decide(&text, at(0)) else { return Ok(()) };
        waits(&machine, &text);
        let initial = machine.initial();
        machine.is_newer(&text, &initial).unwrap();
        let mut states = vec![machine.on_unauthorized(&text, &decision.fingerprint, "", at(1)).unwrap().0];
        states.push(machine.commit_refresh(&text, "no:ticket", None, at(0), at(1)).unwrap().state);
        if let Refresh::Granted { ticket, state } = machine.begin_refresh(&text, at(0), "one", LEASE_MS).unwrap() {
            let body = grant("token", 3_600);
            for came in [None, Some(&answer(200, &body)), Some(&answer(503, ""))] {
                states.push(machine.commit_refresh(&state, &ticket, came, at(0), at(1)).unwrap().state);
            }
            states.push(machine.release(&state, &ticket, at(1)).unwrap());
            states.push(state);
        }
        for state in states {
            prop_assert!(!state.contains('\n'));
            waits(&machine, &state);
        }
    }
}
