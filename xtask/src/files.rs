//! Lists files.

use std::path::Path;

use crate::shell::{command, output, root};

/// The files that git tracks or would track, by their paths from the root.
pub fn tracked() -> Result<Vec<String>, String> {
    let listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let files = output(&mut command("git", &listed, ""))?;
    let is_there = |file: &&str| root().join(file).is_file();
    Ok(files.lines().filter(is_there).map(str::to_owned).collect())
}

/// The files of a folder and of those inside it, in order, by their paths from the folder.
pub fn below(folder: &Path) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, before: &str, files: &mut Vec<String>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, &format!("{before}{name}/"), files)?;
        } else {
            files.push(format!("{before}{name}"));
        }
    }
    Ok(())
}
