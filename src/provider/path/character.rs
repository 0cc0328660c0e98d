//! Characters that servers take for others.

/// Whether a server may take it for `/ \ ; %` or a dot that it is not: the four themselves, what
/// normalises to them (Unicode, NFKC), and what Windows makes them of in a code page ("best fit").
#[inline(never)]
pub(super) const fn is_separator(character: char) -> bool {
    matches!(
        character,
        '/' | '\\'
            | ';'
            | '%'
            | '\u{a5}'
            | '\u{337}'..='\u{338}'
            | '\u{37e}'
            | '\u{66a}'
            | '\u{2024}'..='\u{2026}'
            | '\u{2044}'
            | '\u{20a9}'
            | '\u{2100}'..='\u{2101}'
            | '\u{2105}'..='\u{2106}'
            | '\u{2215}'..='\u{2216}'
            | '\u{29f5}'
            | '\u{29f8}'..='\u{29f9}'
            | '\u{fe52}'
            | '\u{fe54}'
            | '\u{fe68}'
            | '\u{fe6a}'
            | '\u{ff05}'
            | '\u{ff0e}'..='\u{ff0f}'
            | '\u{ff1b}'
            | '\u{ff3c}'
    )
}

/// Whether it is a blank, or a `+`, which is one to those that read a path as a form.
#[inline(never)]
pub(super) const fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '+'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'..='\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

/// Whether it has no width, so that some leave it out.
#[inline(never)]
pub(super) const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The ASCII letter or sign that it becomes in upper or lower case, or by normalisation; else itself.
#[inline(never)]
pub(super) fn folds_to(character: char) -> char {
    /// From a full-width form to the ASCII character.
    const WIDE: u32 = 0xfee0;
    match character {
        'ſ' => 's',
        '\u{212a}' => 'k',
        'ı' | 'İ' => 'i',
        '！'..='～' => {
            char::from_u32(u32::from(character).saturating_sub(WIDE)).unwrap_or(character)
        }
        _ => character,
    }
}
