//! The measurements of payauth: time, memory and bytes. Each figure is compared with its limit.

mod against;

use crate::shell::{Done, command, run};
use crate::{build, npm};

/// Builds the npm package and measures it. Fails if a figure is above its limit. With `--against <commit>`, the
/// package is compared with the package of this commit. With `--page`, the tables of `docs/benchmarks.md` are
/// written from the last measurement. With `--stores`, the package is measured with each engine of a store; `--native` compares it with the host's own
/// HMAC by the length of the message, in each runtime.
pub fn bench(arguments: &[String]) -> Done {
    match arguments {
        [] => bounds(),
        [option, commit] if option == "--against" => against::against(commit),
        [option] if option == "--page" => {
            run(&mut command("node", &["tests/bench/document.mjs"], ""))
        }
        [option] if option == "--stores" => stores(),
        [option] if option == "--native" => measure("tests/bench/native.mjs"),
        _ => Err(
            "use `cargo xtask bench`, alone or with `--against <commit>`, `--page`, `--stores` or `--native`"
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

/// Builds the npm package and measures the size of its entries. Fails if an entry is larger than its limit.
pub fn size() -> Done {
    measure("tests/bench/size.mjs")
}

fn measure(program: &str) -> Done {
    build::build()?;
    npm::install("tests")?;
    npm::install("tests/bench")?;
    run(&mut command("node", &[program], ""))
}
