//! The rules for idempotency keys.

use alloc::string::String;
use alloc::vec::Vec;

/// The field in which idempotency keys are sent, and their format.
#[derive(Debug)]
#[non_exhaustive]
pub struct Idempotency {
    /// The name of the field that contains the key.
    pub field: String,
    /// The methods that accept a key.
    pub methods: Vec<String>,
    /// Whether the methods that accept a key also require a key.
    pub is_required: bool,
    /// The maximum length of a key, in characters.
    pub longest: usize,
    /// Whether a key must be a UUID.
    pub is_uuid: bool,
}
