//! Facts that Rust and the TypeScript facade share: numbers, words and the lines of records.
//!
//! The boundary uses these facts. `cargo xtask generate` writes the copy for the facade into `pkg/src/generated`.
//! The facts are not a part of the public API.

mod numbers;
mod records;
mod words;

pub use numbers::*;
pub use records::*;
pub use words::*;
