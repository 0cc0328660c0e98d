//! Writes `boundary.ts`: the numbers and texts that the two sides of the wasm boundary share, from
//! `payauth::facts`.

use payauth::facts::{TEXTS, numbers};

use super::file::Generated;
use super::json::quoted;

const HEAD: &str = "// Facts that the wasm module and the facade share: numbers and texts.\n\
                    // Written by `cargo xtask generate` from src/facts. Change src/facts instead of this file.\n";

pub fn file() -> Generated {
    let mut text = String::from(HEAD);
    for (name, value, doc) in numbers() {
        text += &constant(name, &value, doc);
    }
    for (name, value, doc) in TEXTS {
        text += &constant(name, &quoted(value), doc);
    }
    Generated {
        path: "pkg/src/generated/boundary.ts".into(),
        text,
    }
}

fn constant(name: &str, value: &str, doc: &str) -> String {
    format!("\n/**{doc} */\nexport const {name} = {value};\n")
}
