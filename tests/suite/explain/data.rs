//! Tests the table of mistakes.

use std::collections::BTreeSet;

use payauth::explain::{MISTAKES, MOST_TRIES, Mistake};

pub fn names() -> BTreeSet<&'static str> {
    MISTAKES.iter().map(|mistake| mistake.name).collect()
}

/// The maximum number of tries that `docs/explain.md` and the TypeScript API state.
const MAX_TRIES: usize = 13_200;

fn file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn names_are_unique_and_consist_of_lower_case_words() {
    assert_eq!(names().len(), MISTAKES.len());
    for name in names() {
        let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(name.bytes().all(is_word), "{name}");
    }
}

#[test]
fn mistakes_are_listed_in_the_order_in_which_they_are_tried() {
    assert!(MISTAKES.is_sorted_by_key(|mistake| mistake.axis));
}

#[test]
fn number_of_tries_is_within_the_documented_limit() {
    assert!((1000..=MAX_TRIES).contains(&MOST_TRIES), "{MOST_TRIES}");
}

#[test]
fn every_mistake_has_a_different_fix() {
    let fixes: BTreeSet<_> = MISTAKES.iter().map(|mistake| mistake.fix).collect();
    assert_eq!(fixes.len(), MISTAKES.len());
}

#[test]
fn each_fix_is_one_or_two_whole_sentences() {
    for Mistake { name, fix, .. } in MISTAKES {
        assert!(is_one_sentence_or_two(fix), "{name}: {fix}");
    }
}

/// Whether the text has one or two sentences, each sentence begins with an upper-case letter, and the text ends with a
/// full stop.
pub fn is_one_sentence_or_two(fix: &str) -> bool {
    let sentences: Vec<_> = fix.split(". ").collect();
    let begin = |sentence: &&str| sentence.starts_with(char::is_uppercase);
    sentences.len() <= 2 && sentences.iter().all(begin) && fix.ends_with('.')
}

#[test]
fn table_of_the_documents_has_the_subject_and_the_meaning_of_each_mistake() {
    let page = file("docs/explain.md");
    let (_, table) = page
        .split_once("| about | mistake | meaning |\n|---|---|---|\n")
        .unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows: Vec<_> = table
        .lines()
        .map(|row| {
            row.trim_matches('|')
                .split(" | ")
                .map(str::trim)
                .collect::<Vec<_>>()
        })
        .collect();
    for row in &rows {
        assert_eq!(row.len(), 3, "{row:?}");
        assert!(
            row[2].len() > 10 && row[2].ends_with('.'),
            "the meaning in {row:?}"
        );
    }
    let subjects = rows.chunk_by(|one, next| one[0] == next[0]);
    let listed = subjects.map(|rows| {
        rows.iter()
            .map(|row| row[1].trim_matches('`'))
            .collect::<Vec<_>>()
    });
    let expected = MISTAKES.chunk_by(|one, next| one.axis == next.axis);
    let expected = expected.map(|axis| axis.iter().map(|mistake| mistake.name).collect::<Vec<_>>());
    assert!(listed.eq(expected), "{table}");
    let words: Vec<_> = page.split_whitespace().collect();
    assert!(words.join(" ").contains("at most 13,200 combinations"));
}

#[test]
fn types_of_the_package_list_each_mistake() {
    let (types, words) = (
        file("pkg/src/explain.ts"),
        file("pkg/src/generated/words.ts"),
    );
    let (_, union) = words.split_once("export type Mistake =\n").unwrap();
    let (union, _) = union.split_once(';').unwrap();
    let mistakes = MISTAKES.iter().map(|mistake| mistake.name);
    let expected: Vec<_> = std::iter::once("none").chain(mistakes).collect();
    assert_eq!(marked(union, '"'), expected);
    assert!(types.contains("at most 13,200 attempts"));
}

/// The texts that are enclosed by two marks.
fn marked(text: &str, mark: char) -> Vec<&str> {
    let pieces = text.split(mark).enumerate();
    let inside = pieces.filter(|(place, _)| place % 2 == 1);
    inside.map(|(_, piece)| piece).collect()
}

/// The paths of all files in a folder and in its subfolders.
fn sources(folder: &str) -> Vec<String> {
    let place = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(place).unwrap() {
        let path = format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap());
        if std::path::Path::new(&path).is_file() {
            found.push(path);
        } else {
            found.extend(sources(&path));
        }
    }
    found
}

#[test]
fn no_module_that_verifies_uses_the_module_that_explains() {
    let all = sources("src");
    assert!(all.len() > 60);
    let own = |path: &&String| {
        path.starts_with("src/explain")
            || path.starts_with("src/facts")
            || *path == "src/wasm/explain.rs"
    };
    for path in all.iter().filter(|path| !own(path)) {
        let text = file(path);
        let reaches = text.contains("explain::") || text.contains("crate::explain");
        assert!(!reaches, "{path}");
    }
}
