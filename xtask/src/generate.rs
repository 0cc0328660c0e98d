//! Writes the files that are generated from the definitions under `definitions`, from the crate, and from
//! `ERRORS.md`. Each fact is written by hand in only one of these places.

#![expect(
    clippy::format_push_string,
    reason = "each file is written once, and a line for each piece is the easiest to read"
)]

mod boundary;
mod exports;
mod file;
mod json;
mod literal;
mod providers;
mod records;
mod rust;
mod schema;
mod schemes;
mod table;
mod words;

use self::file::Generated;
use crate::shell::{Done, read, root, write};

/// Writes every file that is generated.
pub fn generate() -> Done {
    for Generated { path, text } in all()? {
        write(&root().join(path), text)?;
    }
    Ok(())
}

/// Checks that each generated file is up to date.
pub fn check() -> Result<(), String> {
    let mut stale = Vec::new();
    for Generated { path, text } in all()? {
        if read(&root().join(&path)).unwrap_or_default() != text {
            let place = path.strip_prefix(root()).unwrap_or(&path);
            stale.push(place.display().to_string());
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    let files = stale.join(", ");
    Err(format!(
        "{files}: not up to date with the definitions and the crate; run `cargo xtask generate`"
    ))
}

fn all() -> Result<Vec<Generated>, String> {
    let mut files = schemes::files()?;
    files.extend(providers::files()?);
    files.extend(exports::files()?);
    files.push(boundary::file());
    files.push(records::file());
    files.push(words::file()?);
    Ok(files)
}
