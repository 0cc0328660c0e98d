//! Installs the npm packages that the lock file of a folder lists.

use std::path::PathBuf;

use crate::shell::{Done, command, copy, root, run, step};

/// The folders with a lock file: `folder` itself, and folders inside it.
pub fn folders(folder: &str) -> Result<Vec<String>, String> {
    let entries =
        std::fs::read_dir(root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    let below = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<_> = below.map(|name| format!("{folder}/{name}")).collect();
    found.sort();
    found.insert(0, folder.to_owned());
    found.retain(|folder| root().join(folder).join("package-lock.json").exists());
    Ok(found)
}

/// Installs the packages that the lock file of `folder` lists, unless exactly these packages were installed before.
///
/// No script of a package is run, so that all versions of npm install the same files. The only exception is Bun's
/// script, which installs the program of Bun.
pub fn install(folder: &str) -> Done {
    let place = |file: &str| root().join(folder).join(file);
    let (lock, installed) = (
        place("package-lock.json"),
        place("node_modules/.installed-lock"),
    );
    let content = |path: &PathBuf| std::fs::read(path).ok();
    if content(&lock).is_some() && content(&lock) == content(&installed) {
        return Ok(());
    }
    step(
        &format!("npm packages of {folder}/ (up to a minute)"),
        || {
            let quiet = [
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ];
            run(command("npm", &["ci"], folder).args(quiet))?;
            if place("node_modules/bun/install.js").exists() {
                run(&mut command(
                    "node",
                    &["node_modules/bun/install.js"],
                    folder,
                ))?;
            }
            copy(&lock, &installed)
        },
    )
}
