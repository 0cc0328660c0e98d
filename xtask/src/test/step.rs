//! One step of the tests.

use super::count::Count;

/// One check, under the name in `cargo xtask test <name>`.
pub struct Step {
    pub name: &'static str,
    pub title: &'static str,
    pub on: On,
    pub run: fn() -> Result<Count, String>,
}

/// What a step checks: only the sources, or the package that is built from them.
#[derive(Clone, Copy, PartialEq)]
pub enum On {
    Sources,
    Package,
}

/// Tells a step that the package is built already.
pub const BUILT: &str = "--built";
