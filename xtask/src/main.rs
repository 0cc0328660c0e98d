//! `cargo xtask <command>`: builds, tests and measures payauth.

mod build;
mod npm;
mod shell;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  build    the wasm module and the npm package, into pkg/dist;
           --trap: once more, into target/trap, with exports that trap
  help     this text
";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        "build" if std::env::args().nth(2).as_deref() == Some("--trap") => build::build_trap(),
        "build" => build::build(),
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
