//! The demo: every runtime signs requests with the packed package, and a sandbox of the providers checks the
//! signatures.

use crate::shell::{Done, command, run};
use crate::{build, npm};

/// Builds the package and runs the demo. The last line of the demo says whether it passed.
pub fn demo() -> Done {
    build::build()?;
    npm::install("tests")?;
    println!("\n== demo: eleven runtimes, one sandbox (10 s)\n");
    run(&mut command("node", &["tests/js/run/demo.mjs"], ""))
}
