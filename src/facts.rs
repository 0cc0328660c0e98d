//! What Rust and the TypeScript facade both have to know: numbers, words and the lines of records.
//!
//! The boundary uses these, and `cargo xtask generate` writes the facade's copy from them, into
//! `pkg/src/generated`. No part of the public API.

mod numbers;
mod records;
mod words;

pub use numbers::*;
pub use records::*;
pub use words::*;
