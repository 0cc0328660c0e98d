//! Vector files, and small functions that several suites use.

pub mod providers;

use std::sync::Arc;

use payauth::encoding::base64::{self, Alphabet};
use payauth::encoding::hex;
use payauth::provider::Profile;
use payauth::{Error, ErrorKind, UnixTime};
use serde_json::Value;

/// The JSON of a file below `tests/vectors`.
pub fn vectors(path: &str) -> Value {
    let file = format!("{}/tests/vectors/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// The profile of a provider that comes with the crate.
pub fn profile(name: &str) -> Arc<Profile> {
    Profile::named(name).unwrap().into()
}

/// The JSON of all files in a folder below `tests/vectors`.
pub fn vector_files(folder: &str) -> Vec<Value> {
    let place = format!("{}/tests/vectors/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(place).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names
        .filter(|name| name.rsplit('.').next() == Some("json"))
        .collect();
    names.sort_unstable();
    names
        .iter()
        .map(|name| vectors(&format!("{folder}/{name}")))
        .collect()
}

/// The elements of an array in a vector file.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// A string in a vector file.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Bytes as vector files write them: `{"utf8"}`, `{"hex"}`, or `{"value", "encoding"}`.
pub fn bytes(value: &Value) -> Vec<u8> {
    if let Some(text) = value["utf8"].as_str() {
        return text.as_bytes().to_vec();
    }
    if let Some(digits) = value["hex"].as_str() {
        return hex::decode(digits).unwrap();
    }
    match text(&value["encoding"]) {
        "hex" => hex::decode(text(&value["value"])).unwrap(),
        "base64" => base64::decode(text(&value["value"]), Alphabet::Standard).unwrap(),
        "utf8" => text(&value["value"]).as_bytes().to_vec(),
        other => panic!("unknown encoding {other}"),
    }
}

/// Asserts the kind and the exact text of an error.
#[track_caller]
pub fn assert_error<T>(result: Result<T, Error>, kind: ErrorKind, message: &str) {
    match result {
        Ok(_) => panic!("expected the error {kind:?}, but the call succeeded"),
        Err(error) => {
            assert_eq!(error.to_string(), message);
            assert_eq!(error.kind(), kind);
        }
    }
}

/// An instant in Unix seconds.
pub fn at(secs: i64) -> UnixTime {
    UnixTime::from_secs(secs).unwrap()
}

/// The code points that a file below `tests/suite/unicode` lists.
pub fn code_points(file: &str) -> Vec<char> {
    let path = format!("{}/tests/suite/unicode/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let number = |hex: &str| u32::from_str_radix(hex, 16).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let run = |line: &str| {
        let (first, last) = line.split_once("..").unwrap_or((line, line));
        number(first)..=number(last)
    };
    lines.flat_map(run).filter_map(char::from_u32).collect()
}
