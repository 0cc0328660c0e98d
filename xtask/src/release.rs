//! Checks and makes everything that a release needs. Nothing is published by this command.

mod advisories;
mod artifacts;
mod components;
mod licences;
mod report;
mod sbom;
mod tree;
mod versions;

use self::report::Report;
use crate::places::Places;
use crate::shell::{Done, fresh_folder, step, target};
use crate::{build, layout, npm, oldest_rust, places, published, reproducible};

pub fn release(arguments: &[String]) -> Done {
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        ["--dry-run"] => checked(false),
        [] => checked(true),
        ["--write"] => {
            build::build()?;
            npm::install("tests")?;
            published::write()
        }
        _ => Err("use `cargo xtask release --dry-run`, `cargo xtask release` or `cargo xtask release --write`".into()),
    }
}

/// Runs all checks. If `is_final` is true, an open point is a failure.
fn checked(is_final: bool) -> Done {
    tree::clean()?;
    let folder = target().join("release-dry-run");
    fresh_folder(&folder)?;
    build::build()?;
    npm::install("tests")?;
    let version = versions::stated()?;
    let mut report = Report::new(&version, &tree::commit()?);
    sources(&mut report, &version)?;
    packages(&mut report);
    report.add("what others made", licences::check());
    report.outcome("advisories and bans (cargo deny)", advisories::cargo_deny());
    report.outcome("signatures of npm packages", advisories::npm_signatures());
    match step("the files of the release", || {
        artifacts::make(&folder, &version)
    }) {
        Ok(files) => report.files(&folder, &files)?,
        Err(reason) => report.add("the files of the release", Err(reason)),
    }
    report.write(&folder)?;
    report.verdict(is_final)
}

fn sources(report: &mut Report, version: &str) -> Done {
    report.add("versions", versions::check(version));
    for open in versions::open()?.into_iter().chain(Places::load()?.open()) {
        report.open(open);
    }
    report.add(
        "names and places",
        places::check().map(|()| "each is that of release/places.json".into()),
    );
    report.add(
        "layout",
        layout::check().map(|()| "no cycle; no file or function is too long".into()),
    );
    Ok(())
}

fn packages(report: &mut Report) {
    let published = published::check();
    report.add(
        "public API and packed files",
        published.map(|count| format!("{count} reports under release/ match")),
    );
    let same = step(
        "a second build in another folder (20 s)",
        reproducible::check,
    );
    report.add(
        "a second build",
        same.map(|()| "the wasm modules are the same, byte for byte".into()),
    );
    match oldest_rust::obtain() {
        Err(reason) => report.not_run("oldest Rust", reason),
        Ok(rust) => {
            let built = step("the oldest Rust (a minute)", || oldest_rust::builds(&rust));
            report.add(
                "oldest Rust",
                built.map(|sets| format!("{rust} builds {sets} sets of features")),
            );
        }
    }
}
