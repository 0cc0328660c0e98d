//! The steps on the npm package: the programs under `tests/js`, which install its tarball.

use super::count::Count;
use crate::shell::{command, shown};

pub fn suite() -> Result<Count, String> {
    Count::runtimes(&node("js/run.mjs")?)
}

pub fn packaging() -> Result<Count, String> {
    Count::checks(&node("js/packaging.mjs")?)
}

fn node(program: &str) -> Result<String, String> {
    shown(&mut command("node", &[program], "tests"))
}
