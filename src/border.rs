//! Literals at the border between two texts.

use crate::text::position;

/// Whether the literal after a value occurs earlier: inside the value, or with its beginning inside the value.
pub(crate) fn ends_in(value: &str, literal: &str) -> bool {
    let mut but_last = literal.chars();
    but_last.next_back();
    spans(literal, value, but_last.as_str())
}

/// Whether the literal before a value occurs later: inside the value, or with its end inside the value.
pub(crate) fn begins_in(literal: &str, value: &str) -> bool {
    let mut but_first = literal.chars();
    but_first.next();
    spans(literal, but_first.as_str(), value)
}

/// Whether a literal occurs in the text `left` followed by `right`: inside one of the two, or across the border
/// between them.
fn spans(literal: &str, left: &str, right: &str) -> bool {
    let is_across = |place| {
        let halves = literal.as_bytes().split_at_checked(place);
        halves.is_some_and(|(first, last)| {
            left.as_bytes().ends_with(first) && right.as_bytes().starts_with(last)
        })
    };
    position(left, literal).is_some()
        || position(right, literal).is_some()
        || (1..literal.len()).any(is_across)
}
