//! Where idempotency keys are taken.

use alloc::string::String;
use alloc::vec::Vec;

/// Where idempotency keys are taken, and what they look like.
#[derive(Debug)]
#[non_exhaustive]
pub struct Idempotency {
    /// The field that carries the key.
    pub field: String,
    /// The methods that take one.
    pub methods: Vec<String>,
    /// Whether those methods need one.
    pub is_required: bool,
    /// The most characters of a key.
    pub longest: usize,
    /// Whether a key is a UUID.
    pub is_uuid: bool,
}
