//! Facts that Rust and the TypeScript facade share: numbers, words and the lines of records.
//!
//! The boundary uses these, and `cargo xtask generate` writes the facade's copy from them, into
//! `pkg/src/generated`. They are not a part of the public API.

mod numbers;
mod records;
mod words;

pub use numbers::*;
pub use records::*;
pub use words::*;
