//! Two messages with the same signature have the same evidence: the same `covers`, time and replay key. The tests try every
//! scheme and every message of a small set. Each body is verified as a whole and in pieces.

use std::collections::HashMap;

use payauth::encoding::hex;
use payauth::webhook::Receiver;
use payauth::{Algorithm, Blame, Error, ErrorKind, MacKey};

use self::world::{Case, Message, Told};

mod world;

/// The placeholders of a header field, of parameters, of the target of the URL, and of an id.
const VALUES: [&str; 7] = [
    "{header:x-h}",
    "{query:q}",
    "{lower:header:x-h}",
    "{params}",
    "{target}",
    "{id:n}",
    "{lower:id:n}",
];
const MARKS: [&str; 5] = ["", "-", ".", "a", "5"];
const FORMATS: [&str; 7] = [
    "unix",
    "unix_ms",
    "unix_fraction",
    "iso",
    "unix unix_ms",
    "unix unix_fraction",
    "unix_fraction iso",
];

#[test]
fn messages_with_the_same_signature_have_the_same_result_for_values_around_a_body() {
    let mut cases = Vec::new();
    for value in VALUES.into_iter().chain(["{key_id}", "{method}"]) {
        for mark in MARKS {
            let body = format!("{value}{mark}{{body}}");
            cases.push(Case::of("{digest:d}").digest(&body));
            cases.push(Case::of(&format!("a{body}")));
            cases.push(Case::of(&body));
            cases.push(Case::of(&format!("{{body}}{mark}{value}")));
            for other in ["{timestamp}", "{digest:d}", "{header:x-i}"] {
                cases.push(Case::of(&format!("{value}{mark}{other}{mark}{{body}}")));
                cases.push(Case::of(&format!("{value}{mark}{{body}}{mark}{other}")));
            }
        }
    }
    assert!(same_is_told(&cases) > 60);
}

#[test]
fn messages_with_the_same_signature_have_the_same_result_for_groups_next_to_values() {
    let mut cases = Vec::new();
    let parts = [
        "{header:x-h}",
        "{id:n}",
        "{timestamp}",
        "{digest:d}",
        "{field:m?}",
        "{lower:field:m?}",
    ];
    for one in parts {
        for rest in ["{timestamp}", "{header:x-i}", "{digest:d}", "{field:n?}"] {
            for mark in ["", "-", "a", ";"] {
                cases.push(Case::of(&format!("[{one}{mark}]{rest}")));
                cases.push(Case::of(&format!("{rest}[{one}{mark}]")).formats("unix unix_ms"));
                for two in parts {
                    cases.push(Case::of(&format!("[{one}{mark}{two};]{rest}")));
                    cases.push(Case::of(&format!("[{one}{mark}][;{two}]{rest}")));
                }
            }
        }
    }
    for format in FORMATS {
        for message in [
            "{timestamp}[{query:q}-]",
            "[-{query:q}]{timestamp}",
            "{timestamp}[.{query:q}]",
        ] {
            cases.push(Case::of(message).formats(format));
        }
    }
    assert!(same_is_told(&cases) > 60);
}

#[test]
fn messages_with_the_same_signature_have_the_same_result_for_times_in_every_format() {
    let mut cases = Vec::new();
    for formats in FORMATS {
        for mark in MARKS.into_iter().chain([".-", "-.", ":"]) {
            for rest in [
                "{body}",
                "{query:q}",
                "{header:x-h}.{body}",
                "{id:n}.{body}",
                "{field:m?}",
            ] {
                for message in [
                    format!("{{timestamp}}{mark}{rest}"),
                    format!("{rest}{mark}{{timestamp}}"),
                ] {
                    cases.push(Case::of(&message).formats(formats));
                }
            }
        }
    }
    assert!(same_is_told(&cases) > 100);
}

#[test]
fn messages_with_the_same_signature_have_the_same_result_for_signed_and_sent_digests() {
    let mut cases = Vec::new();
    for message in [
        "{digest:d}",
        "{digest:d}.{body}",
        "{body}.{digest:d}",
        "{header:x-h}.{digest:d}.{body}",
        "{header:x-d}",
        "{header:x-d}.{timestamp}",
        "{header:x-d}.{header:x-h}",
        "{header:x-d}.{body}",
        "[{header:x-d};]{timestamp}",
        "{lower:header:x-d}.{id:n}",
    ] {
        cases.push(Case::of(message));
        for of in [
            "{header:x-h}-{body}",
            "{header:x-h}",
            "{lower:header:x-h}-{timestamp}",
            "{field:m?}-{field:n?}",
            "{lower:id:n}-{query:q}",
        ] {
            cases.push(Case::of(message).digest(of));
        }
    }
    assert!(same_is_told(&cases) > 30);
}

#[test]
fn messages_with_the_same_signature_have_the_same_result_for_ids_in_any_case_and_order() {
    let mut cases = Vec::new();
    for message in [
        "{id:n}.{body}",
        "{lower:id:n}.{body}",
        "{lower:id:n}.{timestamp}.{digest:d}",
        "{id:n}.{id:o}.{body}",
        "{id:o}.{lower:id:n}.{body}",
        "{lower:id:n}.{id:n}.{body}",
        "[{id:n}.]{header:x-h}",
        "[{id:n}.{header:x-h};]{timestamp}",
        "{digest:d}.{id:n}",
    ] {
        cases.push(Case::of(message));
        cases.push(Case::of(message).digest("{lower:id:o}-{body}"));
    }
    for message in [
        "{field:m?}-{field:n?}",
        "{lower:field:m?}-{field:n?}",
        "[{field:m?}-]{field:n?}",
        "[{field:m?}-{header:x-h};]{field:n?}",
        "{lower:field:m?}-{field:m?}",
    ] {
        cases.push(Case::of(message).event());
        cases.push(Case::of(message));
    }
    assert!(same_is_told(&cases) > 10);
}

#[test]
fn ambiguous_scheme_is_rejected_by_define() {
    let group = "message: has two placeholders in a group […]";
    let free = "message: cannot contain a group […] together with {body} or {digest:…}";
    let twice = "message: has {body} after a digest of the body; write {body} first";
    let fraction =
        "message: has {timestamp} followed by a period or a value that could be read as a fraction";
    let beside = "message: has two placeholders without text between them; if the sender joins them so, write joined-members into `unsafe`";
    for (message, formats, expected) in [
        ("[{id:n}-{header:x-h};]{timestamp}", "unix", group),
        ("[{header:x-h}{timestamp};]{header:x-i}", "unix", group),
        ("a[{field:m?}-{field:n?};]", "unix", group),
        ("[{header:x-h};]{digest:d}", "unix", free),
        ("[{header:x-h};]{body}", "unix", free),
        ("{timestamp}[{query:q};]", "unix", beside),
        ("[;{query:q}]{timestamp}", "unix_fraction", beside),
        ("{digest:d}.{body}", "unix", twice),
        ("{method}{target}.{digest:d}.{body}", "unix", twice),
        ("{timestamp}.{body}", "unix unix_fraction", fraction),
        ("{timestamp}{body}", "unix_ms unix_fraction", fraction),
        ("{timestamp}{header:x-h}", "unix_fraction unix", fraction),
        ("{timestamp}.{id:n}", "iso unix_us unix_fraction", fraction),
    ] {
        let error = Case::of(message).formats(formats).compiled().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Scheme, "{message}");
        let told = error.to_string();
        let place = told.find(" (byte").unwrap_or(told.len());
        assert_eq!(&told[..place], expected, "{message}");
    }
    for formats in ["unix_fraction", "unix_fraction iso", "unix unix_ms"] {
        let case = Case::of("{timestamp}.{body}").formats(formats);
        assert!(case.receiver().is_some(), "{formats}");
    }
}

#[test]
fn value_that_contains_the_text_before_a_body_is_malformed_and_the_error_names_the_value_or_its_carrier()
 {
    for (value, argument) in [
        ("{header:x-h}", "x-h"),
        ("{lower:header:x-h}", "x-h"),
        ("{query:q}", "q"),
        ("{params}", "url"),
        ("{target}", "url"),
        ("{query}", "url"),
        ("{id:n}", "X-N"),
        ("{lower:id:n}", "X-N"),
        ("{key_id}", "X-K"),
    ] {
        let case = Case::of(&format!("{value}-{{body}}"));
        let message = Message::of("a-");
        let receiver = case.receiver().unwrap();
        let error = message
            .verify(&case, &receiver, &"0".repeat(64))
            .unwrap_err();
        let told = (error.kind(), error.argument(), error.blame());
        assert_eq!(
            told,
            (ErrorKind::FieldMalformed, argument, Blame::Peer),
            "{value}"
        );
    }
}

/// The number of cases that can verify. Asserts that none of them has a fault, and reports all faults together.
fn same_is_told(cases: &[Case]) -> usize {
    let mut faults = Vec::new();
    let mut verifying = 0;
    for case in cases {
        match case.receiver().map(|receiver| fault(case, &receiver)) {
            Some(Some(fault)) => faults.push(format!("{case:?}: {fault}")),
            Some(None) => verifying += 1,
            None => {}
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );
    verifying
}

/// The fault of a case, if it has one: two messages with the same signature have different evidence, or a message that was
/// signed is not verified.
fn fault(case: &Case, receiver: &Receiver) -> Option<String> {
    let key = MacKey::new(Algorithm::Sha256, b"secret");
    let mut known: HashMap<String, (Told, Message)> = HashMap::new();
    for message in case.messages() {
        let text = case.text(&message);
        let tag = hex::encode(key.sign(text.as_bytes()).as_bytes(), hex::Case::Lower);
        let told = message.verify(case, receiver, &tag);
        let in_pieces = message.verify_in_pieces(case, receiver, &tag);
        if kind(&told) != kind(&in_pieces) {
            return Some(format!(
                "the result of {message:?} is {in_pieces:?} in pieces, but {told:?} as a whole"
            ));
        }
        if let Some(fault) = message.sign(receiver) {
            return Some(fault);
        }
        let Ok(told) = told else {
            continue;
        };
        if told.is_timed != told.is_limited {
            return Some(format!(
                "{message:?} has a time or a lifetime of the replay key, but not both: {told:?}"
            ));
        }
        if let Some((first, other)) = known.get(&text)
            && *first != told
        {
            return Some(format!(
                "{other:?} and {message:?} have one signature, but {first:?} and {told:?}"
            ));
        }
        known.entry(text).or_insert((told, message));
    }
    None
}

fn kind(told: &Result<Told, Error>) -> Result<Told, ErrorKind> {
    told.clone().map_err(|error| error.kind())
}
