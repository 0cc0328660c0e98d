//! Text as a JSON string ([RFC 8259, section 7](https://www.rfc-editor.org/rfc/rfc8259#section-7)).

use crate::SecretText;
use crate::encoding::hex::{self, Case};

/// Appends `text` in quotes, and escapes only the characters that JSON requires.
pub(crate) fn push(json: &mut SecretText, text: &str) {
    json.push_str("\"");
    let mut rest = text;
    loop {
        let length = rest.bytes().position(is_escaped).unwrap_or(rest.len());
        let (plain, others) = rest.split_at_checked(length).unwrap_or_default();
        json.push_str(plain);
        let Some((escaped, after)) = others.split_at_checked(1) else {
            break;
        };
        if matches!(escaped, "\"" | "\\") {
            json.push_str("\\");
            json.push_str(escaped);
        } else {
            json.push_str("\\u00");
            json.push_str(&hex::encode(escaped.as_bytes(), Case::Lower));
        }
        rest = after;
    }
    json.push_str("\"");
}

/// Whether a JSON string cannot contain this byte as it is. The bytes of characters that are not ASCII are never
/// escaped.
fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_json_must_escape_are_escaped() {
        let mut json = SecretText::default();
        push(&mut json, "\"\\/\n\u{1f}\u{7f}é𝄞");
        assert_eq!(&*json, "\"\\\"\\\\/\\u000a\\u001f\u{7f}é𝄞\"");
    }
}
