//! The characters of a JSON string ([RFC 8259, section 7](https://www.rfc-editor.org/rfc/rfc8259#section-7)).

pub(crate) type Read<T> = Result<T, &'static str>;

/// The characters of a quoted string. An item is an error if an escape is invalid.
pub(crate) fn characters(quoted: &str) -> impl Iterator<Item = Read<char>> {
    let mut rest = quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or_default()
        .chars();
    core::iter::from_fn(move || {
        Some(match rest.next()? {
            '\\' => escape(&mut rest),
            plain => Ok(plain),
        })
    })
}

/// `escape = "\" ( %x22 / "\" / "/" / "b" / "f" / "n" / "r" / "t" / %x75 4HEXDIG )`
pub(crate) fn escape(rest: &mut core::str::Chars<'_>) -> Read<char> {
    Ok(match rest.next() {
        Some(itself @ ('"' | '\\' | '/')) => itself,
        Some('b') => '\x08',
        Some('f') => '\x0c',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => {
            let mut units = [code_unit(rest)?, 0];
            if matches!(units, [0xd800..=0xdbff, _]) && rest.as_str().starts_with("\\u") {
                rest.nth(1);
                units = [units[0], code_unit(rest)?];
            }
            let lone = "has a lone surrogate";
            char::decode_utf16(units)
                .next()
                .ok_or(lone)?
                .map_err(|_| lone)?
        }
        _ => return Err("has an unknown escape sequence"),
    })
}

fn code_unit(rest: &mut core::str::Chars<'_>) -> Read<u16> {
    let mut unit: u16 = 0;
    for _ in 0..4 {
        let digit = rest.next().and_then(|digit| digit.to_digit(16));
        let digit = digit.and_then(|digit| u16::try_from(digit).ok());
        unit = unit << 4 | digit.ok_or("must have four hex digits after \\u")?;
    }
    Ok(unit)
}
