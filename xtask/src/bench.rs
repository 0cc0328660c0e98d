//! What payauth needs: time, memory and bytes, each compared with its bound.

mod against;

use crate::shell::{Done, command, run};
use crate::{build, npm};

/// Builds the npm package and measures it; fails if a figure is above its bound. `--against <commit>`
/// compares it with that commit instead; `--page` writes the tables of `docs/benchmarks.md` from the last
/// measurement; `--stores` measures it over each engine of a store.
pub fn bench(arguments: &[String]) -> Done {
    match arguments {
        [] => bounds(),
        [option, commit] if option == "--against" => against::against(commit),
        [option] if option == "--page" => {
            run(&mut command("node", &["tests/bench/document.mjs"], ""))
        }
        [option] if option == "--stores" => stores(),
        _ => Err(
            "use `cargo xtask bench`, alone or with `--against <commit>`, `--page` or `--stores`"
                .into(),
        ),
    }
}

fn bounds() -> Done {
    npm::install("tests/www")?;
    npm::install("tests/vendors")?;
    run(&mut command("node", &["tests/www/install.mjs"], ""))?;
    measure("tests/bench/run.mjs")
}

fn stores() -> Done {
    npm::install("tests/stores")?;
    measure("tests/bench/stores.mjs")
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
