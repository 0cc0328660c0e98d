//! Writes `records.ts`: the lines of the records that cross the wasm boundary, from `payauth::facts`.

use payauth::facts::{RECORDS, Record};

use super::file::Generated;

const HEAD: &str = "// The lines of the records that the wasm module and the facade pass to each other.\n\
                    // Written by `cargo xtask generate` from src/facts. Change src/facts instead of this file.\n";

pub fn file() -> Generated {
    let mut text = String::from(HEAD);
    for record in RECORDS {
        text += &lines(record);
    }
    Generated {
        path: "pkg/src/generated/records.ts".into(),
        text,
    }
}

/// Writes a record as the type of a tuple, with a constant for the index of each line.
fn lines(record: &Record) -> String {
    let Record { name, doc, .. } = record;
    let members = record
        .lines
        .iter()
        .map(|(line, _)| camel(line) + ": string");
    let members = members.collect::<Vec<_>>().join(", ");
    let mut text = format!("\n/**{doc} */\nexport type {name} = [{members}];\n");
    let stem = name.trim_end_matches("Record");
    let stem = upper(stem);
    text += &format!(
        "/** The number of lines of the record. */\nexport const {stem}_LINES = {};\n",
        record.lines.len()
    );
    for (place, (line, about)) in record.lines.iter().enumerate() {
        let line = line.to_uppercase();
        text += &format!("/**{about} */\nexport const {stem}_{line} = {place};\n");
    }
    text
}

/// Turns a name such as `base_url` into `baseUrl`.
fn camel(name: &str) -> String {
    super::providers::camel(&name.replace('_', "-"))
}

/// Turns a name such as `TokenAction` into `TOKEN_ACTION`.
pub fn upper(name: &str) -> String {
    let mut upper = String::new();
    for (place, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && place > 0 {
            upper.push('_');
        }
        upper.extend(letter.to_uppercase());
    }
    upper
}
