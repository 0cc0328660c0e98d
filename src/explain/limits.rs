//! The limits of the search.

use crate::encoding::json;

/// The longest text that is tried: 256 KiB. Deeply indented lines are many times as long as the body,
/// and would be hashed again for every pair.
pub(super) const MAX_VARIANT: usize = 4 * json::LONGEST;
