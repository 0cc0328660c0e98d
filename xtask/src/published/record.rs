//! A committed report, and the text that it must have.

use crate::shell::{Done, read, root, write};

pub struct Record {
    pub file: &'static str,
    text: String,
    /// Whether the changelog must describe each change of the report.
    is_api: bool,
}

const CHANGELOG: &str = "# The changelog when it was written: ";

impl Record {
    pub fn api(file: &'static str, text: &str) -> Self {
        Self {
            file,
            text: text.trim().to_owned(),
            is_api: true,
        }
    }

    pub fn files(file: &'static str, names: &[String]) -> Self {
        Self {
            file,
            text: names.join("\n"),
            is_api: false,
        }
    }

    /// The fault of the committed text; `None` if the text is right.
    pub fn fault(&self) -> Option<String> {
        let Ok(committed) = read(&root().join(self.file)) else {
            return Some(format!("{}: missing", self.file));
        };
        let difference = difference(body(&committed), &self.text)?;
        Some(format!("{}: {difference}", self.file))
    }

    pub fn write(&self, changelog: &str) -> Done {
        let path = root().join(self.file);
        let committed = read(&path).unwrap_or_default();
        write(&path, self.written(&committed, changelog)?)
    }

    /// The text that replaces the committed text.
    fn written(&self, committed: &str, changelog: &str) -> Result<String, String> {
        let Self { file, text, is_api } = self;
        if body(committed) == text {
            return Ok(committed.to_owned());
        }
        let before = committed
            .lines()
            .find_map(|line| line.strip_prefix(CHANGELOG));
        if *is_api && before == Some(changelog) {
            let difference = difference(body(committed), text).unwrap_or_default();
            return Err(format!(
                "{file}: the public API has changed ({difference}), but CHANGELOG.md has not; describe the change there first"
            ));
        }
        let told = if *is_api {
            format!("{CHANGELOG}{changelog}\n")
        } else {
            String::new()
        };
        Ok(format!(
            "# Written by `cargo xtask release --write`.\n{told}\n{text}\n"
        ))
    }
}

/// The text of a report without its first lines.
fn body(text: &str) -> &str {
    text.split_once("\n\n")
        .map_or("", |(_, body)| body.trim_end())
}

/// The first lines that differ, and the number of lines that differ. `None` if the texts are equal.
fn difference(committed: &str, now: &str) -> Option<String> {
    if committed == now {
        return None;
    }
    let mut gone: Vec<_> = committed.lines().collect();
    let mut new = Vec::new();
    for line in now.lines() {
        match gone.iter().position(|other| *other == line) {
            Some(at) => {
                gone.remove(at);
            }
            None => new.push(line),
        }
    }
    let first = |lines: &[&str], sign| {
        lines
            .first()
            .map(|line| format!("`{sign} {}`", line.trim()))
    };
    let shown: Vec<_> = [first(&gone, '-'), first(&new, '+')]
        .into_iter()
        .flatten()
        .collect();
    Some(match shown.len() {
        0 => "the order of lines has changed".into(),
        _ => format!(
            "{} lines gone, {} new: {}",
            gone.len(),
            new.len(),
            shown.join(", ")
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::{Record, difference};

    const OLD: &str = "# Written by `cargo xtask release --write`.\n\
        # The changelog when it was written: 00ff\n\npub fn a();\n\npub fn b();\n";

    fn api(text: &str) -> Record {
        Record::api("release/x.txt", text)
    }

    #[test]
    fn a_changed_api_is_not_written_if_the_changelog_is_unchanged() {
        let changed = api("pub fn a();\n\npub fn c();");
        let error = changed.written(OLD, "00ff").unwrap_err();
        assert!(
            error.contains("1 lines gone, 1 new: `- pub fn b();`, `+ pub fn c();`"),
            "{error}"
        );
        let written = changed.written(OLD, "11ee").unwrap();
        assert_eq!(written, OLD.replace("00ff", "11ee").replace("fn b", "fn c"));
    }

    #[test]
    fn a_right_text_is_kept_for_every_changelog() {
        let same = api("\npub fn a();\n\npub fn b();\n\n");
        for changelog in ["00ff", "11ee"] {
            assert_eq!(same.written(OLD, changelog).unwrap(), OLD);
        }
    }

    #[test]
    fn the_first_report_and_a_list_of_files_need_no_changelog() {
        assert!(
            api("pub fn a();")
                .written("", "00ff")
                .unwrap()
                .ends_with("00ff\n\npub fn a();\n")
        );
        let list = Record::files("release/x.txt", &["a".into(), "b".into()]);
        assert_eq!(
            list.written(OLD, "00ff").unwrap(),
            "# Written by `cargo xtask release --write`.\n\na\nb\n"
        );
    }

    #[test]
    fn a_difference_is_reported_with_its_lines() {
        for (committed, now, told) in [
            ("a\nb", "a", "1 lines gone, 0 new: `- b`"),
            ("a", "a\nb\nc", "0 lines gone, 2 new: `+ b`"),
            ("a\na", "a", "1 lines gone, 0 new: `- a`"),
            ("a\nb", "b\na", "the order of lines has changed"),
        ] {
            assert_eq!(difference(committed, now).unwrap(), told);
        }
        assert_eq!(difference("a\nb", "a\nb"), None);
    }
}
