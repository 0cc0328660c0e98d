//! `cargo xtask <command>`: builds, tests and measures payauth.

mod bench;
mod build;
mod bundle;
mod crate_api;
mod demo;
mod files;
mod fingerprint;
mod generate;
mod jsr;
mod layout;
mod lock;
mod npm;
mod oldest_rust;
mod papers;
mod places;
mod playground;
mod published;
mod release;
mod reproducible;
mod shell;
mod test;
mod toolchain;
mod wasm;
mod www;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  bench         builds, then measures speed, cold start and memory in Node, Deno, Bun and workerd (2 minutes);
                --against <commit>: builds that commit too, and compares speed in pairs, and sizes to the byte;
                --stores: a cold decision over each engine of a store, compared with a plain read of it
  build         the wasm module and the npm package, into pkg/dist, and the playground, into target/www;
                --trap: once more, into target/trap, with exports that trap
  demo          signs in eleven runtimes, against a sandbox of the providers
  generate      writes the files that are generated from definitions/, src/facts and ERRORS.md
  layout        writes the floors of the sources into docs/architecture.md
  release --dry-run
                everything that a release needs, from a clean tree, into target/release-dry-run; publishes nothing.
                Without the option, it fails while anything is open. --write: builds, and writes the reports under release/
  size          builds, then weighs a Worker for each import
  test [step]   all checks, or one step of them, or a step that runs only by hand;
                --without services: all steps except those that need services, whose names it prints
  timeline      redraws the picture of a token's lifetime in docs/tokens.md
  www           builds the playground and the API documentation, and serves them on this machine until Ctrl-C
  help          this text
";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let arguments: Vec<_> = std::env::args().skip(2).collect();
    let done = match command.as_str() {
        "bench" => bench::bench(&arguments),
        "build" if arguments == ["--trap"] => build::build_trap(),
        "build" => build::build(),
        "generate" => generate::generate(),
        "layout" => layout::update(),
        "release" => release::release(&arguments),
        "size" => bench::size(),
        "test" => test::test(&arguments),
        "demo" => demo::demo(),
        "timeline" => www::timeline(),
        "www" => www::serve(),
        "" | "help" | "--help" => {
            println!("{HELP}\n{}", test::names());
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
