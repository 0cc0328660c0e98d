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

/// The number that `text` writes: digits and nothing else, in the range of `u64`.
///
/// # Examples
///
/// ```
/// use payauth::encoding::decimal::read;
///
/// assert_eq!(read("1709380800"), Some(1_709_380_800));
/// assert_eq!([read(""), read("+7"), read("7 "), read("1e3")], [None; 4]);
/// ```
#[must_use]
pub fn read(text: &str) -> Option<u64> {
    let mut number: Option<u64> = None;
    for byte in text.bytes() {
        let digit = char::from(byte).to_digit(10)?;
        number = Some(
            number
                .unwrap_or(0)
                .checked_mul(10)?
                .checked_add(digit.into())?,
        );
    }
    number
}
