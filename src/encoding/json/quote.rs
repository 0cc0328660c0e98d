//! Text as a JSON string ([RFC 8259, section 7](https://www.rfc-editor.org/rfc/rfc8259#section-7)).

use crate::SecretText;
use crate::encoding::hex::{self, Case};

/// Appends `text` in quotes, and escapes only the characters that JSON requires.
pub(crate) fn push(json: &mut SecretText, text: &str) {
    json.push_str("\"");
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\0'..='\x1f' => {
                json.push_str("\\u00");
                json.push_str(&hex::encode(
                    character.encode_utf8(&mut [0; 4]).as_bytes(),
                    Case::Lower,
                ));
            }
            _ => json.push_str(character.encode_utf8(&mut [0; 4])),
        }
    }
    json.push_str("\"");
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
