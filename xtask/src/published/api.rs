//! The changelog, which must describe each change of the public API.

use crate::fingerprint::sha256;
use crate::shell::{read, root};

/// A fingerprint of the newest section of the changelog.
pub fn changelog() -> Result<String, String> {
    newest(&read(&root().join("CHANGELOG.md"))?).map(|section| sha256(section.as_bytes()))
}

fn newest(changelog: &str) -> Result<&str, String> {
    let (_, rest) = changelog
        .split_once("\n## [")
        .ok_or("CHANGELOG.md has no section")?;
    Ok(rest.split("\n## [").next().unwrap_or(rest).trim_end())
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn the_newest_section_is_the_first() {
        let changelog = "# Changelog\n\n## [Unreleased]\n\n- a\n\n## [0.1.0] - 2026-12-01\n\n- b\n";
        assert_eq!(newest(changelog).unwrap(), "Unreleased]\n\n- a");
        assert_eq!(newest("x\n## [0.1.0]\n- b\n").unwrap(), "0.1.0]\n- b");
    }

    #[test]
    fn a_changelog_without_a_section_is_rejected() {
        for changelog in ["", "# Changelog\n", "## Changes\n", "text ## [1.0.0]"] {
            assert!(newest(changelog).is_err(), "{changelog}");
        }
    }
}
