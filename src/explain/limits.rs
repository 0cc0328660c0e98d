//! The limits of the search for mistakes.

use crate::encoding::json;

/// The maximum length of a text that is tried: 256 KiB. A document with deeply indented lines is many times as long
/// as the body, and would be hashed again for every pair of mistakes.
pub(super) const MAX_VARIANT: usize = 4 * json::LONGEST;
