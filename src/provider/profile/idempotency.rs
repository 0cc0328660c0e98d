//! The rules for idempotency keys.

use alloc::string::String;
use alloc::vec::Vec;

/// Where idempotency keys are sent, and their format.
#[derive(Debug)]
#[non_exhaustive]
pub struct Idempotency {
    /// The field that carries the key.
    pub field: String,
    /// The methods that accept a key.
    pub methods: Vec<String>,
    /// Whether those methods require a key.
    pub is_required: bool,
    /// The longest length of a key, in characters.
    pub longest: usize,
    /// Whether a key is a UUID.
    pub is_uuid: bool,
}
