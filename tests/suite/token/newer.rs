//! The comparison that decides which of two states is newer, and the release of a lease.

use payauth::ErrorKind;
use payauth::token::Refresh;
use proptest::prelude::*;

use super::{answer, at, begin, fingerprint, machine, renewed, with_token};
use crate::support::assert_error;

fn text(state: &str) -> String {
    state.into()
}

#[test]
fn each_changed_state_is_newer_than_the_state_before() {
    let machine = machine();
    let mut states = vec![text(&machine.initial())];
    let (ticket, leased) = begin(&machine, &states[0], at(0), "one");
    states.push(text(&leased));
    states.push(text(&machine.release(&leased, &ticket, at(0)).unwrap()));
    let (ticket, leased) = begin(&machine, &states[2], at(1), "two");
    states.push(text(&leased));
    let failed = machine.commit_refresh(&leased, &ticket, Some(&answer(503, "")), at(1), at(2));
    states.push(text(&failed.unwrap().state));
    states.push(text(&renewed(
        &machine,
        &states[4],
        "token1",
        600,
        at(5_000),
    )));
    let name = fingerprint(&machine, &states[5], at(5_000));
    let given_up = machine.on_unauthorized(&states[5], &name, "", at(6_000));
    states.push(text(&given_up.unwrap().0));
    states.push(text(&renewed(
        &machine,
        &states[6],
        "token2",
        600,
        at(6_000),
    )));
    for (index, state) in states.iter().enumerate() {
        for (other_index, other) in states.iter().enumerate() {
            let is_newer = machine.is_newer(state, other).unwrap();
            assert_eq!(
                is_newer,
                index > other_index,
                "state {index} compared with state {other_index}"
            );
        }
    }
}

#[test]
fn later_token_is_newer_although_the_clock_went_back() {
    let machine = machine();
    let one = with_token(&machine, "one", 600, at(3_600_000));
    let other = renewed(&machine, &one, "other", 600, at(0));
    assert!(machine.is_newer(&other, &one).unwrap());
}

#[test]
fn hosts_agree_on_one_of_two_simultaneous_tokens() {
    let machine = machine();
    let one = with_token(&machine, "one", 600, at(0));
    let other = with_token(&machine, "other", 600, at(0));
    assert_ne!(
        machine.is_newer(&one, &other).unwrap(),
        machine.is_newer(&other, &one).unwrap()
    );
    assert!(!machine.is_newer(&one, &one).unwrap());
}

#[test]
fn state_of_other_credentials_is_never_newer() {
    let machine = machine();
    let other =
        payauth::token::Machine::new("other", payauth::token::Policy::default(), &super::SHAPE);
    let foreign = with_token(&other, "token", 600, at(0));
    assert!(!machine.is_newer(&foreign, &machine.initial()).unwrap());
    assert!(machine.is_newer(&machine.initial(), &foreign).unwrap());
}

#[test]
fn only_the_owner_of_a_lease_can_release_the_lease() {
    let machine = machine();
    let (ticket, leased) = begin(&machine, &machine.initial(), at(0), "one");
    let same = machine.release(&leased, "0:0:two", at(1)).unwrap();
    assert_eq!(*same, *leased);
    let free = machine.release(&leased, &ticket, at(1)).unwrap();
    let next = machine.begin_refresh(&free, at(1), "two", 10_000).unwrap();
    assert!(matches!(next, Refresh::Granted { .. }));
}

#[test]
fn comparison_with_an_invalid_state_is_an_error() {
    let machine = machine();
    for text in ["", "torn", "payauth2 x", "payauth1 k 0"] {
        let message = if text.starts_with("payauth1") {
            "state: was not created by payauth, or was changed; store it unchanged"
        } else {
            "state: was not created by this version of payauth; start again with `initial()`"
        };
        let initial = machine.initial();
        assert_error(
            machine.is_newer(text, &initial),
            ErrorKind::TokenState,
            message,
        );
        assert_error(
            machine.is_newer(&initial, text),
            ErrorKind::TokenState,
            message,
        );
        assert_error(
            machine.release(text, "0:0:one", at(0)),
            ErrorKind::TokenState,
            message,
        );
    }
}

proptest! {
    /// A host compares its state with each state that it reads, and keeps the newer state. At the end, all hosts have the
    /// same state.
    #[test]
    fn newest_of_many_states_is_the_same_in_every_order(
        tokens in prop::collection::vec((0..4_i64, 1..4_usize), 2..8),
        order in any::<prop::sample::Index>(),
    ) {
        let machine = machine();
        let states: Vec<_> = tokens.iter().enumerate().map(|(name, (offset, generations))| {
                        let mut state = text(&machine.initial());
            for turn in 0..*generations {
                let now = at(offset * 1_000 + i64::try_from(turn).unwrap() * 3_600_000);
                let token = renewed(&machine, &state, &format!("token{name}"), 60, now);
                let name = fingerprint(&machine, &token, now);
                state = text(&machine.on_unauthorized(&token, &name, "", now).unwrap().0);
            }
            state
        }).collect();
        let newest = |states: &mut dyn Iterator<Item = &String>| {
            states.fold(text(&machine.initial()), |held, state| {
                if machine.is_newer(state, &held).unwrap() { state.clone() } else { held }
            })
        };
        let first = order.index(states.len());
        let one = newest(&mut states.iter());
        let other = newest(&mut states[first..].iter().chain(&states[..first]).rev());
        prop_assert_eq!(&*one, &*other);
    }
}
