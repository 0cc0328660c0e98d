//! Reads the definitions, and describes the files that are written.

use std::path::PathBuf;

use payauth::encoding::json::Value;
use payauth::scheme::Compiled;

use crate::shell::{read, root};

/// A file that is written, and its text.
pub struct Generated {
    pub path: PathBuf,
    pub text: String,
}

/// A definition of the catalogue, as JSON and in its compiled form.
pub struct Definition<'a> {
    pub name: &'a str,
    pub root: Value<'a>,
    pub compiled: Compiled,
}

/// The definitions in a folder, each with its name and its text, in the order of the names.
pub fn definitions(folder: &str) -> Result<Vec<(String, String)>, String> {
    let folder = root().join("definitions").join(folder);
    let entries = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push((name, read(&path)?));
        }
    }
    found.sort();
    Ok(found)
}
