//! The time of an explanation is proportional to the length of the body.

use payauth::encoding::json::{LONGEST, WIDEST};
use payauth::explain::{Explainer, GivenSecret};
use payauth::scheme::{Envelope, catalog};
use payauth::webhook::Delivery;

use super::{grows, repeated};
use crate::support::at;

const NOW: i64 = 1_709_380_800;

/// Measures an explanation that tries every style of JSON, because the signed body is empty and is tried last.
#[track_caller]
fn rewrite(what: &str, longest: usize, input: impl Fn(usize) -> String) {
    let scheme = catalog::GITHUB.compile().unwrap();
    let key = scheme.key("secret", "hunter2").unwrap();
    let sent = scheme.sign(&key, &Envelope::new(at(NOW)), b"").unwrap();
    let fields: Vec<_> = sent.iter().collect();
    let explainer = Explainer::new(scheme);
    let read = |body: &str| {
        let secrets = [GivenSecret::text("one", "hunter2")];
        let found = explainer.explain(secrets, &Delivery::new(&fields, at(NOW)), body.as_bytes());
        found.unwrap()[0].mistake == "body-empty"
    };
    assert!(read(&input(longest)), "{what}");
    grows(what, longest, input, read);
}

#[test]
fn explaining_a_body_of_any_shape_takes_linear_time() {
    for (what, before, piece, after) in [
        ("text", "", "x", ""),
        ("a string", "\"", "x", "\""),
        ("escapes", "\"", "\\u0061", "\""),
        ("characters to be escaped", "\"", "<", "\""),
        ("line breaks", "x", "\r\n", "x"),
        ("nested arrays", "[0", ",[[[[[[[]]]]]]]", "]"),
        ("small objects", "[0", ",{\"b\":1,\"a\":2}", "]"),
        ("a form", "", "a=%20&", ""),
    ] {
        rewrite(what, LONGEST, repeated(before, piece, after));
    }
}

/// Names that differ only at their ends take longest to sort.
#[test]
fn explaining_a_body_with_the_most_members_takes_linear_time() {
    for name in ["", &"x".repeat(100), &"\\u0061".repeat(16)] {
        let member = format!(",\"{name}#\":0");
        let longest = (member.len() + 1) * (WIDEST - 8);
        rewrite(name, longest, repeated("{\"\":0", &member, "}"));
    }
}
