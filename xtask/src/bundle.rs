//! Finds and bundles scripts, for the package and for the page.

use std::path::{Path, PathBuf};

use crate::shell::{Done, command, run};

/// The paths of scripts in a folder.
pub fn scripts(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let script = |name| folder.join(format!("{name}.js"));
    names.iter().map(script).collect()
}

/// The scripts that were made in a folder: the entries, and the scripts that several entries share.
pub fn made_scripts(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut made = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            made.push(path);
        }
    }
    made.sort();
    Ok(made)
}

/// Bundles scripts for the page.
pub fn esbuild(options: &[&str], entries: &[PathBuf], folder: &Path) -> Done {
    let esbuild = "node_modules/esbuild-wasm/bin/esbuild";
    // The package's manifest has a condition that only Nitro reads, in the copy of the manifest that Nitro writes.
    let always = [
        "--target=es2022",
        "--log-level=warning",
        "--log-override:package.json=silent",
    ];
    run(command("node", &[esbuild], "pkg")
        .args(always)
        .args(options)
        .arg(format!("--outdir={}", folder.display()))
        .args(entries))
}
