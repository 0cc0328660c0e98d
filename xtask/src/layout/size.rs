//! Checks the lengths of files and functions, in lines.

use super::function::functions;
use super::token::Language::{Rust, TypeScript};

const MAX_FILE: usize = 400;
const MAX_FUNCTION: usize = 60;
/// The maximum median of the lengths of files, in lines.
const MAX_MEDIAN: usize = 120;

/// The files and functions that are too long. Each file is a path and a text.
pub fn faults(files: &[(String, String)]) -> Vec<String> {
    let mut faults: Vec<_> = files
        .iter()
        .flat_map(|(path, text)| of_file(path, text))
        .collect();
    let mut lengths: Vec<_> = files.iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
    if median > MAX_MEDIAN {
        faults.push(format!(
            "half of the files have {median} lines or more; the limit is {MAX_MEDIAN}"
        ));
    }
    faults
}

fn of_file(path: &str, text: &str) -> Vec<String> {
    let language = match path.rsplit('.').next() {
        Some("rs") => Rust,
        _ => TypeScript,
    };
    let long = functions(text, language)
        .into_iter()
        .filter(|function| function.lines > MAX_FUNCTION);
    let mut faults: Vec<_> = long
        .map(|function| {
            let (line, lines) = (function.line, function.lines);
            format!("{path}, line {line}: a function of {lines} lines; the limit is {MAX_FUNCTION}")
        })
        .collect();
    let lines = text.lines().count();
    if lines > MAX_FILE {
        faults.push(format!(
            "{path}: a file of {lines} lines; the limit is {MAX_FILE}"
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;

    fn found(files: &[(&str, String)]) -> Vec<String> {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.clone()))
            .collect();
        faults(&files)
    }

    fn function(head: &str, lines: usize) -> String {
        format!("{head} {{\n{}}}\n", "\n".repeat(lines - 2))
    }

    #[test]
    fn function_above_the_limit_is_named_by_file_and_line() {
        for (path, head) in [
            ("src/a.rs", "\nfn f()"),
            ("tests/a.rs", "\nfn f()"),
            ("pkg/src/a.ts", "\nexport function f(): void"),
            ("tests/js/a.mjs", "\nexport default function ({ test })"),
            ("www/a.js", "\nbutton.onclick = () =>"),
        ] {
            assert!(found(&[(path, function(head, 60))]).is_empty(), "{path}");
            assert_eq!(
                found(&[(path, function(head, 61))]),
                [format!(
                    "{path}, line 2: a function of 61 lines; the limit is 60"
                )]
            );
        }
    }

    #[test]
    fn file_above_the_limit_is_named() {
        let files = |lines| {
            [
                ("a.rs", String::new()),
                ("b.rs", String::new()),
                ("c.rs", "\n".repeat(lines)),
            ]
        };
        assert!(found(&files(400)).is_empty());
        assert_eq!(
            found(&files(401)),
            ["c.rs: a file of 401 lines; the limit is 400"]
        );
    }

    #[test]
    fn median_above_the_limit_is_reported() {
        let files = |lines| {
            [
                ("a.rs", String::new()),
                ("b.rs", "\n".repeat(lines)),
                ("c.rs", "\n".repeat(300)),
            ]
        };
        assert!(found(&files(120)).is_empty());
        assert_eq!(
            found(&files(121)),
            ["half of the files have 121 lines or more; the limit is 120"]
        );
    }

    #[test]
    fn an_empty_list_of_files_has_no_fault() {
        assert!(found(&[]).is_empty());
    }
}
