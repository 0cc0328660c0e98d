//! Whole numbers as decimal digits, without the formatting machinery of `core::fmt`.

use alloc::string::String;

/// Appends the digits of `number`.
///
/// # Examples
///
/// ```
/// let mut text = String::from("t=");
/// payauth::encoding::decimal::push(&mut text, 1_709_380_800);
/// assert_eq!(text, "t=1709380800");
/// ```
pub fn push(text: &mut String, number: u64) {
    if let Some(rest) = number.checked_div(10).filter(|rest| *rest > 0) {
        push(text, rest);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    text.push(char::from(b'0'.saturating_add(digit)));
}
