//! Compares the published parts with the reports in `release/`: the public API and the files of the npm package and of
//! the crate.

mod api;
mod files;
mod record;

use self::record::Record;
use crate::shell::{Done, command, output, root};

/// Compares the built packages with the committed reports.
pub fn check() -> Result<usize, String> {
    let records = records()?;
    let faults: Vec<_> = records.iter().filter_map(Record::fault).collect();
    if faults.is_empty() {
        return Ok(records.len());
    }
    Err(format!(
        "{}\n\nIf intended, describe it in CHANGELOG.md, then run `cargo xtask release --write`.",
        faults.join("\n")
    ))
}

/// Writes the reports again. A report on an API can change only if the changelog has changed.
pub fn write() -> Done {
    let changelog = api::changelog()?;
    for record in records()? {
        record.write(&changelog)?;
        println!("written: {}", record.file);
    }
    Ok(())
}

fn records() -> Result<Vec<Record>, String> {
    let npm = output(&mut command("node", &["js/run/public-api.mjs"], "tests"))?;
    Ok(vec![
        Record::api("release/npm-api.txt", &npm),
        Record::api(
            "release/crate-api.txt",
            &crate::crate_api::report(&root().join("src"))?,
        ),
        Record::files("release/npm-files.txt", &files::npm()?),
        Record::files("release/jsr-files.txt", &files::jsr()?),
        Record::files("release/crate-files.txt", &files::krate()?),
    ])
}
