//! The limits of a document.

/// The longest document, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// The limit of nested objects and arrays.
pub const DEEPEST: usize = 32;

/// The limit of members in one object: each name is inserted into a sorted list.
pub const WIDEST: usize = 512;
