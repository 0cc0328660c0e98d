//! Whole numbers as decimal digits, without the formatting code of `core::fmt`.

use alloc::string::String;

/// Appends the decimal digits of `number`.
///
/// # Examples
///
/// ```
/// let mut text = String::from("t=");
/// payauth::encoding::decimal::push(&mut text, 1_709_380_800);
/// assert_eq!(text, "t=1709380800");
/// ```
pub fn push(text: &mut String, number: u64) {
    text.push_str(digits(number, &mut [0; MAX_DIGITS]));
}

/// The decimal digits of `number`, which are written to the end of `room`.
pub(crate) fn digits(number: u64, room: &mut [u8; MAX_DIGITS]) -> &str {
    let (mut first, mut rest) = (MAX_DIGITS, number);
    while first == MAX_DIGITS || rest > 0 {
        first = first.saturating_sub(1);
        if let Some(digit) = room.get_mut(first) {
            *digit = b'0'.saturating_add(u8::try_from(rest % 10).unwrap_or_default());
        }
        rest /= 10;
    }
    str::from_utf8(room.get(first..).unwrap_or_default()).unwrap_or_default()
}

/// The decimal digits of a limit, for the text of an error.
#[cold]
pub(crate) fn text(limit: usize) -> String {
    let mut text = String::new();
    push(&mut text, u64::try_from(limit).unwrap_or(u64::MAX));
    text
}

/// The number of digits of 2^64 - 1.
pub(crate) const MAX_DIGITS: usize = 20;

/// The number in `text`. `None` if `text` is not only digits, or if the number is above the range of `u64`.
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
    let mut number = 0_u64;
    for byte in text.bytes() {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        // `checked_mul` would calculate the product in 128 bits.
        let tenfold = (number <= u64::MAX / 10).then(|| number.wrapping_mul(10))?;
        number = tenfold.checked_add(digit.into())?;
    }
    (!text.is_empty()).then_some(number)
}
