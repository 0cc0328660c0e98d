//! Scripts as the package and the page have them.

use std::path::{Path, PathBuf};

use crate::shell::{Done, command, run};

/// The entry points of the package.
pub const ENTRIES: [&str; 11] = [
    "index",
    "pure",
    "explain",
    "providers",
    "node",
    "redis",
    "durable-object",
    "workers-kv",
    "deno-kv",
    "sql",
    "testing",
];

/// What is a file of its own beside the entries: the reader of definitions, so that a bundle that does not
/// use it leaves it out, and what it needs, so that this is no part of its file.
pub const APART: [&str; 2] = ["reader", "scratch"];

/// The entry point that is data alone, the same for every loader.
pub const DATA: &str = "schemes";

/// The paths of scripts in a folder.
pub fn scripts(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let script = |name| folder.join(format!("{name}.js"));
    names.iter().map(script).collect()
}

/// The scripts that were made in a folder: the entries, and what they share.
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

/// One file of many: it is imported in a third of the time (Node 20: 4.5 ms against 12.8).
pub fn esbuild(options: &[&str], entries: &[PathBuf], folder: &Path) -> Done {
    let esbuild = "node_modules/esbuild-wasm/bin/esbuild";
    let always = ["--target=es2022", "--log-level=warning"];
    let outside = ["--external:*.wasm", "--external:*.wasm?module"];
    run(command("node", &[esbuild], "pkg")
        .args(always)
        .args(options)
        .args(if options.contains(&"--bundle") {
            &outside[..]
        } else {
            &[]
        })
        .arg(format!("--outdir={}", folder.display()))
        .args(entries))
}
