//! Checks that the crate builds with the oldest Rust that it supports, which is `rust-version` in the manifest. rustup
//! installs this toolchain.

use crate::shell::{command, read, root, run, target};
use crate::toolchain;

/// Installs the oldest Rust, and returns its version.
pub fn obtain() -> Result<String, String> {
    let version = stated(&read(&root().join("Cargo.toml"))?)?;
    toolchain::rust(&version, WASM).map_err(|reason| {
        format!("Rust {version} cannot be installed, so it built nothing: {reason}")
    })?;
    Ok(version)
}

/// Builds the crate with three sets of features for the host, and with the feature `web` for wasm32, as a Worker uses
/// it. Returns the number of builds.
pub fn builds(version: &str) -> Result<usize, String> {
    for features in SETS {
        let build = [
            "run", version, "cargo", "build", "--locked", "--quiet", "-p", "payauth",
        ];
        let mut cargo = command("rustup", &build, "");
        run(cargo
            .args(*features)
            .env("CARGO_TARGET_DIR", target().join("oldest-rust")))?;
        println!("   Rust {version} builds payauth {}", features.join(" "));
    }
    Ok(SETS.len())
}

const WASM: &str = "wasm32-unknown-unknown";
const SETS: &[&[&str]] = &[
    &["--no-default-features"],
    &[],
    &["--all-features"],
    &["--features", "web", "--target", WASM],
];

fn stated(manifest: &str) -> Result<String, String> {
    let line = |line: &str| {
        line.strip_prefix("rust-version = \"")?
            .strip_suffix('"')
            .map(str::to_owned)
    };
    let stated = manifest.lines().find_map(line);
    stated.ok_or_else(|| "Cargo.toml states no rust-version".into())
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn a_manifest_without_a_rust_version_is_rejected() {
        for manifest in [
            "",
            "rust-version.workspace = true\n",
            "# rust-version = \"1.88\"\n",
        ] {
            assert!(stated(manifest).is_err(), "{manifest}");
        }
        assert_eq!(
            stated("[workspace.package]\nrust-version = \"1.88\"\n").unwrap(),
            "1.88"
        );
    }
}
