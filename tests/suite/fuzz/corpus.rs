//! Texts of the vector files, selected by the names of members.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::vectors;

const FOLDERS: [&str; 3] = ["rfc", "providers", "webhooks"];

/// Every text inside a member with one of these names, in all vector files.
pub fn texts(names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        for file in files(folder) {
            collect(&vectors(&file), names, false, &mut found);
        }
    }
    assert!(!found.is_empty(), "no vector has {names:?}");
    found
}

/// Every value of a header field in the vector files.
pub fn field_values() -> Vec<String> {
    texts(&["value", "header", "sent", "received"])
}

/// Every value of the field `name`, with the instant in Unix seconds if the vector has an instant.
pub fn fields(name: &str) -> Vec<(String, Option<i64>)> {
    let file = vectors("rfc/http_fields.json");
    let all = file["vectors"].as_array().unwrap().iter();
    let those = all.filter(|vector| vector["field"] == name);
    those
        .map(|vector| {
            let value = vector["value"].as_str().unwrap();
            (value.to_owned(), vector["secs"].as_i64())
        })
        .collect()
}

fn files(folder: &str) -> Vec<String> {
    let place = format!("{}/tests/vectors/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(place).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension() == Some("json".as_ref()))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    // Each system lists the files of a folder in a different order, but a seed must select the same input.
    names.sort();
    names
}

fn collect(value: &Value, names: &[&str], is_inside: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_inside => found.push(text.clone()),
        Value::Array(list) => {
            for value in list {
                collect(value, names, is_inside, found);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let is_it = names.contains(&name.as_str());
                collect(value, names, is_inside || is_it, found);
            }
        }
        _ => {}
    }
}
