//! The rate limit: never more calls than the limit in a second.

use payauth::rate_limit::{HIGHEST, decide};
use payauth::{ErrorKind, UnixTime};
use proptest::prelude::*;

use crate::support::assert_error;

const START: i64 = 1_709_380_800_000;

fn at(offset: i64) -> UnixTime {
    UnixTime::from_millis(START + offset).unwrap()
}

#[test]
fn limit_is_reached_and_released() {
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
fn refused_call_changes_nothing() {
    let one = decide("", at(0), 1).unwrap();
    let refused = decide(&one.state, at(500), 1).unwrap();
    assert_eq!((refused.wait_ms, refused.state), (501, one.state));
}

#[test]
fn backward_clock_waits_no_longer_than_the_window() {
    let one = decide("", at(3_600_000), 1).unwrap();
    let earlier = decide(&one.state, at(0), 1).unwrap();
    assert_eq!(earlier.wait_ms, 1001);
    assert_eq!(decide(&earlier.state, at(1001), 1).unwrap().wait_ms, 0);
}

#[test]
fn limit_and_state_are_checked() {
    for limit in [0, HIGHEST + 1] {
        let message = "perSecond: is not between 1 and 1000";
        assert_error(decide("", at(0), limit), ErrorKind::Option, message);
    }
    for state in ["x", "1,,2", "-1", "+1", "2,1,", "1.5", ","] {
        let message = "state: is not a state that a decision returned";
        assert_error(decide(state, at(0), 1), ErrorKind::Option, message);
    }
}

proptest! {
    #[test]
    fn never_more_than_the_limit_in_any_second(
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
