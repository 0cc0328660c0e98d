//! The npm packages that a folder's lock file names.

use crate::shell::{Done, command, root, run, step};

/// Installs what the lock file of `folder` names, unless that was done since it last changed.
pub fn install(folder: &str) -> Done {
    let lock = root().join(folder).join("package-lock.json");
    let installed = root().join(folder).join("node_modules/.package-lock.json");
    let changed = |path| std::fs::metadata(path).and_then(|file| file.modified()).ok();
    if changed(installed) >= changed(lock) {
        return Ok(());
    }
    step(&format!("npm packages of {folder}"), || {
        run(&mut command("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder))
    })
}
