//! The memory of replay keys.

use payauth::ErrorKind;
use payauth::webhook::{Claim, Replays};
use proptest::prelude::*;

use crate::support::{assert_error, at};

fn key(number: u8) -> String {
    format!("{number:032x}")
}

#[test]
fn message_is_first_once_until_its_time_is_over() {
    let mut replays = Replays::new(10).unwrap();
    let mut claim = |number, now| replays.claim(&key(number), Some(660), at(now)).unwrap();
    assert_eq!(claim(1, 0), Claim::First);
    assert_eq!(claim(1, 0), Claim::Replay);
    assert_eq!(claim(2, 0), Claim::First);
    assert_eq!(claim(1, 660), Claim::Replay);
    assert_eq!(claim(1, 661), Claim::First);
    assert_eq!(claim(1, 662), Claim::Replay);
}

#[test]
fn claim_without_end_lasts() {
    let mut replays = Replays::new(2).unwrap();
    let latest = at(253_402_300_799);
    assert_eq!(replays.claim(&key(1), None, at(0)).unwrap(), Claim::First);
    assert_eq!(replays.claim(&key(1), None, latest).unwrap(), Claim::Replay);
    assert_eq!(
        replays.claim(&key(2), Some(u64::MAX), latest).unwrap(),
        Claim::First
    );
    assert_eq!(replays.claim(&key(2), None, latest).unwrap(), Claim::Replay);
}

#[test]
fn claim_that_was_given_back_can_be_made_again() {
    let mut replays = Replays::new(10).unwrap();
    replays.unclaim(&key(1)).unwrap();
    for _ in 0..3 {
        assert_eq!(replays.claim(&key(1), None, at(0)).unwrap(), Claim::First);
        replays.unclaim(&key(1)).unwrap();
    }
}

#[test]
fn full_memory_forgets_what_would_end_next() {
    let mut replays = Replays::new(3).unwrap();
    for (number, ttl) in [(1, 300), (2, 100), (3, 200)] {
        replays.claim(&key(number), Some(ttl), at(0)).unwrap();
    }
    replays.claim(&key(4), Some(100), at(50)).unwrap();
    let mut claim = |number| replays.claim(&key(number), Some(100), at(50)).unwrap();
    assert_eq!([claim(1), claim(3), claim(4)], [Claim::Replay; 3]);
    assert_eq!(claim(2), Claim::First);
}

#[test]
fn full_memory_without_ends_forgets_the_oldest() {
    let mut replays = Replays::new(2).unwrap();
    for (number, now) in [(9, 0), (1, 1), (5, 2)] {
        replays.claim(&key(number), None, at(now)).unwrap();
    }
    assert_eq!(replays.claim(&key(1), None, at(3)).unwrap(), Claim::Replay);
    assert_eq!(replays.claim(&key(5), None, at(3)).unwrap(), Claim::Replay);
    assert_eq!(replays.claim(&key(9), None, at(3)).unwrap(), Claim::First);
}

#[test]
fn what_is_no_key_is_refused() {
    let message = "replayKey: is none that a verified message has";
    let mut replays = Replays::new(1).unwrap();
    for key in ["", "00", &"0".repeat(31), &"0".repeat(34), &"x".repeat(32)] {
        assert_error(replays.claim(key, None, at(0)), ErrorKind::Option, message);
        assert_error(replays.unclaim(key), ErrorKind::Option, message);
    }
    for capacity in [0, 16_385] {
        let message = "capacity: is not between 1 and 16384";
        assert_error(Replays::new(capacity), ErrorKind::Option, message);
    }
}

proptest! {
    #[test]
    fn memory_with_room_agrees_with_a_plain_list(
        steps in prop::collection::vec((any::<bool>(), 0..20_u8, 0..30_u64, 0..5_i64), 0..200),
    ) {
        let mut replays = Replays::new(20).unwrap();
        let mut list: Vec<(u8, u64)> = Vec::new();
        let mut now = 0;
        for (is_claim, number, ttl, later) in steps {
            now += later;
            let secs = u64::try_from(now).unwrap();
            if !is_claim {
                replays.unclaim(&key(number)).unwrap();
                list.retain(|(other, _)| *other != number);
                continue;
            }
            list.retain(|(_, until)| *until >= secs);
            let is_replay = list.iter().any(|(other, _)| *other == number);
            if !is_replay {
                list.push((number, secs + ttl));
            }
            let claim = replays.claim(&key(number), Some(ttl), at(now)).unwrap();
            prop_assert_eq!(claim == Claim::Replay, is_replay);
        }
    }
}
