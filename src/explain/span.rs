//! A duration in words.

use alloc::string::String;

use crate::encoding::decimal;

/// Appends a duration in the largest unit in which it is at least two, such as `2 hours`.
pub(super) fn push(text: &mut String, millis: u64) {
    for (unit, length) in UNITS {
        let count = millis.checked_div(length).unwrap_or_default();
        if count >= 2 {
            decimal::push(text, count);
            text.push_str(unit);
            return;
        }
    }
    text.push_str("a second");
}

const UNITS: [(&str, u64); 5] = [
    (" years", 31_557_600_000),
    (" days", 86_400_000),
    (" hours", 3_600_000),
    (" minutes", 60_000),
    (" seconds", 1000),
];
