//! The limits of a JSON document.

/// The maximum length of a document, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// The maximum depth of nested objects and arrays.
pub const DEEPEST: usize = 32;

/// The maximum number of members in one object. There is a limit because each name is inserted into a sorted list.
pub const WIDEST: usize = 512;
