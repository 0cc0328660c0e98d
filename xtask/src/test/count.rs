//! Counts the tests that passed, using the texts that the test programs print.

use std::fmt;
use std::ops::AddAssign;

const ENDED: &str = "payauth: ";
const TESTS: &str = " tests";
const RUNTIMES: &str = " runtimes";
const CHECKS: &str = " packaging checks";

/// The number of tests that passed in one step, or in all steps.
#[derive(Debug, Default, PartialEq)]
pub struct Count {
    tests: usize,
    runtimes: usize,
    checks: usize,
}

impl Count {
    /// The count of a step that only passes or fails, such as a formatter.
    pub fn none() -> Self {
        Self::default()
    }

    /// Counts the tests in the output of `cargo test`, `node --test` or `tests/js/support/harness.mjs`. Each of
    /// these programs prints a different last line.
    pub fn tests(printed: &str) -> Result<Self, String> {
        let tests = passed(printed)?;
        Ok(Self {
            tests,
            ..Self::default()
        })
    }

    /// Counts the tests of `tests/js/run/suites.mjs`, which prints the number of passed tests for each runtime.
    pub fn runtimes(printed: &str) -> Result<Self, String> {
        let lines = printed
            .lines()
            .filter_map(|line| line.strip_suffix(" passed"));
        let runtimes = lines.filter(|line| line.contains(": ")).count();
        Ok(Self {
            runtimes,
            ..Self::tests(printed)?
        })
    }

    /// Counts the checks of `tests/js/run/packaging.mjs`.
    pub fn checks(printed: &str) -> Result<Self, String> {
        let checks = passed(printed)?;
        Ok(Self {
            checks,
            ..Self::default()
        })
    }

    /// Reads the last line of a step that ran as a separate process. [`Count::ended`] wrote this line.
    pub fn read(line: &str) -> Option<Self> {
        let said = line.strip_prefix(ENDED)?;
        let number = |what: &str| {
            let mut parts = said
                .split(", ")
                .map(|part| part.trim_end_matches(" passed"));
            let number = parts.find_map(|part| part.strip_suffix(what))?;
            number.replace(',', "").parse().ok()
        };
        Some(Self {
            tests: number(TESTS).unwrap_or(0),
            runtimes: number(RUNTIMES).unwrap_or(0),
            checks: number(CHECKS).unwrap_or(0),
        })
    }

    /// The last line of a run: the counts, and the duration of the run.
    pub fn ended(&self, took: &str) -> String {
        format!("{ENDED}{self}, {took}")
    }

    /// The count of a step that made one check itself.
    pub fn check() -> Self {
        Self {
            checks: 1,
            ..Self::default()
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.tests += other.tests;
        self.checks += other.checks;
        self.runtimes = self.runtimes.max(other.runtimes);
    }
}

/// Writes the counts that are above 0, such as `3,214 tests, 11 runtimes, 21 packaging checks passed`.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if self.tests > 0 {
            parts.push(format!("{}{TESTS}", thousands(self.tests)));
        }
        if self.runtimes > 0 {
            parts.push(format!("{}{RUNTIMES}", self.runtimes));
        }
        if self.checks > 0 {
            parts.push(format!("{}{CHECKS}", self.checks));
        }
        if parts.is_empty() {
            parts.push("all".into());
        }
        write!(f, "{} passed", parts.join(", "))
    }
}

/// The number of tests that passed. A number of 0 is a failure, because a program that ran no test proves nothing.
/// A test that was left out is a failure, too.
fn passed(printed: &str) -> Result<usize, String> {
    if let Some(line) = printed.lines().find(|line| left_out(line)) {
        return Err(format!("tests were left out: {line}"));
    }
    match printed.lines().filter_map(summary).sum() {
        0 => Err("no test was run".into()),
        passed => Ok(passed),
    }
}

/// The number in `test result: ok. 25 passed; …`, `suite: 25 passed, 0 failed` or `ℹ pass 25`.
fn summary(line: &str) -> Option<usize> {
    let number = if let Some(result) = line.strip_prefix("test result: ok. ") {
        result.split_once(" passed;")?.0
    } else if let Some(results) = line.strip_suffix(" passed, 0 failed") {
        results.rsplit_once(": ")?.1
    } else {
        line.strip_prefix("ℹ pass ")?
    };
    number.parse().ok()
}

/// Whether a line says that tests were left out. `cargo test` calls such tests ignored, and `node --test` calls
/// them skipped.
fn left_out(line: &str) -> bool {
    let ignored = line.starts_with("test result: ") && !line.contains(" 0 ignored;");
    let skipped = line.strip_prefix("ℹ skipped ");
    ignored || skipped.is_some_and(|number| number != "0")
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    if head.is_empty() {
        digits
    } else {
        format!("{head},{tail}")
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn the_last_line_of_a_step_is_read_back_as_the_same_count() {
        for (tests, runtimes, checks) in [
            (0, 0, 0),
            (1, 0, 0),
            (73_417, 11, 0),
            (999, 0, 427),
            (0, 0, 1),
        ] {
            let count = Count {
                tests,
                runtimes,
                checks,
            };
            assert_eq!(Count::read(&count.ended("3 m 2 s")), Some(count));
        }
    }

    #[test]
    fn a_line_without_a_count_is_ignored() {
        for line in [
            "",
            "payauth",
            "suite: 25 passed, 0 failed",
            " payauth: 3 tests passed",
        ] {
            assert_eq!(Count::read(line), None, "{line:?}");
        }
    }
}
