//! The JSON parser, compared with `serde_json`.

use std::slice;

use payauth::ErrorKind;
use payauth::encoding::json::{Document, Kind, Value};
use proptest::prelude::*;

use super::corpus::texts;
use super::mutation::text;
use super::{check, config};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_documents_are_rejected_with_an_index_inside_the_text_or_read_as_serde_json_reads_them(
        json in text(texts(&["body", "payload"])),
    ) {
        let document = match Document::read(&json) {
            Ok(document) => document,
            Err(error) => {
                check(&error, &[ErrorKind::Json, ErrorKind::TooLarge], json.len(), slice::from_ref(&json));
                return Ok(());
            }
        };
        let written = write(document.root());
        let again = Document::read(&written).unwrap();
        prop_assert_eq!(write(again.root()), written.as_str());
        match serde_json::from_str::<serde_json::Value>(&json) {
            Ok(expected) => prop_assert_eq!(
                serde_json::from_str::<serde_json::Value>(&written).unwrap(),
                expected
            ),
            // serde_json rejects numbers outside the range of f64. payauth keeps numbers as text.
            Err(error) => prop_assert!(error.to_string().contains("out of range"), "{}", error),
        }
    }
}

/// Writes a value without white space. Escapes in its strings are decoded, and the strings are quoted again.
fn write(value: Value<'_>) -> String {
    let quoted = |value: Value<'_>| serde_json::to_string(&*value.text().unwrap()).unwrap();
    match value.kind() {
        Kind::String => quoted(value),
        Kind::Array => {
            let all: Vec<_> = value.elements().map(write).collect();
            format!("[{}]", all.join(","))
        }
        Kind::Object => {
            let members = value.members();
            let all: Vec<_> = members
                .map(|(name, value)| format!("{}:{}", quoted(name), write(value)))
                .collect();
            format!("{{{}}}", all.join(","))
        }
        _ => value.raw().to_owned(),
    }
}
