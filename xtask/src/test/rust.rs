//! The steps on the Rust crate, which use cargo's own tools.

use std::process::Command;

use super::count::Count;
use crate::shell::{command, run, shown};
use crate::toolchain;

/// The boundary is compiled only for this target.
pub const WASM: &str = "wasm32-unknown-unknown";

pub fn format() -> Result<Count, String> {
    toolchain::component("rustfmt")?;
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    Ok(Count::none())
}

pub fn lint() -> Result<Count, String> {
    toolchain::component("clippy")?;
    toolchain::target(WASM)?;
    let deny = ["--", "-D", "warnings"];
    let host = [
        "clippy",
        "--locked",
        "--quiet",
        "-p",
        "payauth",
        "-p",
        "xtask",
        "--all-targets",
    ];
    run(cargo(&host).args(deny))?;
    let wasm = [
        "clippy",
        "--locked",
        "--quiet",
        "-p",
        "payauth",
        "-p",
        "payauth-wasm",
    ];
    run(cargo(&wasm)
        .args([
            "--features",
            "payauth/wasm,payauth/wasm-explain",
            "--target",
            WASM,
        ])
        .args(deny))?;
    Ok(Count::none())
}

pub fn docs() -> Result<Count, String> {
    let mut doc = cargo(&["doc", "--locked", "--quiet", "--no-deps"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Count::none())
}

/// The features for the modules of the npm package. The modules are built separately, each with one of these
/// features.
const MODULES: [&str; 4] = ["hmac", "webhooks", "define", "explain"];

pub fn features() -> Result<Count, String> {
    for features in ["--no-default-features", "--all-features"] {
        run(&mut cargo(&["check", "--locked", "--quiet", features]))?;
    }
    toolchain::target(WASM)?;
    for module in MODULES {
        let feature = format!("--features=wasm-{module}");
        let of_module = ["clippy", "--locked", "--quiet", "--no-default-features"];
        run(cargo(&of_module)
            .arg(feature)
            .args(["--target", WASM, "--", "-D", "warnings"]))?;
    }
    Ok(Count::none())
}

pub fn native() -> Result<Count, String> {
    Count::tests(&shown(&mut cargo(&["test", "--locked"]))?)
}

/// Runs the tests of the boundary's calls on the host. `cargo test` without features does not run them.
pub fn boundary() -> Result<Count, String> {
    let test = [
        "test",
        "--locked",
        "--features",
        "wasm",
        "--test",
        "boundary",
    ];
    Count::tests(&shown(&mut cargo(&test))?)
}

pub fn web() -> Result<Count, String> {
    toolchain::target(WASM)?;
    let test = [
        "test",
        "--locked",
        "--target",
        WASM,
        "--features",
        "web",
        "--test",
        "web",
    ];
    Count::tests(&shown(&mut cargo(&test))?)
}

pub fn package() -> Result<Count, String> {
    run(&mut cargo(&[
        "package",
        "--locked",
        "--quiet",
        "--allow-dirty",
    ]))?;
    Ok(Count::check())
}

fn cargo(arguments: &[&str]) -> Command {
    command("cargo", arguments, "")
}
