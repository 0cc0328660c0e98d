//! How large a document may be.

/// The longest document, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// The most objects and arrays inside each other.
pub const DEEPEST: usize = 32;

/// The most members of one object: each name is moved to its place among the others.
pub const WIDEST: usize = 512;
