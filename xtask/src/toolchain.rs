//! Installs missing parts of the toolchain with rustup, if rustup is used.

use crate::shell::{Done, command, output, run};

/// A compilation target.
pub fn target(name: &str) -> Done {
    install("target", name)
}

/// A component of the toolchain, such as `clippy`.
pub fn component(name: &str) -> Done {
    install("component", name)
}

/// A toolchain without rustup is treated as complete.
fn install(kind: &str, name: &str) -> Done {
    let installed = output(&mut command("rustup", &[kind, "list", "--installed"], ""));
    match installed {
        Ok(list) if !list.lines().any(|line| line.starts_with(name)) => {
            run(&mut command("rustup", &[kind, "add", name], ""))
        }
        _ => Ok(()),
    }
}

/// Another toolchain of Rust, without its documentation, with a compilation target.
pub fn rust(version: &str, target: &str) -> Done {
    let install = ["toolchain", "install", version, "--profile", "minimal"];
    let with = ["--no-self-update", "--target", target];
    run(command("rustup", &install, "").args(with))
}
