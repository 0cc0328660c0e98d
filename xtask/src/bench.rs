//! What payauth takes: time, memory and bytes, each held to its bound.

mod against;

use crate::shell::{Done, command, run};
use crate::{build, npm};

/// Builds the npm package and measures it; fails if a figure is above its bound. `--against <commit>`
/// compares it with that commit instead.
pub fn bench(arguments: &[String]) -> Done {
    match arguments {
        [] => bounds(),
        [option, commit] if option == "--against" => against::against(commit),
        _ => Err("say `cargo xtask bench` or `cargo xtask bench --against <commit>`".into()),
    }
}

fn bounds() -> Done {
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
