//! The state of a token as text: its form, its versions, and that it does not show the token in logs.

use payauth::ErrorKind;
use payauth::token::{Action, Machine, Policy};
use proptest::prelude::*;

use super::{SHAPE, at, begin, fingerprint, machine, with_token};

#[test]
fn state_is_unchanged_after_it_was_parsed_and_written() {
    let machine = machine();
    let states = [
        with_token(&machine, "eyJ.abc-_.~+/==", 600, at(0)),
        begin(&machine, &machine.initial(), at(0), "one").1,
    ];
    for state in states {
        let unchanged = machine
            .on_unauthorized(&state, "no token's", "", at(0))
            .unwrap();
        assert_eq!(*unchanged.0, *state);
    }
}

#[test]
fn state_has_at_most_512_bytes_besides_its_token() {
    let machine = Machine::new(&"f".repeat(64), Policy::default(), &SHAPE);
    let state = with_token(&machine, &"t".repeat(8 * 1024), 31_536_000, at(0));
    let (_, state) = begin(&machine, &state, at(31_535_999_999), &"o".repeat(64));
    assert!(state.len() <= 8 * 1024 + 512);
}

#[test]
fn state_is_one_line_and_its_debug_output_does_not_show_the_token() {
    let machine = machine();
    let state = with_token(&machine, "the-token", 600, at(0));
    assert!(state.contains("the-token"));
    assert!(!state.contains('\n'));
    assert!(!format!("{state:?} {machine:?}").contains("the-token"));
    assert!(!format!("{state:?}").contains("the-token"));
    assert!(!fingerprint(&machine, &state, at(0)).contains("the-token"));
}

#[test]
fn text_that_is_not_a_state_is_rejected() {
    let machine = machine();
    let text = with_token(&machine, "token", 600, at(0));
    let newer = text.replace("payauth1", "payauth2");
    for (text, message) in [
        (
            "",
            "state: was not created by this version of payauth; start again with `initial()`",
        ),
        (
            "{}",
            "state: was not created by this version of payauth; start again with `initial()`",
        ),
        (
            newer.as_str(),
            "state: was not created by this version of payauth; start again with `initial()`",
        ),
        (
            "payauth1 - 0",
            "state: was not created by payauth, or was changed; store it unchanged",
        ),
        (
            &text[..text.len() - 1],
            "state: was not created by payauth, or was changed; store it unchanged",
        ),
        (
            &text.replace("token", "taken"),
            "state: was not created by payauth, or was changed; store it unchanged",
        ),
    ] {
        crate::support::assert_error(machine.decide(text, at(0)), ErrorKind::TokenState, message);
    }
}

#[test]
fn state_of_other_credentials_counts_as_the_initial_state() {
    let state = with_token(&machine(), "token", 600, at(0));
    let others = Machine::new("other", Policy::default(), &SHAPE);
    assert_eq!(
        others.decide(&state, at(1)).unwrap().action,
        Action::Refresh
    );
}

proptest! {
    #[test]
    fn state_with_a_changed_character_is_rejected(place in 0..80_usize, byte in b' '..=b'~') {
        let machine = machine();
        let text = with_token(&machine, "token", 600, at(0));
        let mut changed = text.as_bytes().to_vec();
        let place = place % changed.len();
        prop_assume!(changed[place] != byte);
        changed[place] = byte;
        prop_assert!(machine.decide(str::from_utf8(&changed).unwrap(), at(0)).is_err());
    }

    #[test]
    fn no_text_causes_a_panic(text in ".*") {
        let _ = machine().decide(&text, at(0));
        let _ = machine().decide(&format!("payauth1 {text}"), at(0));
    }
}
