//! The step that checks the layout of the sources.

use super::count::Count;
use crate::layout;
use crate::shell::{command, shown};

/// Runs all tests of `xtask`, and then the check of the layout. The tests are built in the profile of `cargo
/// xtask`, so that no dependency is built a second time.
pub fn check() -> Result<Count, String> {
    let own = ["test", "--locked", "--profile", "dev", "-p", "xtask"];
    let count = Count::tests(&shown(&mut command("cargo", &own, ""))?)?;
    layout::check()?;
    Ok(count)
}
