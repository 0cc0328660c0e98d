//! The names and places of what is published, `release/places.json`: the only place of these facts.

mod named;
mod strays;
#[cfg(test)]
mod tests;

pub use self::named::Places;

use crate::files::tracked;
use crate::shell::{read, root};

/// Checks that no file of the repository has a name or place that differs from that file.
pub fn check() -> Result<(), String> {
    let faults = strays::faults(&Places::load()?, &files()?);
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults.join("\n"))
}

/// The text files that git tracks or would track. The lock files name what others publish.
fn files() -> Result<Vec<(String, String)>, String> {
    let is_lock = |path: &str| path.ends_with("Cargo.lock") || path.ends_with("package-lock.json");
    Ok(tracked()?
        .into_iter()
        .filter(|path| !is_lock(path) && path != TESTS)
        .filter_map(|path| read(&root().join(&path)).ok().map(|text| (path, text)))
        .collect())
}

/// This file has wrong names on purpose.
const TESTS: &str = "xtask/src/places/tests.rs";
