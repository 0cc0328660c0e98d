//! `cargo xtask <command>`: builds, tests and measures payauth.

mod build;
mod demo;
mod npm;
mod shell;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  build    the wasm module and the npm package, into pkg/dist
  demo     signs in eleven runtimes, against a sandbox of the providers
  help     this text
";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        "build" => build::build(),
        "demo" => demo::demo(),
        "" | "help" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("there is no command {unknown:?}\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask {command}: {reason}");
            ExitCode::FAILURE
        }
    }
}
