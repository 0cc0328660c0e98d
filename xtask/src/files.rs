//! Lists the files of the repository and of folders.

use std::path::Path;

use crate::shell::{command, output, root};

/// The files that git tracks or that are not ignored. The paths are relative to the root of the repository.
pub fn tracked() -> Result<Vec<String>, String> {
    let listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let files = output(&mut command("git", &listed, ""))?;
    let is_there = |file: &&str| root().join(file).is_file();
    Ok(files.lines().filter(is_there).map(str::to_owned).collect())
}

/// The files of a folder, including the files of the folders inside it, in order. The paths are relative to the
/// folder.
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
