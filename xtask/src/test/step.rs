//! One step of the tests.

use super::count::Count;

/// One thing that must hold, by the name that `cargo xtask test <name>` runs it by.
pub struct Step {
    pub name: &'static str,
    pub title: &'static str,
    pub on: On,
    pub run: fn() -> Result<Count, String>,
}

/// What a step looks at: the sources alone, or the package that is built of them.
#[derive(Clone, Copy, PartialEq)]
pub enum On {
    Sources,
    Package,
}

/// Said to a step by a run that has built what it looks at.
pub const BUILT: &str = "--built";
