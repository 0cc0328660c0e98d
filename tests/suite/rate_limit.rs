//! The rate limit: a second never has more calls than the limit.

use payauth::rate_limit::{HIGHEST, decide, share};
use payauth::{ErrorKind, UnixTime};
use proptest::prelude::*;

use crate::support::assert_error;

const START: i64 = 1_709_380_800_000;

fn at(offset: i64) -> UnixTime {
    UnixTime::from_millis(START + offset).unwrap()
}

#[test]
fn calls_wait_after_the_limit_is_reached_and_pass_a_second_later() {
    let mut state = String::new();
    for call in 0..10 {
        let decision = decide(&state, at(call), 10).unwrap();
        assert_eq!(decision.wait_ms, 0, "call {call}");
        state = decision.state;
    }
    assert_eq!(decide(&state, at(9), 10).unwrap().wait_ms, 992);
    assert_eq!(decide(&state, at(1000), 10).unwrap().wait_ms, 1);
    assert_eq!(decide(&state, at(1001), 10).unwrap().wait_ms, 0);
}

#[test]
fn rejected_call_does_not_change_the_state() {
    let one = decide("", at(0), 1).unwrap();
    let refused = decide(&one.state, at(500), 1).unwrap();
    assert_eq!((refused.wait_ms, refused.state), (501, one.state));
}

#[test]
fn host_whose_clock_goes_back_waits_no_longer_than_the_window() {
    let one = decide("", at(3_600_000), 1).unwrap();
    let earlier = decide(&one.state, at(0), 1).unwrap();
    assert_eq!(earlier.wait_ms, 1001);
    assert_eq!(decide(&earlier.state, at(1001), 1).unwrap().wait_ms, 0);
}

#[test]
fn limit_outside_its_range_and_malformed_state_are_rejected() {
    for limit in [0, HIGHEST + 1] {
        let message = "perSecond: must be from 1 to 1000";
        assert_error(decide("", at(0), limit), ErrorKind::Option, message);
    }
    for state in ["x", "1,,2", "-1", "+1", "2,1,", "1.5", ","] {
        let message = "state: must be empty, or a state that an earlier call returned";
        assert_error(decide(state, at(0), 1), ErrorKind::Option, message);
    }
}

proptest! {
    #[test]
    fn no_second_has_more_calls_than_the_limit(
        limit in 1..12_u32,
        steps in prop::collection::vec(0..400_i64, 1..200),
    ) {
        let (mut now, mut state, mut passed) = (0, String::new(), Vec::new());
        for step in steps {
            now += step;
            let decision = decide(&state, at(now), limit).unwrap();
            if decision.wait_ms == 0 {
                passed.push(now);
            } else {
                let later = at(now + i64::try_from(decision.wait_ms).unwrap());
                prop_assert_eq!(decide(&decision.state, later, limit).unwrap().wait_ms, 0);
            }
            state = decision.state;
        }
        for (index, start) in passed.iter().enumerate() {
            let within = passed[index..].iter().take_while(|call| *call - start <= 1000).count();
            prop_assert!(within <= limit as usize);
        }
    }
}

/// A host of a fleet: the offset of its clock, and the state that the host saw last.
#[derive(Clone)]
struct Host {
    off: i64,
    epoch: String,
    seen: String,
}

impl Host {
    fn new(name: usize, off: i64) -> Self {
        let epoch = format!("host{name}");
        Self {
            off,
            epoch,
            seen: String::new(),
        }
    }

    /// Asks for a call at `now`. Writes the shared state if the call is allowed. Returns the time to wait in milliseconds.
    fn take(&mut self, state: &mut String, now: i64, limit: u32) -> u64 {
        let shared = share(state, &self.seen, &self.epoch, at(now + self.off), limit).unwrap();
        self.seen = shared.seen;
        if shared.wait_ms == 0 {
            *state = shared.state;
        }
        shared.wait_ms
    }
}

#[test]
fn host_whose_clock_is_ahead_allows_no_additional_call() {
    let mut state = String::new();
    let (mut one, mut ahead) = (Host::new(1, 0), Host::new(2, 5_000));
    for _ in 0..10 {
        assert_eq!(one.take(&mut state, 0, 10), 0);
    }
    assert_eq!(ahead.take(&mut state, 1, 10), 1101);
    assert_eq!(ahead.take(&mut state, 1102, 10), 0);
}

#[test]
fn host_whose_clock_is_behind_does_not_wait_longer() {
    let mut state = String::new();
    let (mut one, mut behind) = (Host::new(1, 5_000), Host::new(2, 0));
    for _ in 0..10 {
        assert_eq!(one.take(&mut state, 0, 10), 0);
    }
    assert_eq!(behind.take(&mut state, 1, 10), 1101);
    assert_eq!(behind.take(&mut state, 1102, 10), 0);
}

#[test]
fn lost_state_starts_a_new_epoch_that_all_hosts_adopt() {
    let (mut state, mut one, mut other) = (String::new(), Host::new(1, 5_000), Host::new(2, 0));
    assert_eq!(
        [one.take(&mut state, 0, 1), other.take(&mut state, 0, 1)],
        [0, 1101]
    );
    state.clear();
    let mut newcomer = Host::new(3, -5_000);
    assert_eq!(newcomer.take(&mut state, 10, 1), 0);
    assert_eq!(
        one.take(&mut state, 20, 1),
        1101,
        "the host did not adopt the new epoch"
    );
}

#[test]
fn shared_limit_outside_its_range_and_malformed_shared_state_are_rejected() {
    for limit in [0, HIGHEST + 1] {
        let message = "perSecond: must be from 1 to 1000";
        assert_error(share("", "", "e", at(0), limit), ErrorKind::Option, message);
    }
    for state in ["e", " ", "e x", "e 1 2", "e -1", "e 1.5", "e 1,2"] {
        let message = "state: must be empty, or a state that an earlier call returned";
        assert_error(share(state, "", "e", at(0), 1), ErrorKind::Option, message);
    }
}

proptest! {
    /// Eight hosts whose clocks are wrong by up to five seconds. A host that must wait asks again after at most 120 ms.
    #[test]
    fn fleet_never_exceeds_the_limit_and_uses_most_of_it(
        offs in prop::collection::vec(-5_000..5_000_i64, 8),
        joins in prop::collection::vec(0..4_000_i64, 8),
        lags in prop::collection::vec(1..20_i64, 8),
    ) {
        let (limit, end) = (10_u32, 20_000);
        let mut state = String::new();
        let mut hosts: Vec<_> = offs.iter().enumerate().map(|(name, off)| Host::new(name, *off)).collect();
        let mut next = joins;
        let mut passed = Vec::new();
        loop {
            let (index, now) = next.iter().copied().enumerate().min_by_key(|(_, at)| *at).unwrap();
            if now > end {
                break;
            }
            let wait = hosts[index].take(&mut state, now, limit);
            if wait == 0 {
                passed.push(now);
            }
            // A host that waits asks again after at most 100 ms, plus a lag.
            next[index] = now + i64::try_from(wait).unwrap().clamp(1, 100) + lags[index];
        }
        for (index, start) in passed.iter().enumerate() {
            let within = passed[index..].iter().take_while(|call| *call - start <= 1000).count();
            prop_assert!(within <= limit as usize, "{} calls in the second from {}", within, start);
        }
        let since = passed.first().unwrap();
        let used = i64::try_from(passed.len()).unwrap() * 1000 * 100 / ((end - since) * i64::from(limit));
        prop_assert!(used >= 80, "only {} % of the limit was used", used);
    }
}
