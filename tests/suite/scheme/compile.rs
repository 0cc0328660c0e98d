//! Schemes that are rejected when they are compiled.

use payauth::scheme::{Carrier, Scheme};
use payauth::{ErrorKind, TimestampFormat};

use super::scheme;
use crate::support::assert_error;

#[track_caller]
fn assert_refused(description: &Scheme<'_>, expected: &str) {
    assert_error(description.compile(), ErrorKind::Scheme, expected);
}

#[test]
fn malformed_template_is_rejected() {
    const UNKNOWN: &str = "message: has an unknown placeholder (byte 0)";
    const OTHER: &str =
        "message: cannot contain {signature}, or {secret} without a value such as {body} or {url}";
    for (message, expected) in [
        ("{bod}", UNKNOWN),
        ("{}", UNKNOWN),
        ("{Body}", UNKNOWN),
        ("{ body}", UNKNOWN),
        ("{body:x}", UNKNOWN),
        ("{field}", UNKNOWN),
        ("{field:?}", UNKNOWN),
        ("{field:}", UNKNOWN),
        (
            "a{body",
            "message: has a { without a }; write {{ for a brace (byte 1)",
        ),
        (
            "é{{{",
            "message: has a { without a }; write {{ for a brace (byte 4)",
        ),
        (
            "a}",
            "message: has a } without a {; write }} for a brace (byte 1)",
        ),
        (
            "{body}{body}",
            "message: has {body} more than once (byte 6)",
        ),
        ("{signature}", OTHER),
        ("{body}{secret}", OTHER),
    ] {
        let carriers = [Carrier::header("X-S", "{signature}")];
        assert_refused(&Scheme::new(message, &carriers), expected);
    }
}

#[test]
fn malformed_carrier_is_rejected() {
    const ALONE: &str = "headers: can contain only {signature}, {timestamp} and {id}";
    for (carrier, expected) in [
        ("{signature}{body}", ALONE),
        ("{signature}{secret}", ALONE),
        (
            "{signature}{signature}",
            "headers: has two placeholders without text between them",
        ),
        (
            "x",
            "headers: must contain {signature}, or {secret} if `construction` is token",
        ),
        (
            "{}{signature}",
            "headers: has an unknown placeholder (byte 0)",
        ),
    ] {
        let carriers = [Carrier::header("X-S", carrier)];
        assert_refused(&Scheme::new("{body}", &carriers), expected);
    }
}

#[test]
fn id_must_be_separated_from_other_values() {
    let carriers = [
        Carrier::header("X-Id", "{id}"),
        Carrier::header("X-Time", "{timestamp}"),
        Carrier::header("X-S", "{signature}"),
    ];
    let scheme = |message| Scheme {
        timestamp: Some(TimestampFormat::Unix),
        ..Scheme::new(message, &carriers)
    };
    for message in [
        "{id}{timestamp}{body}",
        "{id}{body}{timestamp}",
        "{timestamp}.{body}{id}",
        "{url}{id}.{timestamp}",
    ] {
        let expected = "message: has two placeholders without text between them";
        assert_refused(&scheme(message), expected);
    }
    for message in [
        "{id}.{timestamp}{body}",
        "{body}{timestamp}.{id}",
        "v{id}-{timestamp}",
    ] {
        assert!(scheme(message).compile().is_ok(), "{message}");
    }
}

#[test]
fn digit_next_to_a_timestamp_is_rejected() {
    let carriers = [Carrier::header("X-S", "{timestamp} {signature}")];
    let scheme = |message| Scheme {
        timestamp: Some(TimestampFormat::Unix),
        ..Scheme::new(message, &carriers)
    };
    for message in [
        "{timestamp}0{body}",
        "{body}1{timestamp}",
        "{field:a}.1{timestamp}",
    ] {
        let expected =
            "message: has {timestamp} next to a digit that could be read as part of the time";
        assert_refused(&scheme(message), expected);
    }
    for message in [
        "v1{timestamp}.{body}",
        "{timestamp}:1{body}",
        "{body}1.{timestamp}",
    ] {
        assert!(scheme(message).compile().is_ok(), "{message}");
    }
}

#[test]
fn placeholder_that_only_a_definition_supports_is_rejected_and_the_error_says_so() {
    for (message, expected) in [
        (
            "{var:x}",
            "message: has a variable, a digest or parameters, which only `Compiled::define` supports (byte 0)",
        ),
        (
            "a{digest:x}",
            "message: has a variable, a digest or parameters, which only `Compiled::define` supports (byte 1)",
        ),
        (
            "{params}",
            "message: has a variable, a digest or parameters, which only `Compiled::define` supports (byte 0)",
        ),
        (
            "{param:x}",
            "message: has a variable, a digest or parameters, which only `Compiled::define` supports (byte 0)",
        ),
        (
            "{body}[.{id}]",
            "message: has a group, which only `Compiled::define` supports; write [[ and ]] for \
             brackets (byte 6)",
        ),
    ] {
        let carriers = [Carrier::header("X-S", "{signature}")];
        assert_refused(&Scheme::new(message, &carriers), expected);
    }
}

#[test]
fn fault_in_an_item_is_reported_with_its_byte_in_the_list() {
    let carriers = [Carrier::header("X-S", "v1={signature}, v2={x}").list(", ")];
    let expected = "headers: has an unknown placeholder (byte 19)";
    assert_refused(&Scheme::new("{body}", &carriers), expected);
}

#[test]
fn timestamp_must_be_both_sent_and_signed_or_absent() {
    let both = [Carrier::header("X-S", "{timestamp},{signature}")];
    let one = [Carrier::header("X-S", "{signature}")];
    let unsent = "message: must sign each {timestamp} and {id} that is sent, and no other";
    let undated =
        "timestamp: is required with {timestamp}, and needs a `field` without {timestamp}";
    assert_refused(&scheme("{body}", &both), unsent);
    assert_refused(&scheme("{body}", &one), undated);
    assert_refused(&scheme("{timestamp}.{body}", &one), unsent);
    assert_refused(&Scheme::new("{timestamp}.{body}", &both), undated);
    assert_refused(&Scheme::new("{timestamp}.{body}", &one), unsent);
}

#[test]
fn id_must_be_both_sent_and_signed_or_absent() {
    let both = [Carrier::header("X-S", "{id},{signature}")];
    let one = [Carrier::header("X-S", "{signature}")];
    let expected = "message: must sign each {timestamp} and {id} that is sent, and no other";
    assert_refused(&Scheme::new("{body}", &both), expected);
    assert_refused(&Scheme::new("{id}.{body}", &one), expected);
    assert!(Scheme::new("{id}.{body}", &both).compile().is_ok());
}

#[test]
fn body_is_never_both_signed_as_bytes_and_parsed() {
    let header = [Carrier::header("X-S", "{signature}")];
    let member = [Carrier::member("s", "{signature}")];
    let expected = "message: cannot contain {body} or its digest, because the scheme reads other values from the body";
    assert_refused(&Scheme::new("{body}{field:a}", &header), expected);
    assert_refused(&Scheme::new("{body}", &member), expected);
    assert!(Scheme::new("{field:a}", &member).compile().is_ok());
}

#[test]
fn carrier_without_a_valid_name_or_with_a_long_separator_is_rejected() {
    let named = |name| [Carrier::header(name, "{signature}")];
    for name in ["", "X S", "X:S", "é"] {
        assert_refused(
            &Scheme::new("", &named(name)),
            "headers: have an empty name, or a name that a header field cannot have",
        );
    }
    let member = [Carrier::member("", "{signature}")];
    assert_refused(
        &Scheme::new("", &member),
        "headers: have an empty name, or a name that a header field cannot have",
    );
    for separator in ["a", "1", ", ,", "é", "\u{80}", ",,"] {
        let list = [Carrier::header("X-S", "{signature}").list(separator)];
        let expected = "headers: must have a separator of one punctuation character, optionally followed by a space";
        assert_refused(&Scheme::new("{body}", &list), expected);
    }
}

#[test]
fn carrier_with_the_name_proto_or_asterisk_is_rejected() {
    let expected = "headers: cannot have the name __proto__ or *";
    for name in ["__proto__", "*"] {
        assert_refused(
            &Scheme::new("{body}", &[Carrier::header(name, "{signature}")]),
            expected,
        );
        assert_refused(
            &Scheme::new("{field:a}", &[Carrier::member(name, "{signature}")]),
            expected,
        );
    }
    for name in ["__proto", "proto__", "constructor", "data.*"] {
        let member = [Carrier::member(name, "{signature}")];
        assert!(
            Scheme::new("{field:a}", &member).compile().is_ok(),
            "{name}"
        );
    }
}

#[test]
fn schemes_of_providers_compile() {
    for (name, scheme) in payauth::scheme::catalog::ALL {
        assert!(scheme.compile().is_ok(), "{name}");
    }
}
