//! Facts that the Rust code and the facade share: numbers, words and the lines of records. The facade is the TypeScript
//! code of the npm package.
//!
//! The boundary between the wasm module and JavaScript uses these facts. `cargo xtask generate` writes a copy for the
//! facade into `pkg/src/generated`. The facts are not a part of the public API.

mod numbers;
mod records;
mod words;

pub use numbers::*;
pub use records::*;
pub use words::*;
