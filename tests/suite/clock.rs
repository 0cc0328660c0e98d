//! The offset of a provider's clock, computed from the `Date` fields of the provider's answers.

use payauth::clock::{Sample, observe};
use payauth::{ErrorKind, UnixTime};
use proptest::prelude::*;

use crate::support::assert_error;

/// 2024-03-02T12:00:00Z
const NOON: i64 = 1_709_380_800_000;
const DATE: &str = "Sat, 02 Mar 2024 12:00:00 GMT";

/// Observes an answer with the date `DATE` on a host whose clock is `behind_ms` milliseconds behind. Returns the new
/// offset and the new state.
fn after(state: &str, behind_ms: i64) -> (i64, String) {
    let now = UnixTime::from_millis(NOON + 500 - behind_ms).unwrap();
    let sample = Sample {
        date: DATE,
        has_age: false,
        sent_at: now,
        received_at: now,
    };
    let offset = observe(state, &sample).unwrap();
    (offset.offset_ms, offset.state)
}

#[test]
fn large_difference_is_applied_at_once_in_both_directions() {
    for behind in [240_000, -240_000, 300_000, 86_400_000, -86_400_000] {
        assert_eq!(after("", behind).0, behind);
    }
}

#[test]
fn small_difference_is_applied_if_the_next_answer_repeats_it() {
    for behind in [5_000, -5_000, 239_999, 0] {
        let (offset, state) = after("", behind);
        assert_eq!(offset, 0);
        assert_eq!(after(&state, behind + 30_000).0, behind + 30_000);
        assert_eq!(after(&state, behind - 30_001).0, 0);
    }
}

#[test]
fn offset_returns_to_0_at_the_first_answer_after_the_clock_was_corrected() {
    for behind in [240_000, -240_000, 3_600_000, -86_400_000] {
        let (_, state) = after("", behind);
        assert_eq!(after(&state, 0).0, 0, "{behind}");
    }
}

#[test]
fn difference_is_computed_from_the_middle_between_sending_and_receiving() {
    let at = |ms: i64| UnixTime::from_millis(NOON - 300_000 + ms).unwrap();
    let sample = Sample {
        date: DATE,
        has_age: false,
        sent_at: at(0),
        received_at: at(10_000),
    };
    assert_eq!(observe("", &sample).unwrap().offset_ms, 295_500);
}

#[test]
fn unusable_samples_do_not_change_the_offset() {
    let (offset, state) = after("", 300_000);
    let now = UnixTime::from_millis(NOON).unwrap();
    let later = UnixTime::from_millis(NOON + 900_001).unwrap();
    let good = Sample {
        date: DATE,
        has_age: false,
        sent_at: now,
        received_at: now,
    };
    for sample in [
        Sample {
            has_age: true,
            ..good
        },
        Sample { date: "", ..good },
        Sample {
            date: "today",
            ..good
        },
        Sample {
            date: "Thu, 29 Feb 2024 11:59:00 GMT",
            ..good
        },
        Sample {
            received_at: later,
            ..good
        },
        Sample {
            sent_at: later,
            ..good
        },
    ] {
        let observed = observe(&state, &sample).unwrap();
        assert_eq!(
            (observed.offset_ms, observed.state),
            (offset, state.clone()),
            "{sample:?}"
        );
        assert_eq!(observe("", &sample).unwrap().offset_ms, 0);
    }
}

#[test]
fn malformed_states_are_rejected() {
    let now = UnixTime::from_millis(NOON).unwrap();
    let sample = Sample {
        date: DATE,
        has_age: false,
        sent_at: now,
        received_at: now,
    };
    for state in [
        "x",
        "1",
        "1,",
        ",1",
        "1,2,3",
        "--1,2",
        "1.5,2",
        "99999999999999999999,1",
    ] {
        let message = "state: must be empty, or a state that an earlier call returned";
        assert_error(observe(state, &sample), ErrorKind::Option, message);
    }
}

proptest! {
    #[test]
    fn offset_is_never_four_minutes_from_the_last_answer(behind in prop::collection::vec(-86_400_000..=86_400_000_i64, 1..20)) {
        let mut state = String::new();
        for behind in behind {
            let (offset, next) = after(&state, behind);
            prop_assert!(offset.abs_diff(behind) < 240_000, "{offset} {behind}");
            state = next;
        }
    }

    #[test]
    fn small_change_of_the_offset_needs_two_answers(first in -86_400_000..=86_400_000_i64, change in 30_001..240_000_i64) {
        let (offset, state) = after("", first);
        prop_assume!(offset == first && first + change <= 86_400_000);
        let (kept, state) = after(&state, first + change);
        prop_assert_eq!(kept, first);
        prop_assert_eq!(after(&state, first + change).0, first + change);
    }

    #[test]
    fn returned_state_is_accepted_by_the_next_call(behind in -90_000_000..90_000_000_i64, again in -90_000_000..90_000_000_i64) {
        let (_, state) = after("", behind);
        let (offset, _) = after(&state, again);
        prop_assert!(offset == 0 || offset == behind || offset == again);
    }
}
