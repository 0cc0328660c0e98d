use std::collections::BTreeSet;

use payauth::{Error, ErrorKind, Secret};

#[test]
fn codes_are_unique_and_start_with_err() {
    let codes: BTreeSet<_> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), ErrorKind::ALL.len());
    assert!(codes.iter().all(|code| code.starts_with("ERR_")));
}

#[test]
fn every_code_stands_in_the_table_with_its_blame() {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ERRORS.md")).unwrap();
    for kind in ErrorKind::ALL {
        let row = format!("| `{}` | {} |", kind.code(), kind.blame().as_str());
        assert!(table.contains(&row), "ERRORS.md lacks a row {row}");
    }
}

#[test]
fn error_is_small_and_can_cross_threads() {
    fn assert_auto_traits<T: Send + Sync + std::error::Error>() {}
    assert_auto_traits::<Error>();
    assert!(size_of::<Result<(), Error>>() == size_of::<usize>());
}

#[test]
fn error_points_at_the_byte() {
    let error = payauth::encoding::json::Document::read("[1,x]").unwrap_err();
    assert_eq!(error.index(), Some(3));
    assert_eq!(error.to_string(), "json: is no JSON value at byte 3");
}

#[test]
fn no_error_about_a_secret_holds_it() {
    for secret in ["hunter2 ", "hunter2\n", " hunter2", "hunter2\u{7f}"] {
        let error = Secret::text("apiSecret", secret).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
