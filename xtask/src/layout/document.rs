//! Writes the tables of floors in `docs/architecture.md`, and reads them again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::graph::{Floors, Levels};

/// The two tables of a tree. The first has the floors of the whole tree, with the highest floor first. The second
/// has the floors inside its folders.
pub fn tables(levels: &Levels) -> String {
    let mut text = String::from("\n| floor | modules |\n|--:|---|\n");
    for (level, floors) in levels {
        let mut on: BTreeMap<usize, String> = BTreeMap::new();
        for (unit, floor) in floors {
            let names = on.entry(*floor).or_default();
            let _ = write!(names, " `{}`", short(unit, level));
        }
        if level.is_empty() {
            for (floor, names) in on.iter().rev() {
                let _ = writeln!(text, "| {floor} |{names} |");
            }
            text.push_str("\n| folder | floors |\n|---|---|\n");
            continue;
        }
        let _ = write!(text, "| `{level}` |");
        for (floor, names) in on {
            let _ = write!(text, " **{floor}**{names}");
        }
        text.push_str(" |\n");
    }
    text.push('\n');
    text
}

/// Reads the tables that [`tables`] wrote.
pub fn read(text: &str) -> Levels {
    let mut levels = Levels::from([(String::new(), Floors::new())]);
    for line in text.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [head, row] = cells[..] else { continue };
        if let Some(level) = head.strip_prefix('`') {
            let level = level.trim_end_matches('`');
            levels.push((level.to_owned(), floors(level, 0, row)));
        } else if let (Ok(floor), Some((_, whole))) = (head.parse(), levels.first_mut()) {
            whole.extend(floors("", floor, row));
        }
    }
    levels
}

/// The units of a row. Each unit is on the last floor before it in the row; `floor` is the floor at the beginning
/// of the row.
fn floors(level: &str, mut floor: usize, row: &str) -> Floors {
    let mut floors = Floors::new();
    for word in row.split_whitespace() {
        let name = word.trim_matches('`');
        if let Ok(number) = word.trim_matches('*').parse() {
            floor = number;
        } else if level.is_empty() || level == name {
            floors.insert(name.to_owned(), floor);
        } else {
            floors.insert([level, "/", name].concat(), floor);
        }
    }
    floors
}

fn short<'a>(unit: &'a str, level: &str) -> &'a str {
    let inside = unit
        .strip_prefix(level)
        .and_then(|rest| rest.strip_prefix('/'));
    inside.unwrap_or(unit)
}

/// Three texts: the document before the markers of a tree's tables, the text between the markers, and the rest.
pub fn section<'a>(document: &'a str, folder: &str) -> Option<[&'a str; 3]> {
    let begin = format!("<!-- floors of {folder} -->\n");
    let start = document.find(&begin)? + begin.len();
    let length = document[start..].find("<!-- end -->")?;
    let (before, rest) = document.split_at(start);
    let (inside, after) = rest.split_at(length);
    Some([before, inside, after])
}
