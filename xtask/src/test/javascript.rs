//! The steps on the npm package: the programs under `tests/js`, which install its tarball.

use super::count::Count;
use crate::npm;
use crate::shell::{command, shown};

pub fn suite() -> Result<Count, String> {
    Count::runtimes(&node(&["js/run.mjs"])?)
}

pub fn packaging() -> Result<Count, String> {
    Count::checks(&node(&["js/packaging.mjs"])?)
}

pub fn size() -> Result<Count, String> {
    npm::install("tests/bench")?;
    node(&["bench/size.mjs"])?;
    Ok(Count::check())
}

fn node(arguments: &[&str]) -> Result<String, String> {
    shown(&mut command("node", arguments, "tests"))
}
