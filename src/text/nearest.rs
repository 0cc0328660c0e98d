//! Finds the known word that a user probably meant.

use alloc::string::String;

/// The maximum length of a word that is compared. There is a limit because the time grows with the square of the
/// length.
const MAX_WORD: usize = 64;

/// The word that is most similar to `given`. It may differ from `given` in its case, or in at most two letters;
/// otherwise, the result is `None`.
pub(crate) fn nearest<'a>(
    given: &str,
    among: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut found = None;
    let mut least = 3;
    for word in among {
        let distance = if word.eq_ignore_ascii_case(given) {
            0
        } else {
            distance(given.as_bytes(), word.as_bytes())
        };
        if distance < least && distance < word.len() && distance < given.len() {
            (found, least) = (Some(word), distance);
        }
    }
    found
}

/// The clause of an error that suggests a word.
#[cold]
pub(crate) fn did_you_mean(word: &str) -> String {
    ["did you mean `", word, "`?"].concat()
}

/// The number of bytes that must be added, removed or changed to turn one text into the other (Levenshtein
/// distance).
fn distance(one: &[u8], other: &[u8]) -> usize {
    if one.len() > MAX_WORD || other.len() > MAX_WORD {
        return usize::MAX;
    }
    let mut row = [0_usize; MAX_WORD + 1];
    for (place, cell) in row.iter_mut().enumerate() {
        *cell = place;
    }
    for (line, byte) in one.iter().enumerate() {
        let mut diagonal = line;
        let mut left = line.saturating_add(1);
        for (cell, against) in row.iter_mut().skip(1).zip(other) {
            let changed = diagonal.saturating_add(usize::from(byte != against));
            diagonal = *cell;
            left = changed.min(left.min(*cell).saturating_add(1));
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line.saturating_add(1);
        }
    }
    row.get(other.len()).copied().unwrap_or(usize::MAX)
}
