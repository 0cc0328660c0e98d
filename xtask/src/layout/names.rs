//! Checks names. In a tree of sources, no two types have the same name, except the names in `PUBLIC`. The name of a
//! limit begins with `MAX_` or `MIN_`.

use std::collections::BTreeMap;

use super::token::Language::{self, Rust};
use super::token::{Token, tokens};

/// Names that several types of the public API have. Users distinguish these types by their modules, or by their
/// packages.
const PUBLIC: [&str; 10] = [
    "Decision",
    "Options",
    "Params",
    "Part",
    "Place",
    "Provider",
    "ProviderClient",
    "Reader",
    "Value",
    "Verdict",
];

/// The faults in the files of one tree. Each file is a path and a text.
pub fn faults(files: &[(String, String)], language: Language) -> Vec<String> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for (path, text) in files {
        for (line, name) in limits(text, language) {
            faults.push(format!(
                "{path}, line {line}: a limit called {name}; begin its name with MAX_ or MIN_"
            ));
        }
        for (line, name) in types(text, language) {
            let place = format!("{path}, line {line}");
            if PUBLIC.contains(&name) {
                continue;
            }
            if let Some(other) = first.get(name) {
                faults.push(format!("{place}: a type called {name}, as in {other}"));
            } else {
                first.insert(name.to_owned(), place);
            }
        }
    }
    faults
}

/// The types that a file defines, each with its line. The associated types of an `impl` or a trait are left out.
fn types(text: &str, language: Language) -> Vec<(usize, &str)> {
    let tokens = tokens(text, language);
    let mut found = Vec::new();
    let (mut depth, mut outside) = (0_usize, None);
    for (place, token) in tokens.iter().enumerate() {
        let at = |ahead: usize| {
            tokens
                .get(place + ahead)
                .map_or("", |token: &Token<'_>| token.text)
        };
        match token.text {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if outside == Some(depth) {
                    outside = None;
                }
            }
            "impl" | "trait" if language == Rust && outside.is_none() && depth == 0 => {
                outside = Some(depth);
            }
            _ => {}
        }
        let before = place
            .checked_sub(1)
            .map_or("", |before| tokens[before].text);
        let is_type = match token.text {
            "struct" | "union" => language == Rust && before != ".",
            "enum" | "class" | "interface" => true,
            "trait" => language == Rust,
            "type" => outside.is_none() && matches!(at(2), "=" | "<"),
            _ => false,
        };
        if is_type && at(1).starts_with(char::is_uppercase) {
            found.push((token.line, at(1)));
        }
    }
    found
}

/// Words with which the name of a limit must not begin. `MAX_` or `MIN_` must be used instead.
const SUPERLATIVES: [&str; 8] = [
    "DEEPEST", "HIGHEST", "LARGEST", "LEAST", "LONGEST", "MOST", "SHORTEST", "WIDEST",
];

/// The constants that are limits but whose names begin with another word, each with its line. A `pub const` of Rust
/// is not checked, because it may be public API.
fn limits(text: &str, language: Language) -> Vec<(usize, &str)> {
    let tokens = tokens(text, language);
    let is_limit = |name: &str| SUPERLATIVES.contains(&name.split('_').next().unwrap_or_default());
    let mut found = Vec::new();
    let mut before = "";
    for pair in tokens.windows(2) {
        if before != "pub" && pair[0].text == "const" && is_limit(pair[1].text) {
            found.push((pair[1].line, pair[1].text));
        }
        before = pair[0].text;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::layout::token::Language::{Rust, TypeScript};

    fn found(texts: &[&str], language: crate::layout::token::Language) -> String {
        let files: Vec<_> = (1..)
            .zip(texts)
            .map(|(number, text)| (format!("{number}"), (*text).to_owned()))
            .collect();
        faults(&files, language).join("; ")
    }

    #[test]
    fn two_types_with_the_same_name_are_found_in_each_form() {
        for other in [
            "struct Same;",
            "enum Same {}",
            "trait Same {}",
            "type Same = u8;",
            "pub(crate) struct Same<'a>(&'a u8);",
        ] {
            let said = found(&["\npub struct Same;", other], Rust);
            assert_eq!(
                said, "2, line 1: a type called Same, as in 1, line 2",
                "{other}"
            );
        }
        for other in [
            "class Same {}",
            "export interface Same {}",
            "type Same<T> = T;",
            "enum Same {}",
        ] {
            let said = found(&["export type Same = string;", other], TypeScript);
            assert_eq!(
                said, "2, line 1: a type called Same, as in 1, line 1",
                "{other}"
            );
        }
    }

    #[test]
    fn code_that_defines_no_second_type_is_ignored() {
        for other in [
            "// struct Same;",
            "const SAME: &str = \"struct Same;\";",
            "impl Iterator for One { type Same = u8; }",
            "use one::Same;",
            "fn f() -> Same { Same }",
        ] {
            assert_eq!(found(&["struct Same;", other], Rust), "", "{other}");
        }
        for other in [
            "import { type Same } from \"./one.js\";",
            "export type { Same } from \"./one.js\";",
            "const text = \"class Same {}\";",
        ] {
            assert_eq!(found(&["class Same {}", other], TypeScript), "", "{other}");
        }
        assert_eq!(
            found(&["pub struct Verdict;", "pub struct Verdict;"], Rust),
            ""
        );
    }

    #[test]
    fn a_limit_without_the_prefix_is_found_unless_it_is_public() {
        for name in ["LONGEST", "MOST_WORDS", "SHORTEST_TAG"] {
            let said =
                format!("1, line 1: a limit called {name}; begin its name with MAX_ or MIN_");
            assert_eq!(found(&[&format!("const {name}: u8 = 1;")], Rust), said);
            assert_eq!(
                found(&[&format!("pub(crate) const {name}: u8 = 1;")], Rust),
                said
            );
            assert_eq!(
                found(&[&format!("export const {name} = 1;")], TypeScript),
                said
            );
            assert_eq!(found(&[&format!("pub const {name}: u8 = 1;")], Rust), "");
        }
        assert_eq!(found(&["const MAX_WORDS: u8 = 1;"], Rust), "");
    }
}
