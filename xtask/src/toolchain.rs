//! Installs missing parts of the toolchain with rustup, if rustup is used.

use crate::shell::{Done, command, output, run};

/// Installs the standard library for a compilation target.
pub fn target(name: &str) -> Done {
    install("target", name)
}

/// Installs a component of the toolchain, such as `clippy`.
pub fn component(name: &str) -> Done {
    install("component", name)
}

/// Installs a part of the toolchain. If rustup is not used, the toolchain is treated as complete.
fn install(kind: &str, name: &str) -> Done {
    let installed = output(&mut command("rustup", &[kind, "list", "--installed"], ""));
    match installed {
        Ok(list) if !list.lines().any(|line| line.starts_with(name)) => {
            run(&mut command("rustup", &[kind, "add", name], ""))
        }
        _ => Ok(()),
    }
}

/// Installs another toolchain of Rust without its documentation, and with a compilation target.
pub fn rust(version: &str, target: &str) -> Done {
    let install = ["toolchain", "install", version, "--profile", "minimal"];
    let with = ["--no-self-update", "--target", target];
    run(command("rustup", &install, "").args(with))
}
