//! HTTP dates. The tests observe how long a `Retry-After` with a date lasts.

use payauth::UnixTime;
use payauth::token::{Answer, Machine, Policy, Refresh, Shape};

const SHAPE: Shape<'_> = Shape {
    token: "t",
    expires_in: "e",
    token_type: "",
    default_life_secs: 1,
};

/// 2026-11-06T08:00:00Z: the date in the examples of the RFC plus 32 years, because the token machine requires a clock
/// after 2020.
const NOW: i64 = 1_793_952_000_000;

/// The milliseconds until the date; 0 for a date that is past or malformed.
fn wait_ms(date: &str) -> u64 {
    let machine = Machine::new("k", Policy::default(), &SHAPE);
    let now = UnixTime::from_millis(NOW).unwrap();
    let Refresh::Granted { ticket, state } = machine
        .begin_refresh(&machine.initial(), now, "one", 1_000)
        .unwrap()
    else {
        panic!()
    };
    let answer = Answer {
        status: 503,
        retry_after: date,
        body: b"",
    };
    let commit = machine
        .commit_refresh(&state, &ticket, Some(&answer), now, now)
        .unwrap();
    let until = machine.decide(&commit.state, now).unwrap().until_ms;
    // The back-off after a first failure is at most 1,000 ms.
    Some(until - now.as_millis())
        .filter(|wait| *wait > 1_000)
        .unwrap_or_default()
        .min(3_600_000)
}

#[test]
fn all_three_forms_of_an_http_date_are_read() {
    assert_eq!(wait_ms("Fri, 06 Nov 2026 08:49:37 GMT"), 2_977_000);
    assert_eq!(wait_ms("Friday, 06-Nov-26 08:49:37 GMT"), 2_977_000);
    assert_eq!(wait_ms("Fri Nov  6 08:49:37 2026"), 2_977_000);
    assert_eq!(wait_ms("Fri, 06 Nov 2026 08:59:60 GMT"), 3_600_000);
}

#[test]
fn year_of_two_digits_is_at_most_50_years_in_the_future() {
    assert_eq!(wait_ms("Friday, 06-Nov-76 08:49:37 GMT"), 3_600_000);
    assert_eq!(wait_ms("Friday, 06-Nov-77 08:49:37 GMT"), 0);
}

#[test]
fn leap_days_are_accepted_only_in_leap_years() {
    assert_eq!(wait_ms("Tue, 29 Feb 2028 00:00:00 GMT"), 3_600_000);
    assert_eq!(wait_ms("Mon, 29 Feb 2027 00:00:00 GMT"), 0);
    assert_eq!(wait_ms("Fri, 29 Feb 2400 00:00:00 GMT"), 3_600_000);
    assert_eq!(wait_ms("Mon, 29 Feb 2100 00:00:00 GMT"), 0);
}

#[test]
fn text_in_any_other_form_is_rejected_as_a_date() {
    for date in [
        "Fri, 6 Nov 2026 08:49:37 GMT",
        "Fri, 06 Nov 26 08:49:37 GMT",
        "Fri, 06 nov 2026 08:49:37 GMT",
        "Fri, 06 Nov 2026 08:49:37 UTC",
        "Fri, 06 Nov 2026 08:49:37",
        "Fri, 06 Nov 2026 08:49 GMT",
        "Fri, 06 Nov 2026 24:00:00 GMT",
        "Fri, 06 Nov 2026 08:60:00 GMT",
        "Fri, 06 Nov 2026 08:49:61 GMT",
        "Fri, 00 Nov 2026 08:49:37 GMT",
        "Fri, 31 Nov 2026 08:49:37 GMT",
        "Fri,06 Nov 2026 08:49:37 GMT",
        "Fri, 06 Nov 2026 08:49:37 GMT ",
        "Fri, 06 Nov 2026 +8:49:37 GMT",
        "Fri 06 Nov 2026 08:49:37 GMT",
        "Fri, Nov  6 08:49:37 2026",
        "Friday 06-Nov-26 08:49:37 GMT",
        "Friday, 06-Nov-2026 08:49:37 GMT",
        "Fri Nov 06 08:49:37 2026 GMT",
        "2026-11-06T08:49:37Z",
        "Fri, 06 Nov 0000 08:49:37 GMT",
        "Fri, 06 Nov 99999 08:49:37 GMT",
    ] {
        assert_eq!(wait_ms(date), 0, "{date}");
    }
}
