//! Tests a Worker in Rust in workerd, with the oldest and the newest crates that payauth's version ranges allow.
//! This step runs only if it is named, because it asks the registry for the newest versions, and builds a
//! wasm-bindgen for each Worker.

use std::path::{Path, PathBuf};

use super::count::Count;
use super::rust::WASM;
use crate::lock::versions;
use crate::shell::{Done, command, copy_all, read, root, run, shown, target, write};
use crate::{npm, toolchain};

/// The crates for which payauth's manifest has version ranges.
const RANGED: [&str; 4] = ["wasm-bindgen", "js-sys", "web-sys", "serde-wasm-bindgen"];

pub fn check() -> Result<Count, String> {
    toolchain::target(WASM)?;
    npm::install("tests/vendors")?;
    let mut count = Count::none();
    for which in ["oldest", "newest"] {
        println!("\n   {which} versions");
        let place = place().join(which);
        copy_all(&root().join("examples/rust-worker"), &place)?;
        if which == "oldest" {
            let manifest = place.join("Cargo.toml");
            write(
                &manifest,
                pinned(&read(&manifest)?, &read(&root().join("Cargo.toml"))?)?,
            )?;
        }
        compile(&place)?;
        let lock = read(&place.join("Cargo.lock"))?;
        for name in RANGED.into_iter().chain(["worker"]) {
            println!("   {name} {}", versions(&lock, name).join(", "));
        }
        let folder = bind(&lock, &place)?;
        let shown = shown(command("node", &["js/run/rust-worker.mjs"], "tests").arg(folder))?;
        count += Count::tests(&shown)?;
    }
    Ok(count)
}

fn place() -> PathBuf {
    target().join("rust-worker")
}

/// The manifest of the example, in which each version range is reduced to its oldest version.
fn pinned(example: &str, manifest: &str) -> Result<String, String> {
    // These crates have the same version, because crates of different patch versions do not always compile
    // together.
    let worker = oldest(example, "worker")?;
    let mut pins = ["worker", "worker-macros", "worker-sys"]
        .map(|name| format!("{name} = \"={worker}\"\n"))
        .to_vec();
    for name in RANGED {
        pins.push(format!("{name} = \"={}\"\n", oldest(manifest, name)?));
    }
    let pins = pins.concat();
    Ok(format!(
        "{example}\n[target.'cfg(all())'.dependencies]\n{pins}"
    ))
}

/// The first version in the version range of a dependency, in the text of a manifest.
fn oldest(manifest: &str, name: &str) -> Result<String, String> {
    let table = format!("\n[dependencies.{name}]\nversion = \"");
    let line = format!("\n{name} = ");
    let after = manifest
        .split_once(&table)
        .map(|(_, rest)| rest)
        .or_else(|| Some(manifest.split_once(&line)?.1.split_once('"')?.1));
    let range = after.and_then(|rest| rest.split('"').next());
    let first = range.and_then(|range| range.split(',').next());
    let first = first.ok_or_else(|| format!("no version of {name} in the manifest"))?;
    if first.starts_with('=') {
        return Err(format!("{name}: {first:?} is not a range"));
    }
    let mut version = first
        .trim_start_matches([' ', '>', '=', '^', '~'])
        .to_owned();
    while version.matches('.').count() < 2 {
        version += ".0";
    }
    Ok(version)
}

/// Builds the Worker with the payauth of this repository, and with the newest versions of its other dependencies.
fn compile(place: &Path) -> Done {
    let _ = std::fs::remove_file(place.join("Cargo.lock"));
    let ours = format!("patch.crates-io.payauth.path='{}'", root().display());
    let build = [
        "build",
        "--release",
        "--quiet",
        "--target",
        WASM,
        "--config",
    ];
    let mut cargo = command("cargo", &build, "");
    run(cargo
        .arg(ours)
        .current_dir(place)
        .env("CARGO_TARGET_DIR", self::place().join("build")))
}

/// Makes the JavaScript for the module like worker-build, with the version of wasm-bindgen that the Worker uses.
fn bind(lock: &str, place: &Path) -> Result<PathBuf, String> {
    let found = versions(lock, "wasm-bindgen");
    let version = found.first().ok_or("the Worker has no wasm-bindgen")?;
    let tool = self::place().join("tools").join(version);
    let program = tool
        .join("bin")
        .join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        // The registry may not have all versions that the lock file of the tool lists.
        install(version, &tool, &["--locked"]).or_else(|_| install(version, &tool, &[]))?;
    }
    let module = self::place().join(format!(
        "build/{WASM}/release/payauth_example_rust_worker.wasm"
    ));
    let folder = place.join("module");
    let options = [
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "index",
        "--out-dir",
    ];
    run(command(&program.to_string_lossy(), &options, "")
        .arg(&folder)
        .arg(module))?;
    Ok(folder)
}

fn install(version: &str, tool: &Path, more: &[&str]) -> Done {
    let install = [
        "install",
        "wasm-bindgen-cli",
        "--quiet",
        "--bin",
        "wasm-bindgen",
        "--version",
        version,
        "--root",
    ];
    let mut cargo = command("cargo", &install, "");
    run(cargo
        .arg(tool)
        .args(more)
        .env("CARGO_TARGET_DIR", place().join("install")))
}

#[cfg(test)]
mod tests {
    use super::{oldest, pinned};

    const EXAMPLE: &str = "[dependencies]\npayauth = \"0.1\"\nworker = \">=0.6, <0.9\"\n";
    const MANIFEST: &str = "[dependencies]\nwasm-bindgen = { version = \"0.2.100\", optional = true }\n\
        js-sys = \"^0.3.77\"\nserde-wasm-bindgen = { version = \"0.6.5\" }\n\n\
        [dependencies.web-sys]\nversion = \"0.3.77\"\n";

    #[test]
    fn an_exact_or_missing_version_is_rejected() {
        for (name, version) in [("wasm-bindgen", "\"0.2.100\""), ("js-sys", "\"^0.3.77\"")] {
            let exact = MANIFEST.replace(
                version,
                &version.replacen(['"', '^'], "\"=", 1).replace("=^", "="),
            );
            assert!(
                oldest(&exact, name).unwrap_err().ends_with("not a range"),
                "{exact}"
            );
        }
        assert!(pinned(EXAMPLE, "").unwrap_err().contains("wasm-bindgen"));
        assert!(pinned("", MANIFEST).unwrap_err().contains("worker"));
    }

    #[test]
    fn each_range_is_reduced_to_its_oldest_version() {
        let pins = "worker = \"=0.6.0\"\nworker-macros = \"=0.6.0\"\nworker-sys = \"=0.6.0\"\nwasm-bindgen = \"=0.2.100\"\njs-sys = \"=0.3.77\"\nweb-sys = \"=0.3.77\"\n\
            serde-wasm-bindgen = \"=0.6.5\"\n";
        assert!(pinned(EXAMPLE, MANIFEST).unwrap().ends_with(pins));
    }
}
