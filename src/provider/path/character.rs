//! Characters that servers may read as other characters.

use crate::text::{Run, is_in, is_invisible};

/// Whether a path may contain a non-ASCII character.
///
/// A character is rejected if a server may turn it into an ASCII character, or may drop it. These are the
/// characters that Unicode normalisation (NFC to NFKD, in any case) turns into ASCII, characters that Windows maps
/// to ASCII in a code page ("best fit"), spaces, controls, characters without a width, and code points that no text
/// contains. The ranges also contain other characters, but no letters of a script that is in use, except half-width
/// letters.
pub(super) fn is_apart(character: char) -> bool {
    /// The last two code points of each plane are not characters.
    const NONE: u32 = 0xfffe;
    !is_in(LIKE_ASCII, character) && !is_invisible(character) && u32::from(character) & NONE != NONE
}

const LIKE_ASCII: &[Run] = &[
    ('\u{80}', '\u{bf}'),
    ('\u{13f}', '\u{140}'),
    ('\u{2d8}', '\u{2dd}'),
    ('\u{337}', '\u{338}'),
    ('\u{37a}', '\u{37a}'),
    ('\u{37e}', '\u{37e}'),
    ('\u{384}', '\u{385}'),
    ('\u{387}', '\u{387}'),
    ('\u{66a}', '\u{66d}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{1fbd}', '\u{1fff}'),
    ('\u{2000}', '\u{2bff}'),
    ('\u{2e00}', '\u{303f}'),
    ('\u{309b}', '\u{309c}'),
    ('\u{3200}', '\u{33ff}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{fb00}', '\u{ffff}'),
    ('\u{1f100}', '\u{1f1ff}'),
    ('\u{e0000}', '\u{10ffff}'),
];
