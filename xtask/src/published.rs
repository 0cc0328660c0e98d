//! Compares what is published with the reports in `release/`: the public API of both packages, and their files.

mod api;
mod files;
mod record;

use self::record::Record;
use crate::shell::{Done, command, output, root};

/// Compares what was built with the committed reports.
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

/// Rewrites the reports. A report on an API can change only if the changelog has changed.
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
