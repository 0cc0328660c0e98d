//! Fuzzing on stable Rust: the texts of the vectors are changed a few times and passed to every parser.
//!
//! A case is an entry of the corpus and its changes. Both are chosen by proptest, which prints the
//! seed of a failure and makes the failing input smaller; `CONTRIBUTING.md` says how to run longer.

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

/// The cases of each property in a short run.
const SHORT: u32 = 3_000;

fn config() -> ProptestConfig {
    match std::env::var("FUZZ_EACH") {
        Ok(each) => {
            // `cargo xtask test fuzz` adds these lines up.
            println!("property of {each} cases");
            ProptestConfig::with_cases(each.parse().unwrap())
        }
        Err(_) => ProptestConfig::with_cases(SHORT),
    }
}

/// A shorter text may be an ordinary word of a message.
const MIN_HIDDEN: usize = 12;

/// Asserts that an error is of a documented kind, points inside the input, and shows none of the texts
/// that it must hide.
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
