//! The end of a refresh: the answers that have a token, and the effect of each failure.

use payauth::token::{Action, Answer, Machine, Policy};
use payauth::{Error, ErrorKind, UnixTime};

use super::{SHAPE, answer, at, authorization, begin, grant, machine, renewed, with_token};

/// Commits the answer to a request that was sent at 0 and answered at `now`.
pub(super) fn commit(
    machine: &Machine,
    answer: Option<&Answer<'_>>,
    now: i64,
) -> payauth::token::Commit {
    let (ticket, state) = begin(machine, &machine.initial(), at(0), "one");
    machine
        .commit_refresh(&state, &ticket, answer, at(0), at(now))
        .unwrap()
}

/// The error of an answer. Asserts that after this error, no call requests a token at once.
#[track_caller]
pub(super) fn error_of(status: u16, body: &str) -> Error {
    let machine = machine();
    let commit = commit(&machine, Some(&answer(status, body)), 0);
    assert_eq!(
        machine.decide(&commit.state, at(0)).unwrap().action,
        Action::Fail
    );
    commit.error.unwrap()
}

/// The lifetime of the token in an answer, in seconds.
#[track_caller]
pub(super) fn life_of(machine: &Machine, body: &str) -> u64 {
    let commit = commit(machine, Some(&answer(200, body)), 0);
    assert_eq!(commit.error, None, "{body}");
    let lives = |secs: u64| {
        let now = at(i64::try_from(secs * 1000).unwrap() - 1);
        authorization(machine, &commit.state, now).is_some()
    };
    let (mut least, mut most) = (0, 40_000_000);
    while least + 1 < most {
        let middle = u64::midpoint(least, most);
        *(if lives(middle) { &mut least } else { &mut most }) = middle;
    }
    least
}

#[test]
fn lifetime_starts_when_the_request_is_sent() {
    let machine = machine();
    let commit = commit(&machine, Some(&answer(200, &grant("token", 600))), 20_000);
    assert!(authorization(&machine, &commit.state, at(599_999)).is_some());
    assert!(authorization(&machine, &commit.state, at(600_000)).is_none());
}

#[test]
fn answer_with_a_token_that_expired_before_it_arrived_is_a_failure() {
    let machine = machine();
    let commit = commit(&machine, Some(&answer(200, &grant("token", 20))), 20_000);
    let error = commit.error.unwrap();
    assert_eq!(error.kind(), ErrorKind::TokenAnswer);
    assert_eq!(
        error.to_string(),
        "answer: has a token that expired before the answer arrived"
    );
}

#[test]
fn every_unusual_lifetime_is_read_as_documented_or_rejected() {
    let body = |life: &str| format!(r#"{{"access_token":"token","expires_in":{life}}}"#);
    let machine = machine();
    for (life, secs) in [
        ("3600", 3600),
        ("\"3600\"", 3600),
        ("3600.9", 3600),
        ("null", 900),
        ("99999999999", 31_536_000),
    ] {
        assert_eq!(life_of(&machine, &body(life)), secs, "{life}");
    }
    assert_eq!(life_of(&machine, r#"{"access_token":"token"}"#), 900);
    for life in [
        "0",
        "0.9",
        "-1",
        "-3600",
        "1e400",
        "\"abc\"",
        "\"\"",
        "\"-1\"",
        "\" 3600\"",
        "\"NaN\"",
        "true",
        "{}",
        "[3600]",
        "99999999999999999999999",
    ] {
        let error = error_of(200, &body(life));
        assert_eq!(
            error.to_string(),
            "answer: has a lifetime that is not a positive number of seconds",
            "{life}",
        );
    }
    for body in [
        body("NaN"),
        body("Infinity"),
        body("03600"),
        r#"{"access_token":"token","expires_in":1,"expires_in":3600}"#.into(),
        r#"{"access_token":"one","access_token":"two"}"#.into(),
    ] {
        let error = error_of(200, &body);
        assert_eq!(
            error.to_string(),
            "answer: must be JSON of at most 64 KiB, 32 levels and 512 members per object, without duplicate names",
            "{body}",
        );
    }
}

#[test]
fn exp_is_read_if_the_policy_allows_it_and_the_answer_has_no_lifetime() {
    let claims = payauth::encoding::base64::encode(
        br#"{"iat":1000,"exp":4600}"#,
        payauth::encoding::base64::Alphabet::UrlUnpadded,
    );
    let jwt = format!("e30.{claims}.AA");
    let asked = Machine::new(
        "k",
        Policy {
            reads_exp: true,
            ..Policy::default()
        },
        &SHAPE,
    );
    let silent = format!(r#"{{"access_token":"{jwt}"}}"#);
    assert_eq!(life_of(&asked, &silent), 3600);
    assert_eq!(life_of(&machine(), &silent), 900);
    assert_eq!(
        life_of(
            &asked,
            &format!(r#"{{"access_token":"{jwt}","expires_in":60}}"#)
        ),
        60
    );
    for token in ["opaque", "e30.bm90IGpzb24.AA", "a.b.c", "e30.e30.AA"] {
        assert_eq!(
            life_of(&asked, &format!(r#"{{"access_token":"{token}"}}"#)),
            900,
            "{token}"
        );
    }
}

#[test]
fn answer_without_a_usable_token_is_rejected() {
    let long = "a".repeat(8 * 1024 + 1);
    for body in [
        String::from("{}"),
        r#"{"access_token":""}"#.into(),
        r#"{"access_token":null}"#.into(),
        r#"{"access_token":42}"#.into(),
        r#"{"access_token":"undefined","expires_in":60}"#.into(),
        r#"{"access_token":"null","expires_in":60}"#.into(),
        r#"{"access_token":"NaN","expires_in":60}"#.into(),
        r#"{"access_token":"two words"}"#.into(),
        r#"{"access_token":"line\nbreak"}"#.into(),
        r#"{"data":{"access_token":"elsewhere"}}"#.into(),
        r#"[{"access_token":"token"}]"#.into(),
        format!(r#"{{"access_token":"{long}"}}"#),
    ] {
        let error = error_of(200, &body);
        assert_eq!(error.kind(), ErrorKind::TokenAnswer);
        assert_eq!(
            error.to_string(),
            "answer: has no usable access token of at most 8 KiB",
        );
    }
    let type_error = error_of(200, r#"{"access_token":"t","token_type":"mac"}"#);
    assert_eq!(
        type_error.to_string(),
        "answer: has a token type other than Bearer"
    );
    let too_long = format!(
        r#"{{"access_token":"t","more":"{}"}}"#,
        "x".repeat(64 * 1024)
    );
    assert_eq!(error_of(200, &too_long).kind(), ErrorKind::TokenAnswer);
}

#[test]
fn token_may_have_every_visible_character_except_the_delimiters_of_fields() {
    for byte in b'!'..=b'~' {
        let token = format!("00D{}AR8", char::from(byte));
        let body = serde_json::json!({ "access_token": token, "expires_in": 60 }).to_string();
        let is_delimiter = "\"'\\,;".contains(char::from(byte));
        let committed = commit(&machine(), Some(&answer(200, &body)), 0);
        assert_eq!(committed.error.is_some(), is_delimiter, "{token}");
        if !is_delimiter {
            let decision = machine().decide(&committed.state, at(0)).unwrap();
            assert_eq!(&*decision.authorization, format!("Bearer {token}"));
        }
    }
}

#[test]
fn token_type_is_case_insensitive() {
    for token_type in ["bearer", "Bearer", "BEARER"] {
        let body = format!(r#"{{"access_token":"t","token_type":"{token_type}","expires_in":9}}"#);
        assert_eq!(commit(&machine(), Some(&answer(200, &body)), 0).error, None);
    }
}

#[test]
fn error_depends_on_the_status_even_if_the_body_has_a_token() {
    let body = grant("token", 600);
    for (status, kind) in [
        (302, ErrorKind::TokenAnswer),
        (400, ErrorKind::TokenRefused),
        (401, ErrorKind::TokenRefused),
        (403, ErrorKind::TokenRefused),
        (408, ErrorKind::TokenUnavailable),
        (429, ErrorKind::TokenUnavailable),
        (500, ErrorKind::TokenUnavailable),
        (503, ErrorKind::TokenUnavailable),
        (0, ErrorKind::TokenUnavailable),
    ] {
        assert_eq!(error_of(status, &body).kind(), kind, "{status}");
    }
}

#[test]
fn missing_answer_is_a_failure() {
    let error = commit(&machine(), None, 0).error.unwrap();
    assert_eq!(error.to_string(), "answer: did not arrive; retry later");
}

#[test]
fn back_off_doubles_and_is_reset_by_the_next_token() {
    let machine = machine();
    let (mut state, mut now) = (machine.initial(), 0);
    for longest in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300] {
        let (ticket, begun) = begin(&machine, &state, at(now), "one");
        state = machine
            .commit_refresh(&begun, &ticket, None, at(now), at(now))
            .unwrap()
            .state;
        let until = machine.decide(&state, at(now)).unwrap().until_ms;
        let wait = i64::try_from(until).unwrap() - super::START - now;
        assert!(
            (longest * 500..=longest * 1000).contains(&wait),
            "a wait of {wait} ms, expected at most {longest} s"
        );
        now += wait;
    }
    state = renewed(&machine, &state, "token", 600, at(now));
    now += 600_000;
    let (ticket, begun) = begin(&machine, &state, at(now), "one");
    state = machine
        .commit_refresh(&begun, &ticket, None, at(now), at(now))
        .unwrap()
        .state;
    let until = machine.decide(&state, at(now)).unwrap().until_ms;
    assert!(until <= at(now + 1_000).as_millis());
}

#[test]
fn wrong_credentials_are_not_sent_again_at_once() {
    let machine = machine();
    let commit = commit(&machine, Some(&answer(401, "")), 0);
    let decision = machine.decide(&commit.state, at(0)).unwrap();
    assert_eq!(decision.error.unwrap().kind(), ErrorKind::TokenRefused);
    assert!(decision.until_ms >= at(2_500).as_millis());
    let others = Machine::new("other credentials", Policy::default(), &SHAPE);
    assert_eq!(
        others.decide(&commit.state, at(0)).unwrap().action,
        Action::Refresh
    );
}

#[test]
fn ticket_of_other_credentials_is_always_stale() {
    let machine = machine();
    let others = Machine::new("fedcba9876543210", Policy::default(), &SHAPE);
    let (foreign, foreign_state) = begin(&others, &others.initial(), at(0), "one");
    let (own, state) = begin(&machine, &machine.initial(), at(0), "one");
    let body = grant("token", 600);
    let commit = |state: &str, ticket: &str| {
        let answer = answer(200, &body);
        machine.commit_refresh(state, ticket, Some(&answer), at(0), at(1))
    };
    for (state, ticket) in [
        (&state, &foreign),
        (&foreign_state, &foreign),
        (&foreign_state, &own),
    ] {
        let error = commit(state, ticket).unwrap().error;
        assert_eq!(error.unwrap().kind(), ErrorKind::StaleTicket, "{ticket}");
    }
    assert_eq!(commit(&state, &own).unwrap().error, None);
}

#[test]
fn only_the_ticket_of_the_current_lease_can_commit() {
    let machine = machine();
    let (old, state) = begin(&machine, &machine.initial(), at(0), "one");
    let (ticket, state) = begin(&machine, &state, at(10_000), "two");
    let body = grant("late", 600);
    let refused = machine
        .commit_refresh(&state, &old, Some(&answer(200, &body)), at(0), at(10_100))
        .unwrap();
    assert_eq!(refused.error.unwrap().kind(), ErrorKind::StaleTicket);
    let body = grant("new", 600);
    let commit = machine
        .commit_refresh(
            &refused.state,
            &ticket,
            Some(&answer(200, &body)),
            at(10_000),
            at(10_200),
        )
        .unwrap();
    assert_eq!(commit.error, None);
    let twice = machine
        .commit_refresh(
            &commit.state,
            &ticket,
            Some(&answer(200, &body)),
            at(10_000),
            at(10_300),
        )
        .unwrap();
    assert_eq!(twice.error.unwrap().kind(), ErrorKind::StaleTicket);
    let authorization = authorization(&machine, &twice.state, at(10_300));
    assert_eq!(&*authorization.unwrap(), "Bearer new");
}

#[test]
fn ticket_of_an_expired_lease_can_commit_if_no_other_caller_took_the_lease() {
    let machine = machine();
    let (ticket, state) = begin(&machine, &machine.initial(), at(0), "one");
    let body = grant("slow", 600);
    let commit = machine
        .commit_refresh(
            &state,
            &ticket,
            Some(&answer(200, &body)),
            at(0),
            at(25_000),
        )
        .unwrap();
    assert_eq!(commit.error, None);
}

#[test]
fn lifetime_starts_at_the_answer_if_the_sending_time_is_later() {
    let machine = machine();
    let (ticket, state) = begin(&machine, &machine.initial(), at(0), "one");
    let body = grant("token", 600);
    let sent_at = UnixTime::from_millis(super::START + 3_600_000).unwrap();
    let commit = machine
        .commit_refresh(&state, &ticket, Some(&answer(200, &body)), sent_at, at(0))
        .unwrap();
    assert!(authorization(&machine, &commit.state, at(600_000)).is_none());
}

#[test]
fn failure_never_deletes_a_token() {
    let machine = machine();
    let state = with_token(&machine, "token", 600, at(0));
    let (ticket, state) = begin(&machine, &state, at(560_000), "one");
    for (status, body) in [(401, ""), (500, ""), (200, "garbage")] {
        let commit = machine
            .commit_refresh(
                &state,
                &ticket,
                Some(&answer(status, body)),
                at(560_000),
                at(560_001),
            )
            .unwrap();
        assert!(commit.error.is_some());
        assert!(authorization(&machine, &commit.state, at(599_999)).is_some());
    }
}

#[test]
fn invalid_owner_and_invalid_lease_are_rejected() {
    let machine = machine();
    for owner in ["", "-", "two words", "line\nbreak", &"x".repeat(65)] {
        let refused = machine.begin_refresh(&machine.initial(), at(0), owner, 10_000);
        assert_eq!(refused.unwrap_err().argument(), "owner");
    }
    for lease_ms in [0, 999, 60_001, u64::MAX] {
        let refused = machine.begin_refresh(&machine.initial(), at(0), "one", lease_ms);
        assert_eq!(refused.unwrap_err().argument(), "leaseMs");
    }
}
