//! Characters without a width.

/// The first and the last character of a range of characters.
pub(crate) type Run = (char, char);

/// Whether a character is in one of the ranges `runs`.
#[inline(never)]
pub(crate) fn is_in(runs: &[Run], character: char) -> bool {
    runs.iter()
        .any(|(first, last)| (*first..=*last).contains(&character))
}

/// Whether a character may be invisible, so that some programs drop it. These are the default-ignorable and the
/// format characters of Unicode, and blank characters of Hangul and of Braille.
pub(crate) fn is_invisible(character: char) -> bool {
    is_in(INVISIBLE, character)
}

const INVISIBLE: &[Run] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];
