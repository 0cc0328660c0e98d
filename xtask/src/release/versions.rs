//! Checks the version of the packages, which several files contain, and the heading of the changelog.

use serde_json::Value;

use crate::lock;
use crate::shell::{read, root};

/// The version in the crate's manifest.
pub fn stated() -> Result<String, String> {
    let manifest = read(&root().join("Cargo.toml"))?;
    let version = lock::value(&manifest, "version").map(str::to_owned);
    version.ok_or_else(|| "Cargo.toml states no version".into())
}

/// Checks that each file with a version has this version.
pub fn check(version: &str) -> Result<String, String> {
    let mut found = Vec::new();
    for (file, path) in JSON {
        let text = read(&root().join(file))?;
        let json: Value =
            serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
        let other = json.pointer(path).and_then(Value::as_str).unwrap_or("none");
        found.push((format!("{file}, {path}"), other.to_owned()));
    }
    let lock = read(&root().join("Cargo.lock"))?;
    found.push((
        "Cargo.lock".into(),
        lock::versions(&lock, "payauth").join(" and "),
    ));
    let heading = heading(&read(&root().join("CHANGELOG.md"))?)?;
    if let Heading::Unreleased {
        before: Some(before),
    } = &heading
        && before == version
    {
        return Err(format!(
            "CHANGELOG.md has changes after {version}, which is the version of Cargo.toml: raise it"
        ));
    }
    if let Heading::Released(newest) = heading {
        found.push(("CHANGELOG.md".into(), newest));
    }
    agree(version, &found)
}

const JSON: [(&str, &str); 5] = [
    ("pkg/package.json", "/version"),
    ("pkg/package-lock.json", "/version"),
    ("pkg/package-lock.json", "/packages//version"),
    ("pkg/jsr.json", "/version"),
    ("pkg/jsr/jsr.json", "/version"),
];

/// The points that are missing in the changelog before a release.
pub fn open() -> Result<Vec<String>, String> {
    Ok(match heading(&read(&root().join("CHANGELOG.md"))?)? {
        Heading::Released(_) => Vec::new(),
        Heading::Unreleased { .. } => {
            vec![
                "changelog: its newest section is [Unreleased]; give it the version and the date"
                    .into(),
            ]
        }
    })
}

fn agree(version: &str, found: &[(String, String)]) -> Result<String, String> {
    let others = found.iter().filter(|(_, other)| other != version);
    let others: Vec<_> = others
        .map(|(place, other)| format!("{place}: {other}"))
        .collect();
    if others.is_empty() {
        return Ok(format!(
            "{version} in Cargo.toml and {} other places",
            found.len()
        ));
    }
    Err(format!(
        "Cargo.toml has {version}, but {}",
        others.join("; ")
    ))
}

#[derive(Debug, PartialEq)]
enum Heading {
    Released(String),
    Unreleased { before: Option<String> },
}

/// The heading of the newest section of the changelog, and the release before it.
fn heading(changelog: &str) -> Result<Heading, String> {
    let mut sections = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## ["));
    let mut next = || {
        sections
            .next()
            .map(|line| line.split_once(']').unwrap_or((line, "")))
    };
    let (newest, after) = next().ok_or("CHANGELOG.md has no section")?;
    if newest == "Unreleased" {
        let before = next().map(|(before, _)| before.to_owned());
        return Ok(Heading::Unreleased { before });
    }
    let date = after.strip_prefix(" - ").unwrap_or_default();
    let is_date = date.len() == 10
        && date
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_date {
        return Err(format!(
            "CHANGELOG.md: [{newest}] needs a date, as in `## [{newest}] - 2026-12-31`"
        ));
    }
    Ok(Heading::Released(newest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Heading, agree, heading};

    #[test]
    fn every_place_with_another_version_is_named() {
        let found = [("a", "0.1.0"), ("b", "0.1.1"), ("c", "none")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(
            agree("0.1.0", &found).unwrap_err(),
            "Cargo.toml has 0.1.0, but b: 0.1.1; c: none"
        );
        assert!(agree("0.1.0", &found[..1]).is_ok());
    }

    #[test]
    fn a_changelog_without_a_section_or_without_its_date_is_rejected() {
        for changelog in [
            "",
            "## 0.1.0\n",
            "## [0.1.0]\n",
            "## [0.1.0] - soon\n",
            "## [0.1.0 - 2026-12-31\n",
        ] {
            assert!(heading(changelog).is_err(), "{changelog}");
        }
    }

    #[test]
    fn the_newest_section_is_a_release_or_is_marked_as_unreleased() {
        let released = heading("# Changelog\n## [0.1.0] - 2026-12-31\n").unwrap();
        assert_eq!(released, Heading::Released("0.1.0".into()));
        let first = heading("## [Unreleased]\n- a\n").unwrap();
        assert_eq!(first, Heading::Unreleased { before: None });
        let second = heading("## [Unreleased]\n## [0.1.0] - 2026-12-31\n").unwrap();
        assert_eq!(
            second,
            Heading::Unreleased {
                before: Some("0.1.0".into())
            }
        );
    }
}
