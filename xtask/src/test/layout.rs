//! The step that checks the layout of the sources.

use super::count::Count;
use crate::layout;
use crate::shell::{command, shown};

/// All tests of `xtask`, then the check of the layout. The profile is that of `cargo xtask`, so that no
/// dependency is built again.
pub fn check() -> Result<Count, String> {
    let own = ["test", "--locked", "--profile", "dev", "-p", "xtask"];
    let count = Count::tests(&shown(&mut command("cargo", &own, ""))?)?;
    layout::check()?;
    Ok(count)
}
