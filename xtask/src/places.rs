//! The names and addresses of the published packages, which `release/places.json` contains. An address is a URL or
//! an email address.

mod named;
mod strays;
#[cfg(test)]
mod tests;

pub use self::named::Places;

use crate::files::tracked;
use crate::shell::{read, root};

/// Checks that no other file of the repository has a name or address that differs from `release/places.json`.
pub fn check() -> Result<(), String> {
    let faults = strays::faults(&Places::load()?, &files()?);
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults.join("\n"))
}

/// The text files that git tracks or does not ignore. Lock files are left out, because they contain names that
/// others publish.
fn files() -> Result<Vec<(String, String)>, String> {
    let is_lock = |path: &str| path.ends_with("Cargo.lock") || path.ends_with("package-lock.json");
    Ok(tracked()?
        .into_iter()
        .filter(|path| !is_lock(path) && path != TESTS)
        .filter_map(|path| read(&root().join(&path)).ok().map(|text| (path, text)))
        .collect())
}

/// This file is left out, because its names are wrong on purpose.
const TESTS: &str = "xtask/src/places/tests.rs";
