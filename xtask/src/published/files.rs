//! Lists the files that are published in each registry.

use serde_json::Value;

use crate::files::below;
use crate::shell::{command, output, root};

/// The files that npm packs.
pub fn npm() -> Result<Vec<String>, String> {
    let pack = [
        "pack",
        "--dry-run",
        "--json",
        "--ignore-scripts",
        "--loglevel=error",
    ];
    let printed = output(&mut command("npm", &pack, "pkg"))?;
    let packed: Value =
        serde_json::from_str(&printed).map_err(|error| format!("npm pack: {error}"))?;
    let files = packed
        .pointer("/0/files")
        .and_then(Value::as_array)
        .ok_or("npm pack lists no files")?;
    let paths = files
        .iter()
        .filter_map(|file| file.get("path")?.as_str().map(str::to_owned));
    Ok(listed(&paths.collect::<Vec<_>>()))
}

/// The files for JSR: all files in the folder.
pub fn jsr() -> Result<Vec<String>, String> {
    Ok(listed(&below(&root().join("pkg/jsr"))?))
}

/// The files that cargo packs.
pub fn krate() -> Result<Vec<String>, String> {
    let list = ["package", "--list", "--locked", "--allow-dirty"];
    let printed = output(&mut command("cargo", &list, ""))?;
    // `.cargo_vcs_info.json` is left out, because cargo adds it only if the tree is clean.
    let files = printed
        .lines()
        .filter(|file| *file != ".cargo_vcs_info.json");
    Ok(listed(&files.map(str::to_owned).collect::<Vec<_>>()))
}

/// The list in alphabetical order.
fn listed(files: &[String]) -> Vec<String> {
    let mut files: Vec<_> = files.iter().map(|file| file.replace('\\', "/")).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_list_is_sorted_and_keeps_duplicate_names() {
        let files = ["b", "dist\\a", "a", "b"].map(String::from);
        assert_eq!(listed(&files), ["a", "b", "b", "dist/a"]);
    }
}
