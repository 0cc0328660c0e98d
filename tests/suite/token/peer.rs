//! Unusual answers that providers send: `Retry-After` in every form, and JSON that other parsers accept.

use payauth::ErrorKind;
use payauth::token::{Action, Answer};

use super::commit::{commit, error_of, life_of};
use super::{at, begin, machine};

/// The time until which calls wait after an answer with the status 429 and this `Retry-After`.
fn until_ms(retry_after: &str) -> u64 {
    let machine = machine();
    let answer = Answer {
        status: 429,
        retry_after,
        body: b"",
    };
    let commit = commit(&machine, Some(&answer), 0);
    machine.decide(&commit.state, at(1)).unwrap().until_ms
}

#[test]
fn retry_after_in_seconds_or_as_a_date_sets_the_end_of_the_back_off() {
    for (field, ms) in [
        ("120", 120_000),
        ("Sat, 02 Mar 2024 12:02:00 GMT", 120_000),
        ("10800", 10_800_000),
        ("99999", 99_999_000),
        ("4274.5", 4_275_000),
        ("60.0", 60_000),
        ("120, 120", 120_000),
        ("120,60", 120_000),
        ("90.1 , soon", 91_000),
        ("Sat, 02 Mar 2024 15:00:00 GMT", 10_800_000),
        (
            "Sat, 02 Mar 2024 12:02:00 GMT, Sat, 02 Mar 2024 12:09:00 GMT",
            120_000,
        ),
        ("Sat, 02 Mar 2024 12:02:00 GMT, 600", 120_000),
        ("Sat Mar  2 12:02:00 2024, 600", 120_000),
        ("604801", 604_800_000),
        ("Sat, 02 Mar 2034 12:02:00 GMT", 604_800_000),
    ] {
        assert_eq!(until_ms(field), at(ms).as_millis(), "{field}");
    }
    for field in [
        "-1",
        "soon",
        "90.",
        ".5",
        "90.5.5",
        "90.x",
        "9e1",
        "+90",
        ",90",
        "soon, 90",
        "90 90",
        "Sat, 02 Mar 2024 11:00:00 GMT",
        "Sat, 02 Mar 2024 11:00:00 GMT, 90",
        "",
    ] {
        assert!(until_ms(field) <= at(1_000).as_millis(), "{field}");
    }
}

#[test]
fn retry_after_with_many_digits_is_reduced_to_a_week() {
    for (field, ms) in [
        ("18446744073709551615", 604_800_000),
        ("18446744073709551616", 604_800_000),
        ("99999999999999999999.5", 604_800_000),
        ("99999999999999999999, 5", 604_800_000),
        ("000000000000000000000000120", 120_000),
        ("99999999999999999999x", 1_000),
        ("99999999999999999999.", 1_000),
        ("+99999999999999999999", 1_000),
    ] {
        let until = until_ms(field);
        let is_exact = ms > 1_000;
        assert!(until <= at(ms).as_millis(), "{field}");
        assert!(!is_exact || until == at(ms).as_millis(), "{field}");
    }
}

#[test]
fn retry_after_of_hours_does_not_block_calls_after_the_clock_went_back() {
    let machine = machine();
    let answer = Answer {
        status: 429,
        retry_after: "10800",
        body: b"",
    };
    let closed = commit(&machine, Some(&answer), 0).state;
    let action = |state: &str, ms| machine.decide(state, at(ms)).unwrap().action;
    assert_eq!(action(&closed, 10_799_999), Action::Fail);
    assert_eq!(action(&closed, 10_800_000), Action::Refresh);
    assert_eq!(action(&closed, -59_000), Action::Fail);
    assert_eq!(action(&closed, -86_400_000), Action::Refresh);
    let (ticket, begun) = begin(&machine, &closed, at(-86_400_000), "two");
    let (sent, came) = (at(-86_400_000), at(-86_399_900));
    let again = machine.commit_refresh(&begun, &ticket, Some(&answer), sent, came);
    let again = again.unwrap().state;
    assert_eq!(action(&again, -86_399_000), Action::Fail);
    assert_eq!(action(&again, -82_000_000), Action::Refresh);
}

#[test]
fn answer_may_begin_with_a_byte_order_mark_and_repeat_unread_members() {
    for body in [
        "\u{feff}{\"access_token\":\"t\",\"expires_in\":60}",
        r#"{"scope":"a","access_token":"t","scope":"b","expires_in":60}"#,
        r#"{"a":{"access_token":"u","access_token":"v"},"access_token":"t","expires_in":60}"#,
    ] {
        assert_eq!(life_of(&machine(), body), 60, "{body}");
    }
    for body in [
        "\u{feff}\u{feff}{\"access_token\":\"t\",\"expires_in\":60}",
        "{\u{feff}\"access_token\":\"t\",\"expires_in\":60}",
        "{\"access_token\":\"t\",\"expires_in\":60}\u{feff}",
        r#"{"access_token":"t","expires_in":60,"access_token":"t"}"#,
        r#"{"access_token":"t","expires_in":60,"\u0061ccess_token":"u"}"#,
        r#"{"access_token":"t","expires_in":60,"expires_in":60}"#,
        r#"{"access_token":"t","token_type":"Bearer","token_type":"Bearer"}"#,
    ] {
        assert_eq!(error_of(200, body).kind(), ErrorKind::TokenAnswer, "{body}");
    }
}

#[test]
fn lifetime_is_read_in_every_form_of_a_json_number() {
    for (number, secs) in [
        ("3.6e3", 3_600),
        ("36e2", 3_600),
        ("0.36E+4", 3_600),
        ("36000e-1", 3_600),
        ("3600.9e0", 3_600),
        ("1e0", 1),
        ("3e7", 30_000_000),
        ("1e18", 31_536_000),
        ("0.000000000000000000036e23", 3_600),
    ] {
        let body = format!(r#"{{"access_token":"t","expires_in":{number}}}"#);
        assert_eq!(life_of(&machine(), &body), secs, "{number}");
    }
    for number in [
        "1e400",
        "1e99999999999999999999",
        "1e-1",
        "1e-400",
        "0e5",
        "0.0e9",
        "-1e3",
        "-3600e-1",
        "\"3.6e3\"",
        "\"36e2\"",
    ] {
        let body = format!(r#"{{"access_token":"t","expires_in":{number}}}"#);
        assert_eq!(
            error_of(200, &body).kind(),
            ErrorKind::TokenAnswer,
            "{number}"
        );
    }
}
