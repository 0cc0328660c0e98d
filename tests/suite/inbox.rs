//! The inbox, which records the messages that were handled.

use payauth::inbox::{Begin, begin, finish, release, renew};
use payauth::{ErrorKind, UnixTime};
use proptest::prelude::*;

use crate::support::assert_error;

const START: i64 = 1_709_380_800_000;
const LEASE: u64 = 60_000;
const DAY: u64 = 86_400_000;

fn at(offset: i64) -> UnixTime {
    UnixTime::from_millis(START + offset).unwrap()
}

/// Begins a message that must be handled. Returns the number of the attempt, and the new state.
#[track_caller]
fn run(state: &str, offset: i64, owner: &str) -> (u64, String) {
    match begin(state, at(offset), owner, LEASE).unwrap() {
        Begin::Run { attempt, state } => (attempt, state),
        other => panic!("{other:?}"),
    }
}

fn until(offset: i64) -> u64 {
    u64::try_from(START + offset).unwrap()
}

#[test]
fn fresh_message_is_handled_at_the_first_attempt() {
    assert_eq!(run("", 0, "one").0, 1);
}

#[test]
fn message_in_progress_is_not_handled_again_until_its_lease_expires() {
    let (_, state) = run("", 0, "one");
    for offset in [0, 1, 59_999] {
        let expected = Begin::InProgress {
            until_ms: until(60_000),
        };
        for owner in ["one", "two"] {
            assert_eq!(begin(&state, at(offset), owner, LEASE).unwrap(), expected);
        }
    }
    assert_eq!(run(&state, 60_000, "two").0, 2);
}

#[test]
fn handled_message_is_a_duplicate_until_it_is_forgotten() {
    let (_, state) = run("", 0, "one");
    let done = finish(&state, at(1), DAY).unwrap();
    for offset in [1, 60_001, 86_400_000] {
        assert_eq!(
            begin(&done, at(offset), "two", LEASE).unwrap(),
            Begin::Duplicate
        );
    }
    assert_eq!(
        run(&done, 86_400_001, "two").0,
        1,
        "a forgotten message begins at attempt 1"
    );
}

#[test]
fn next_delivery_is_handled_at_once_after_a_handler_failed() {
    let (_, state) = run("", 0, "one");
    let failed = release(&state, "one").unwrap().unwrap();
    let (attempt, state) = run(&failed, 1, "two");
    assert_eq!(attempt, 2);
    assert_eq!(
        release(&state, "one").unwrap(),
        None,
        "the owner of an earlier lease released the lease of another owner"
    );
}

#[test]
fn renewed_lease_expires_later_and_only_its_owner_can_renew_it() {
    let (_, state) = run("", 0, "one");
    let renewed = renew(&state, at(20_000), "one", LEASE).unwrap().unwrap();
    let expected = Begin::InProgress {
        until_ms: until(80_000),
    };
    assert_eq!(begin(&renewed, at(79_999), "two", LEASE).unwrap(), expected);
    assert_eq!(renew(&state, at(20_000), "two", LEASE).unwrap(), None);
    let earlier = renew(&renewed, at(-20_000), "one", LEASE).unwrap().unwrap();
    assert_eq!(
        earlier, renewed,
        "a clock that went back shortened the lease"
    );
    let (_, taken) = run(&renewed, 80_000, "two");
    assert_eq!(renew(&taken, at(80_000), "one", LEASE).unwrap(), None);
}

#[test]
fn handled_message_stays_handled_after_release_and_renewal() {
    let (_, state) = run("", 0, "one");
    let (_, taken) = run(&state, 60_000, "two");
    let done = finish(&taken, at(60_001), DAY).unwrap();
    assert_eq!(release(&done, "two").unwrap(), None);
    assert_eq!(renew(&done, at(60_002), "two", LEASE).unwrap(), None);
    assert_eq!(
        finish(&done, at(0), 0).unwrap(),
        done,
        "a second `finish` changed the state"
    );
    let of_nothing = finish("", at(0), DAY).unwrap();
    assert_eq!(
        begin(&of_nothing, at(1), "two", LEASE).unwrap(),
        Begin::Duplicate
    );
}

#[test]
fn invalid_state_is_rejected() {
    let message = "state: must be empty, or a state that an earlier call returned";
    for state in [
        " ",
        "x",
        "inbox1",
        "inbox1 1 2",
        "inbox1 1 2 ",
        "inbox2 1 2 one",
        "inbox1 -1 2 one",
        "inbox1 1 x one",
        "inbox1 1 2 (other)",
        "inbox1 1 2 one two",
        "inbox1 1 2 one\n",
        "payauth1 k 0",
    ] {
        assert_error(
            begin(state, at(0), "one", LEASE),
            ErrorKind::Option,
            message,
        );
        assert_error(
            renew(state, at(0), "one", LEASE),
            ErrorKind::Option,
            message,
        );
        assert_error(finish(state, at(0), LEASE), ErrorKind::Option, message);
        assert_error(release(state, "one"), ErrorKind::Option, message);
    }
    let message = "owner: must be 1 to 64 letters, digits or marks such as - and _; pass a UUID";
    for owner in ["", " ", "(done)", "(failed)", "a b", "é", &"o".repeat(65)] {
        assert_error(begin("", at(0), owner, LEASE), ErrorKind::Option, message);
    }
}

/// An action of an actor on the shared state, or the passing of time.
#[derive(Clone, Copy, Debug)]
enum Step {
    Begin(usize),
    Finish(usize),
    Fail(usize),
    Renew(usize),
    /// An actor stops without a release, and its lease expires.
    Die(usize),
    /// This number of milliseconds passes.
    Pass(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let actor = 0..3_usize;
    let step = prop_oneof![
        4 => actor.clone().prop_map(Step::Begin),
        2 => actor.clone().prop_map(Step::Finish),
        2 => actor.clone().prop_map(Step::Fail),
        1 => actor.clone().prop_map(Step::Renew),
        1 => actor.prop_map(Step::Die),
        3 => (1..70_000_i64).prop_map(Step::Pass),
    ];
    prop::collection::vec(step, 1..80)
}

proptest! {
    #[test]
    fn no_two_handlers_run_within_one_lease_and_no_handler_runs_after_success(steps in steps()) {
        let (mut state, mut now, mut last, mut is_done) = (String::new(), 0, 0, false);
        let mut running: [Option<(String, i64)>; 3] = [None, None, None];
        for (turn, step) in steps.into_iter().enumerate() {
            match step {
                Step::Begin(actor) if running[actor].is_none() => {
                    let owner = format!("{actor}-{turn}");
                    if let Begin::Run { attempt, state: next } = begin(&state, at(now), &owner, LEASE).unwrap() {
                        prop_assert!(!is_done, "a handler ran after the message was handled");
                        prop_assert!(running.iter().flatten().all(|(_, ends)| *ends <= now), "two leases are valid at the same time");
                        prop_assert_eq!(attempt, last + 1);
                        last = attempt;
                        running[actor] = Some((owner, now + 60_000));
                        state = next;
                    }
                }
                Step::Finish(actor) if running[actor].is_some() => {
                    running[actor] = None;
                    state = finish(&state, at(now), 400 * DAY).unwrap();
                    is_done = true;
                }
                Step::Fail(actor) => {
                    if let Some((owner, _)) = running[actor].take() {
                        state = release(&state, &owner).unwrap().unwrap_or(state);
                    }
                }
                Step::Renew(actor) => {
                    if let Some((owner, ends)) = &mut running[actor]
                        && let Some(next) = renew(&state, at(now), owner, LEASE).unwrap()
                    {
                        (state, *ends) = (next, now + 60_000);
                    }
                }
                Step::Die(actor) => {
                    if let Some((_, ends)) = running[actor].take() {
                        now = now.max(ends);
                    }
                }
                Step::Pass(ms) => now += ms,
                _ => {}
            }
        }
    }

    #[test]
    fn truncated_or_changed_state_never_causes_a_panic(text in "\\PC{0,60}", now in 0..253_402_300_799_999_i64) {
        let now = UnixTime::from_millis(now).unwrap();
        for state in [text.clone(), format!("inbox1 {text}"), format!("inbox1 1 {text}")] {
            let _ = begin(&state, now, "one", u64::MAX);
            let _ = renew(&state, now, "one", u64::MAX);
            let _ = finish(&state, now, u64::MAX);
            let _ = release(&state, "one");
        }
    }
}
