//! An answer with the status 401: whether the token is discarded, and whether the request is retried.

use payauth::ErrorKind;
use payauth::token::{Action, Verdict};

use super::{answer, at, authorization, begin, fingerprint, grant, machine, renewed, with_token};

#[test]
fn first_401_discards_the_token() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    let name = fingerprint(&machine, &state, at(0));
    let (state, verdict) = machine
        .on_unauthorized(&state, &name, "", at(1_000))
        .unwrap();
    assert_eq!(verdict, Verdict::RefreshAndRetry);
    assert!(authorization(&machine, &state, at(1_000)).is_none());
    assert_eq!(
        machine.decide(&state, at(1_000)).unwrap().action,
        Action::Refresh
    );
}

#[test]
fn late_401_for_an_older_token_does_not_change_the_state() {
    let machine = machine();
    let state = with_token(&machine, "old", 600, at(0));
    let old = fingerprint(&machine, &state, at(0));
    let state = renewed(&machine, &state, "new", 600, at(590_000));
    let before = String::from(&*state);
    let (state, verdict) = machine
        .on_unauthorized(&state, &old, "", at(590_001))
        .unwrap();
    assert_eq!(verdict, Verdict::RetryWithCurrent);
    assert_eq!(*state, before);
}

#[test]
fn a_hundred_late_answers_with_401_cause_one_refresh() {
    let machine = machine();
    let mut state = with_token(&machine, "old", 600, at(0));
    let old = fingerprint(&machine, &state, at(0));
    let (mut refreshes, mut ticket) = (0, String::new());
    for straggler in 0..100 {
        let now = at(1_000 + straggler);
        let verdict;
        (state, verdict) = machine.on_unauthorized(&state, &old, "", now).unwrap();
        assert_ne!(verdict, Verdict::GiveUp);
        if machine.decide(&state, now).unwrap().action == Action::Refresh {
            refreshes += 1;
            (ticket, state) = begin(&machine, &state, now, "one");
        }
        if straggler == 50 {
            let body = grant("new", 600);
            state = machine
                .commit_refresh(&state, &ticket, Some(&answer(200, &body)), now, now)
                .unwrap()
                .state;
        }
    }
    assert_eq!(refreshes, 1);
}

#[test]
fn token_with_an_insufficient_scope_is_kept() {
    let machine = machine();
    for (field, verdict) in [
        (
            r#"Bearer error="insufficient_scope", scope="pay""#,
            Verdict::GiveUp,
        ),
        (
            r#"Basic realm="x", bearer error=insufficient_scope"#,
            Verdict::GiveUp,
        ),
        (r#"Bearer error="invalid_token""#, Verdict::RefreshAndRetry),
        (
            r#"Basic error="insufficient_scope""#,
            Verdict::RefreshAndRetry,
        ),
        ("Bearer", Verdict::RefreshAndRetry),
        (r#"Bearer error="never closed"#, Verdict::RefreshAndRetry),
    ] {
        let state = with_token(&machine, "token", 600, at(0));
        let name = fingerprint(&machine, &state, at(0));
        let given = machine
            .on_unauthorized(&state, &name, field, at(1_000))
            .unwrap();
        assert_eq!(given.1, verdict, "{field}");
        let is_kept = authorization(&machine, &given.0, at(1_000)).is_some();
        assert_eq!(is_kept, verdict == Verdict::GiveUp, "{field}");
    }
}

#[test]
fn endpoint_that_rejects_every_token_causes_few_token_calls() {
    let machine = machine();
    let mut state = with_token(&machine, "token0", 3_600, at(0));
    let mut calls = 0;
    // One request every 100 ms for five minutes. The answer to each request has the status 401.
    for request in 0..3_000 {
        let now = at(request * 100);
        if machine.decide(&state, now).unwrap().action == Action::Refresh {
            calls += 1;
            state = renewed(&machine, &state, &format!("token{calls}"), 3_600, now);
        }
        let name = fingerprint(&machine, &state, at(0));
        state = machine.on_unauthorized(&state, &name, "", now).unwrap().0;
    }
    assert!(calls <= 10, "{calls}");
}

#[test]
fn token_that_was_used_for_its_lifetime_resets_the_count_of_rejections() {
    let machine = machine();
    let mut state = with_token(&machine, "first", 600, at(0));
    for (index, now) in [1_000, 1_002_000, 2_003_000].into_iter().enumerate() {
        let name = fingerprint(&machine, &state, at(now));
        let verdict;
        (state, verdict) = machine.on_unauthorized(&state, &name, "", at(now)).unwrap();
        assert_eq!(verdict, Verdict::RefreshAndRetry, "{index}");
        state = renewed(&machine, &state, &format!("a{index}"), 600, at(now));
        state = renewed(
            &machine,
            &state,
            &format!("b{index}"),
            600,
            at(now + 590_000),
        );
    }
}

#[test]
fn token_request_that_was_sent_before_a_401_cannot_commit_after_it() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    let name = fingerprint(&machine, &state, at(0));
    let (ticket, state) = begin(&machine, &state, at(550_000), "one");
    let (state, _) = machine
        .on_unauthorized(&state, &name, "", at(550_001))
        .unwrap();
    let body = grant("fetched before the 401", 600).replace(' ', "-");
    let commit = machine
        .commit_refresh(
            &state,
            &ticket,
            Some(&answer(200, &body)),
            at(550_000),
            at(550_002),
        )
        .unwrap();
    assert_eq!(commit.error.unwrap().kind(), ErrorKind::StaleTicket);
}

#[test]
fn unknown_fingerprint_without_a_token_leads_to_a_refresh() {
    let machine = machine();
    let given = machine
        .on_unauthorized(&machine.initial(), "whatever", "", at(0))
        .unwrap();
    assert_eq!(given.1, Verdict::RefreshAndRetry);
}
