//! Error codes are unique, stable and listed in ERRORS.md.

use std::collections::BTreeSet;

use payauth::{Error, ErrorKind, Secret};

#[test]
fn codes_are_unique_and_start_with_err() {
    let codes: BTreeSet<_> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), ErrorKind::ALL.len());
    assert!(codes.iter().all(|code| code.starts_with("ERR_")));
}

fn file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The text between `before` and the next `after`, for each line that starts with `before`.
fn between<'f>(file: &'f str, before: &str, after: &str) -> Vec<&'f str> {
    file.lines()
        .filter_map(|line| line.strip_prefix(before)?.split_once(after))
        .map(|(code, _)| code)
        .collect()
}

#[test]
fn every_code_is_in_the_table_with_its_blame() {
    let table = file("ERRORS.md");
    for kind in ErrorKind::ALL {
        let row = format!("| `{}` | {} |", kind.code(), kind.blame().as_str());
        assert!(table.contains(&row), "ERRORS.md lacks a row {row}");
    }
}

#[test]
fn table_and_the_javascript_package_have_the_same_codes_in_the_same_order() {
    let (table, words) = (file("ERRORS.md"), file("pkg/src/generated/words.ts"));
    let (_, union) = words.split_once("export type ErrorCode =").unwrap();
    let (union, _) = union.split_once(';').unwrap();
    let rows = between(&table, "| `", "`");
    assert_eq!(rows, between(union, "  | \"", "\""));
    assert!(rows.is_sorted() && rows.len() > 20);
    let kinds: Vec<_> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
    let of_the_core: Vec<_> = rows.into_iter().filter(|row| kinds.contains(row)).collect();
    assert_eq!(of_the_core, kinds);
}

#[test]
fn every_row_of_the_table_has_a_meaning_and_a_remedy() {
    let table = file("ERRORS.md");
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = row.split(" | ").collect();
        assert!(
            cells.len() == 4 && cells.iter().all(|cell| cell.len() > 3),
            "{row}"
        );
        assert!(["caller", "peer"].contains(&cells[1]), "{row}");
    }
}

#[test]
fn error_has_the_size_of_a_pointer_and_can_be_sent_to_another_thread() {
    fn assert_auto_traits<T: Send + Sync + std::error::Error>() {}
    assert_auto_traits::<Error>();
    assert!(size_of::<Result<(), Error>>() == size_of::<usize>());
}

#[test]
fn error_has_the_index_of_the_byte_that_is_not_accepted() {
    let error = payauth::encoding::json::Document::read("[1,x]").unwrap_err();
    assert_eq!(error.index(), Some(3));
    assert_eq!(error.to_string(), "json: expected a JSON value (byte 3)");
}

#[test]
fn no_error_about_a_secret_contains_the_secret() {
    for secret in ["hunter2 ", "hunter2\n", " hunter2", "hunter2\u{7f}"] {
        let error = Secret::text("apiSecret", secret).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
