//! Text that contains a credential.

use alloc::string::String;
use core::fmt;
use core::ops::Deref;

use crate::wipe::{REDACTED, wipe};

/// Text that contains a credential.
///
/// `Debug` shows `[redacted]`. All memory that the text has used is overwritten: the old memory when the text
/// grows, and the last memory when the text is dropped.
#[derive(Default)]
pub struct SecretText(String);

impl SecretText {
    /// An empty text, which uses no heap memory.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// An empty text that can grow to `capacity` bytes without new memory.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(String::with_capacity(capacity))
    }

    /// Appends `text`.
    #[inline(never)]
    pub fn push_str(&mut self, text: &str) {
        self.make_room(text.len());
        self.0.push_str(text);
    }

    /// Appends `text` and a line feed.
    #[inline(never)]
    pub(crate) fn push_line(&mut self, text: &str) {
        self.make_room(text.len().saturating_add(1));
        self.0.push_str(text);
        self.0.push_str(LINE_FEED);
    }

    /// Changes ASCII letters to upper case.
    pub(crate) fn make_ascii_uppercase(&mut self) {
        self.0.make_ascii_uppercase();
    }

    /// Removes the text. The memory is overwritten, and is used again.
    pub(crate) fn clear(&mut self) {
        let mut bytes = core::mem::take(&mut self.0).into_bytes();
        wipe(&mut bytes);
        bytes.clear();
        self.0 = String::from_utf8(bytes).unwrap_or_default();
    }

    fn make_room(&mut self, length: usize) {
        let needed = self.0.len().saturating_add(length);
        if needed > self.0.capacity() {
            let mut larger = Self::with_capacity(needed.saturating_mul(2).max(MIN_CAPACITY));
            larger.0.push_str(&self.0);
            *self = larger;
        }
    }
}

impl From<&str> for SecretText {
    fn from(text: &str) -> Self {
        let mut own = Self::with_capacity(text.len());
        own.0.push_str(text);
        own
    }
}

impl Deref for SecretText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for SecretText {
    fn drop(&mut self) {
        if self.0.capacity() > 0 {
            wipe(&mut core::mem::take(&mut self.0).into_bytes());
        }
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// This is a text and not a character, because a character would be encoded each time.
const LINE_FEED: &str = "\n";

/// The minimum capacity in bytes, which is enough for most requests. Each time that a text grows, it is copied and
/// its old memory is overwritten.
const MIN_CAPACITY: usize = 512;
