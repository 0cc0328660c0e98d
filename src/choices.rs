//! A list of allowed words in the text of an error, such as `one or two`.

use alloc::string::String;

use crate::Error;

/// A list of words. A word that is equal to the word before it is left out.
pub(crate) struct Choices {
    text: String,
    /// The index of the last word in the text; 0 without a word.
    last: usize,
}

impl Choices {
    #[cold]
    pub(crate) fn after(before: &str) -> Self {
        let text = before.into();
        Self { text, last: 0 }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn push(&mut self, word: &str) {
        if self.text.get(self.last..) == Some(word) {
            return;
        }
        if self.last > 0 {
            self.text.push_str(" or ");
        }
        self.last = self.text.len();
        self.text.push_str(word);
    }

    /// The error with the words as its detail.
    #[cold]
    pub(crate) fn of(self, error: Error, after: &str) -> Error {
        error.in_words(&[&self.text, after])
    }
}
