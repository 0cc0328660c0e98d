//! Checks advisories and signatures for the crates and packages that are used. The checks are made by tools that
//! use the network.

use super::report::Outcome::{self, Fails, Holds, NotRun};
use crate::shell::command;

/// Checks the advisories, bans and sources of crates with `cargo deny`, if it is installed.
pub fn cargo_deny() -> Outcome {
    let Some((true, _)) = ran("cargo", &["deny", "--version"], "") else {
        return NotRun("cargo-deny is not installed: `cargo install cargo-deny --locked`".into());
    };
    let offline = [
        "deny",
        "--all-features",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ];
    match ran("cargo", &offline, "") {
        Some((true, _)) => {}
        Some((false, said)) => return Fails(said),
        None => return NotRun("cargo deny could not be started".into()),
    }
    let advisories = [
        "deny",
        "--all-features",
        "check",
        "--hide-inclusion-graph",
        "advisories",
    ];
    read_advisories(ran("cargo", &advisories, ""))
}

fn read_advisories(ran: Option<(bool, String)>) -> Outcome {
    match ran {
        Some((true, _)) => Holds("cargo deny finds nothing".into()),
        Some((false, said)) if said.contains("advisory database") => NotRun(
            "bans, licences and sources are right; the database of advisories could not be fetched"
                .into(),
        ),
        Some((false, said)) => Fails(said),
        None => NotRun("cargo deny could not be started".into()),
    }
}

/// Checks npm's signatures of the tools that build the package.
pub fn npm_signatures() -> Outcome {
    read_signatures(ran("npm", &["audit", "signatures"], "pkg"))
}

fn read_signatures(ran: Option<(bool, String)>) -> Outcome {
    match ran {
        Some((true, said)) => Holds(said.lines().last().unwrap_or_default().to_owned()),
        Some((false, said)) if said.contains("invalid") || said.contains("missing") => Fails(said),
        Some((false, said)) => {
            let first = said.lines().next().unwrap_or_default();
            NotRun(format!("the registry did not answer: {first}"))
        }
        None => NotRun("npm could not be started".into()),
    }
}

/// Runs a program. Returns whether it succeeded and what it printed.
fn ran(program: &str, arguments: &[&str], folder: &str) -> Option<(bool, String)> {
    let output = command(program, arguments, folder).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some((
        output.status.success(),
        String::from_utf8_lossy(&said).trim().to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, read_advisories, read_signatures};

    fn said(success: bool, text: &str) -> (bool, String) {
        (success, text.to_owned())
    }

    #[test]
    fn an_advisory_and_a_wrong_signature_fail() {
        for outcome in [
            read_advisories(Some(said(false, "error[vulnerability]: a hole in `crate`"))),
            read_signatures(Some(said(
                false,
                "1 package has an invalid registry signature:\nesbuild-wasm",
            ))),
            read_signatures(Some(said(
                false,
                "2 packages have missing registry signatures",
            ))),
        ] {
            assert!(matches!(outcome, Outcome::Fails(_)), "{outcome:?}");
        }
    }

    #[test]
    fn a_missing_network_is_neither_a_failure_nor_a_success() {
        for outcome in [
            read_advisories(Some(said(
                false,
                "failed to fetch advisory database https://example.com",
            ))),
            read_signatures(Some(said(
                false,
                "npm error code ENOTFOUND\nnpm error network",
            ))),
            read_advisories(None),
            read_signatures(None),
        ] {
            assert!(matches!(outcome, Outcome::NotRun(_)), "{outcome:?}");
        }
    }

    #[test]
    fn a_check_that_passes_is_reported_as_passed() {
        let signatures = read_signatures(Some(said(
            true,
            "audited 5 packages in 0s\n\n5 packages have verified signatures",
        )));
        assert_eq!(
            signatures,
            Outcome::Holds("5 packages have verified signatures".into())
        );
        assert!(matches!(
            read_advisories(Some(said(true, "advisories ok"))),
            Outcome::Holds(_)
        ));
    }
}
