//! The report on the checks of a release.

#![expect(
    clippy::format_push_string,
    reason = "each text is written only one time, and a line for each piece is the easiest to read"
)]

use std::path::{Path, PathBuf};

use crate::fingerprint;
use crate::shell::{Done, write};

/// The result of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Holds(String),
    Fails(String),
    /// The check cannot run on this machine.
    NotRun(String),
}

use Outcome::{Fails, Holds, NotRun};

pub struct Report {
    version: String,
    commit: String,
    checks: Vec<(String, Outcome)>,
    open: Vec<String>,
    files: Vec<(String, String)>,
}

impl Report {
    pub fn new(version: &str, commit: &str) -> Self {
        let [version, commit] = [version, commit].map(str::to_owned);
        Self {
            version,
            commit,
            checks: Vec::new(),
            open: Vec::new(),
            files: Vec::new(),
        }
    }

    pub fn add(&mut self, what: &str, result: Result<String, String>) {
        self.outcome(what, result.map_or_else(Fails, Holds));
    }

    pub fn not_run(&mut self, what: &str, why: String) {
        self.outcome(what, NotRun(why));
    }

    pub fn outcome(&mut self, what: &str, outcome: Outcome) {
        self.checks.push((what.to_owned(), outcome));
    }

    /// Adds a point that people must settle before a release.
    pub fn open(&mut self, what: String) {
        self.open.push(what);
    }

    /// Adds the files that are published, with their checksums in the format of `sha256sum --check`.
    pub fn files(&mut self, folder: &Path, files: &[PathBuf]) -> Done {
        for path in files {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            self.files.push((name, fingerprint::of_file(path)?));
        }
        self.files.sort();
        let lines: Vec<_> = self
            .files
            .iter()
            .map(|(name, sum)| format!("{sum}  {name}\n"))
            .collect();
        write(&folder.join("SHA256SUMS"), lines.concat())
    }

    pub fn write(&self, folder: &Path) -> Done {
        let text = self.text();
        println!("\n{text}");
        write(&folder.join("report.md"), text)
    }

    /// Adds the last line. If `is_final` is true, an open point is an error.
    pub fn verdict(&self, is_final: bool) -> Done {
        let count = |wanted: fn(&Outcome) -> bool| {
            self.checks
                .iter()
                .filter(|(_, outcome)| wanted(outcome))
                .count()
        };
        let holds = count(|outcome| matches!(outcome, Holds(_)));
        let fails = count(|outcome| matches!(outcome, Fails(_)));
        let not_run = count(|outcome| matches!(outcome, NotRun(_)));
        let counted = format!(
            "{holds} checks passed, {fails} failed, {not_run} not run, {} points open",
            self.open.len()
        );
        if fails > 0 {
            return Err(counted);
        }
        if is_final && !self.open.is_empty() {
            return Err(format!("{counted}; a release needs every point settled"));
        }
        println!("release {}: {counted}", self.version);
        Ok(())
    }

    fn text(&self) -> String {
        let Self {
            version, commit, ..
        } = self;
        let mut text = format!(
            "# payauth {version}, ready for a release?\n\nCommit {commit}.\n\n## Checks\n\n"
        );
        text += "| | | |\n|---|---|---|\n";
        for (what, outcome) in &self.checks {
            let (sign, detail) = match outcome {
                Holds(detail) => ("passed", detail),
                Fails(detail) => ("**failed**", detail),
                NotRun(detail) => ("not run", detail),
            };
            let detail = detail.trim().replace('|', "\\|").replace('\n', "<br>");
            text += &format!("| {sign} | {what} | {detail} |\n");
        }
        text += "\n## Open\n\n";
        if self.open.is_empty() {
            text += "Nothing.\n";
        }
        for open in &self.open {
            text += &format!("- {open}\n");
        }
        text += "\n## Files\n\n| file | SHA-256 |\n|---|---|\n";
        for (name, sum) in &self.files {
            text += &format!("| {name} | `{sum}` |\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Report};

    fn report(outcomes: &[Outcome], open: &[&str]) -> Report {
        let mut report = Report::new("0.1.0", "abc");
        for outcome in outcomes {
            report.outcome("a check", outcome.clone());
        }
        for one in open {
            report.open((*one).to_owned());
        }
        report
    }

    fn holds() -> Outcome {
        Outcome::Holds("fine".into())
    }

    #[test]
    fn a_check_that_failed_fails_the_run() {
        let failed = report(&[holds(), Outcome::Fails("a | b\nc".into())], &[]);
        assert_eq!(
            failed.verdict(false).unwrap_err(),
            "1 checks passed, 1 failed, 0 not run, 0 points open"
        );
        assert!(
            failed
                .text()
                .contains("| **failed** | a check | a \\| b<br>c |\n"),
            "{}",
            failed.text()
        );
    }

    #[test]
    fn an_open_point_fails_a_release_but_not_a_dry_run() {
        let open = report(&[holds()], &["jsr: @payauth/payauth"]);
        assert!(
            open.verdict(true)
                .unwrap_err()
                .ends_with("1 points open; a release needs every point settled")
        );
        assert_eq!(open.verdict(false), Ok(()));
        assert!(open.text().contains("## Open\n\n- jsr: @payauth/payauth\n"));
    }

    #[test]
    fn a_check_that_did_not_run_is_reported_but_does_not_fail_the_run() {
        let not_run = report(&[holds(), Outcome::NotRun("no network".into())], &[]);
        assert_eq!(not_run.verdict(true), Ok(()));
        assert!(
            not_run
                .text()
                .contains("| not run | a check | no network |\n")
        );
        assert!(not_run.text().contains("## Open\n\nNothing.\n"));
    }
}
