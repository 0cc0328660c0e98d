//! The time to read a scheme is proportional to its length.

use payauth::encoding::json::LONGEST;
use payauth::scheme::{Carrier, Compiled, Scheme};

use super::{MANY, grows, repeated};

#[test]
fn reading_templates_takes_linear_time() {
    let carriers = [Carrier::header("X-S", "{signature}")];
    for (what, before, piece) in [
        ("text", "", "x"),
        ("escapes", "", "{{}}"),
        ("placeholders", "", "{url}"),
        ("members", "", "{field:a#}"),
        ("one long path", "{field:", "a."),
        ("opening braces", "x", "{"),
        ("placeholders without end", "", "{{{url"),
        ("brackets", "", "[["),
    ] {
        let read = |text: &str| Scheme::new(text, &carriers).compile().is_ok();
        grows(what, MANY, repeated(before, piece, ""), read);
        let read = |text: &str| {
            let carriers = [Carrier::header("X-S", text).list(",")];
            Scheme::new("{body}", &carriers).compile().is_ok()
        };
        grows(what, MANY, repeated(before, piece, ""), read);
        let items = format!("{piece},");
        grows(what, MANY, repeated("{signature},", &items, "x"), read);
    }
}

#[test]
fn reading_definitions_takes_linear_time() {
    const BEFORE: &str = r#"{"hash":"sha256","encoding":"hex","message":"{body}","#;
    for (what, before, piece, after) in [
        (
            "carriers",
            r#""headers":{"S":"{signature}""#,
            r#","S#":"{signature}""#,
            "}}",
        ),
        (
            "items",
            r#""headers":{"S":{"sep":",","items":["{signature}""#,
            r#","v#={signature}""#,
            "]}}}",
        ),
        (
            "a long item",
            r#""headers":{"S":""#,
            "{{",
            r#"{signature}"}}"#,
        ),
        ("an unknown member", "\"", "x", "\":0}"),
        ("unknown members", "\"a\":0", ",\"a#\":0", "}"),
    ] {
        let longest = LONGEST.min((piece.len() + 2) * 500);
        let input = repeated(&format!("{BEFORE}{before}"), piece, after);
        grows(what, longest, input, |text: &str| {
            Compiled::define(text).is_ok()
        });
    }
}
