//! How much is tried.

use crate::encoding::json;

/// The longest text that is tried: 256 KiB. Lines that are indented deeply are many times as long as
/// the body, and would be hashed again for every pair.
pub(super) const MAX_VARIANT: usize = 4 * json::LONGEST;
