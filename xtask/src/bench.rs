//! What payauth takes: time, memory and bytes, each held to its bound.

use crate::shell::{Done, command, run};
use crate::{build, npm};

/// Builds the npm package and measures it; fails if a figure is above its bound.
pub fn bench() -> Done {
    npm::install("tests/www")?;
    npm::install("tests/vendors")?;
    run(&mut command("node", &["tests/www/install.mjs"], ""))?;
    measure("tests/bench/run.mjs")
}

/// Builds the npm package and weighs it; fails if an import is above its budget.
pub fn size() -> Done {
    measure("tests/bench/size.mjs")
}

fn measure(program: &str) -> Done {
    build::build()?;
    npm::install("tests")?;
    npm::install("tests/bench")?;
    run(&mut command("node", &[program], ""))
}
