//! The tag of a message as text.

use core::fmt;

use crate::wipe::REDACTED;
use crate::{Encoding, Tag};

impl Encoding {
    /// The tag as text in this encoding.
    #[must_use]
    pub fn encode(self, tag: &Tag) -> TagText {
        let mut text = TagText {
            bytes: [0; MAX_TEXT],
            length: 0,
        };
        text.length = self.write(&mut text.bytes, tag.as_bytes());
        text
    }
}

/// The text of a tag. It has at most 172 characters, and uses no heap memory.
pub struct TagText {
    bytes: [u8; MAX_TEXT],
    length: usize,
}

impl TagText {
    /// The text of the tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Debug for TagText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// The length of the longest text: the hex digits of a tag of SHA-512, encoded in base64.
const MAX_TEXT: usize = 172;
