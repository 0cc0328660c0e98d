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
    const UNKNOWN: &str = "message: has an unknown or incomplete placeholder (byte 0)";
    const OTHER: &str = "message: cannot contain {signature}, or {secret} without a value such as {body} or {timestamp}";
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
    const ALONE: &str = "headers: can contain only text, {signature}, {timestamp} and {id}";
    for (carrier, expected) in [
        ("{signature}{body}", ALONE),
        ("{signature}{secret}", ALONE),
        (
            "{signature}{signature}",
            "headers: has two placeholders without text between them",
        ),
        (
            "x",
            "headers: must contain {signature} ({secret} for a token), or `query`, `fields` or `form` must",
        ),
        (
            "{}{signature}",
            "headers: has an unknown or incomplete placeholder (byte 0)",
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
            "message: has a placeholder that only `Compiled::define` supports (byte 0)",
        ),
        (
            "a{digest:x}",
            "message: has a placeholder that only `Compiled::define` supports (byte 1)",
        ),
        (
            "{params}",
            "message: has a placeholder that only `Compiled::define` supports (byte 0)",
        ),
        (
            "{param:x}",
            "message: has a placeholder that only `Compiled::define` supports (byte 0)",
        ),
        (
            "{body}[.{id}]",
            "message: has a [ or ]; write [[ or ]], or use `Compiled::define` for a group (byte 6)",
        ),
    ] {
        let carriers = [Carrier::header("X-S", "{signature}")];
        assert_refused(&Scheme::new(message, &carriers), expected);
    }
}

#[test]
fn fault_in_an_item_is_reported_with_its_byte_in_the_list() {
    let carriers = [Carrier::header("X-S", "v1={signature}, v2={x}").list(", ")];
    let expected = "headers: has an unknown or incomplete placeholder (byte 19)";
    assert_refused(&Scheme::new("{body}", &carriers), expected);
}

#[test]
fn timestamp_must_be_both_sent_and_signed_or_absent() {
    let both = [Carrier::header("X-S", "{timestamp},{signature}")];
    let one = [Carrier::header("X-S", "{signature}")];
    let unsent = "message: must sign exactly the {timestamp}, {id} and {nonce} that are sent";
    let undated =
        "timestamp: is required if {timestamp} is sent; otherwise must have `field` or be left out";
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
    let expected = "message: must sign exactly the {timestamp}, {id} and {nonce} that are sent";
    assert_refused(&Scheme::new("{body}", &both), expected);
    assert_refused(&Scheme::new("{id}.{body}", &one), expected);
    assert!(Scheme::new("{id}.{body}", &both).compile().is_ok());
}

#[test]
fn body_is_never_both_signed_as_bytes_and_parsed() {
    let header = [Carrier::header("X-S", "{signature}")];
    let member = [Carrier::member("s", "{signature}")];
    let expected = "message: cannot contain {body}, nor can `digests`, because the scheme reads members of the body";
    assert_refused(&Scheme::new("{body}{field:a}", &header), expected);
    assert_refused(&Scheme::new("{body}", &member), expected);
    assert!(Scheme::new("{field:a}", &member).compile().is_ok());
}

#[test]
fn carrier_without_a_valid_name_or_with_a_long_separator_is_rejected() {
    let named = |name| [Carrier::header(name, "{signature}")];
    let empty = "headers: must not have an empty name";
    assert_refused(&Scheme::new("", &named("")), empty);
    for name in ["X S", "X:S", "é"] {
        assert_refused(
            &Scheme::new("", &named(name)),
            "headers: must have names that a header field can have: letters, digits and -",
        );
    }
    let member = [Carrier::member("", "{signature}")];
    assert_refused(
        &Scheme::new("", &member),
        "fields: must not have an empty name",
    );
    for separator in ["a", "1", ", ,", "é", "\u{80}", ",,"] {
        let list = [Carrier::header("X-S", "{signature}").list(separator)];
        let expected = "headers: must have a `sep` of one ASCII punctuation character, optionally followed by a space";
        assert_refused(&Scheme::new("{body}", &list), expected);
    }
}

#[test]
fn carrier_with_the_name_proto_or_asterisk_is_rejected() {
    let expected = "headers: must not have the member __proto__ or *";
    for name in ["__proto__", "*"] {
        assert_refused(
            &Scheme::new("{body}", &[Carrier::header(name, "{signature}")]),
            expected,
        );
        assert_refused(
            &Scheme::new("{field:a}", &[Carrier::member(name, "{signature}")]),
            "fields: must not have the member __proto__ or *",
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
