//! One step of the tests.

use super::count::Count;

/// One check. `cargo xtask test <name>` runs the check with that name.
pub struct Step {
    pub name: &'static str,
    pub title: &'static str,
    pub on: On,
    pub run: fn() -> Result<Count, String>,
}

/// The subject of a step: only the sources, or the package that is built from the sources.
#[derive(Clone, Copy, PartialEq)]
pub enum On {
    Sources,
    Package,
}

/// The argument that says to a step that the package is already built.
pub const BUILT: &str = "--built";
