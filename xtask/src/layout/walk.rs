//! Checks the tables of `docs/architecture.md` that list the files and functions of a call.

use std::path::Path;

use crate::shell::read;

/// The rows whose file does not exist, or whose file does not have the function.
pub fn faults(document: &str, root: &Path) -> Vec<String> {
    let rows = document.lines().filter_map(row);
    let lacking = |(file, function): &(&str, &str)| {
        let name = function.rsplit(':').next().unwrap_or(function);
        let defines = |source: &String| {
            let has = |mark: char| source.contains(&format!(" {name}{mark}"));
            has('(') || has('<')
        };
        !read(&root.join(file)).is_ok_and(|source| defines(&source))
    };
    let fault =
        |(file, function)| format!("{file} has no function {function}, which the document names");
    rows.filter(lacking).map(fault).collect()
}

/// The file and the function in a row.
fn row(line: &str) -> Option<(&str, &str)> {
    let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
    let quoted = |cell: &'_ str| cell.starts_with('`') && cell.ends_with('`');
    let (file, function) = (cells.next()?, cells.next()?);
    let is_file = file.ends_with(".rs`") || file.ends_with(".ts`");
    (is_file && quoted(file) && quoted(function))
        .then_some((file.trim_matches('`'), function.trim_matches('`')))
}
