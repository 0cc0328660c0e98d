//! Pairs of a name and a value, as lines of one text.

use core::fmt;

use crate::SecretText;
use crate::text::cut;

/// Pairs of a name and a value without line breaks, as one text. Each name and each value ends with a line feed.
#[derive(Default)]
pub(crate) struct Pairs {
    lines: SecretText,
}

impl Pairs {
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.lines.push_line(name);
        self.lines.push_line(value);
    }

    pub(crate) fn iter(&self) -> PairsIter<'_> {
        PairsIter { lines: &self.lines }
    }

    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn lines(&self) -> &str {
        &self.lines
    }
}

/// Does not show the names and the values.
impl fmt::Debug for Pairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pairs")
    }
}

/// Iterates over pairs of a name and a value.
#[derive(Debug)]
pub struct PairsIter<'a> {
    pub(crate) lines: &'a str,
}

impl<'a> Iterator for PairsIter<'a> {
    type Item = (&'a str, &'a str);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.lines.is_empty() {
            return None;
        }
        let (name, rest) = cut(self.lines, b'\n');
        let (value, rest) = cut(rest, b'\n');
        self.lines = rest;
        Some((name, value))
    }
}
