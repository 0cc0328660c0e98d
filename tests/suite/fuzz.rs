//! Fuzzing on stable Rust: the texts of the vectors are changed a few times and passed to every parser.
//!
//! A case is an entry of the corpus and the changes of this entry. proptest chooses the entry and the changes. If a
//! case fails, proptest prints the seed and looks for a smaller input that also fails. `CONTRIBUTING.md` says how to
//! run more cases.

use payauth::{Error, ErrorKind};
use proptest::prelude::ProptestConfig;

mod corpus;
mod date;
mod definition_paths;
mod definitions;
mod headers;
mod json;
mod mutation;
mod paths;
mod reference;
mod schemes;
mod server;
mod template;
mod tokens;
mod webhooks;

/// The number of cases of each property in a short run.
const SHORT: u32 = 3_000;

fn config() -> ProptestConfig {
    match std::env::var("FUZZ_EACH") {
        Ok(each) => {
            // `cargo xtask test fuzz` counts these lines.
            println!("property of {each} cases");
            ProptestConfig::with_cases(each.parse().unwrap())
        }
        Err(_) => ProptestConfig::with_cases(SHORT),
    }
}

/// The minimum length of a text that an error must not show. A shorter text may be an ordinary word of a message.
const MIN_HIDDEN: usize = 12;

/// Asserts that an error has one of the given kinds, that its index is inside the input, and that it shows none of the
/// hidden texts.
#[track_caller]
fn check(error: &Error, kinds: &[ErrorKind], length: usize, hidden: &[String]) {
    let shown = format!("{error} {error:?}");
    assert!(kinds.contains(&error.kind()), "{shown}");
    assert!(error.index().is_none_or(|index| index <= length), "{shown}");
    for text in hidden {
        let is_word = text.len() < MIN_HIDDEN;
        assert!(is_word || !shown.contains(text), "{shown}");
    }
}
