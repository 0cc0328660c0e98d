//! The steps in which servers change a path before they route it. Each server has a different order of steps.
//!
//! This code is not a part of payauth: it simulates the servers.

/// One change that a server makes to a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Percent-encoded characters are decoded once: `%2F` becomes `/`.
    Decode,
    /// Overlong UTF-8 becomes the ASCII character that it encodes: the bytes c0 af become `/`.
    Overlong,
    /// `\` becomes `/`.
    Backslashes,
    /// In each segment, the first `;` and the text after it are dropped.
    Parameters,
    /// `//` becomes `/`.
    MergeSlashes,
    /// `.` and `..` are resolved (RFC 3986, 5.2.4).
    DotSegments,
    /// Dots and blanks at the end of a segment are dropped.
    TrimSegments,
    /// One dot at the end of a segment is dropped.
    TrimOneDot,
    /// Blanks around a segment are dropped.
    TrimBlanks,
    /// `+` becomes a blank.
    PlusIsBlank,
    /// A zero byte ends the path.
    CutAtZero,
    /// The decoded text is parsed as a URL again, so `?` and `#` end the path.
    CutAtQuery,
    /// Control characters are dropped.
    DropControls,
    /// A character becomes an ASCII character that looks similar, or is dropped.
    BestFit,
    /// A segment in parentheses is dropped, because ASP.NET reads it as the id of a session.
    Cookieless,
    /// Case is ignored.
    IgnoreCase,
}

use Step::*;

/// Every step. The steps can be combined in any order.
pub const STEPS: &[Step] = &[
    Decode,
    Decode,
    Overlong,
    Backslashes,
    Parameters,
    MergeSlashes,
    DotSegments,
    DotSegments,
    TrimSegments,
    TrimOneDot,
    TrimBlanks,
    PlusIsBlank,
    CutAtZero,
    CutAtQuery,
    DropControls,
    BestFit,
    Cookieless,
    IgnoreCase,
];

/// The steps of servers that exist.
#[rustfmt::skip]
pub const SERVERS: &[(&str, &[Step])] = &[
    ("as it is", &[]),
    ("RFC 3986", &[Decode, DotSegments]),
    ("RFC 3986, dots first", &[DotSegments, Decode]),
    ("nginx", &[Decode, MergeSlashes, DotSegments]),
    ("nginx before nginx", &[Decode, MergeSlashes, DotSegments, Decode, MergeSlashes, DotSegments]),
    ("Tomcat", &[Parameters, Decode, MergeSlashes, DotSegments]),
    ("Tomcat, encoded parameters", &[Decode, Parameters, MergeSlashes, DotSegments]),
    ("Spring", &[Decode, Parameters, MergeSlashes, DotSegments, TrimBlanks]),
    ("IIS", &[Decode, Backslashes, MergeSlashes, DotSegments, TrimSegments, IgnoreCase]),
    ("IIS, best fit", &[Decode, BestFit, Backslashes, MergeSlashes, DotSegments, TrimSegments, IgnoreCase]),
    ("ASP.NET", &[Decode, Cookieless, Backslashes, MergeSlashes, DotSegments, TrimSegments, IgnoreCase]),
    ("decodes twice", &[Decode, Decode, Backslashes, MergeSlashes, DotSegments]),
    ("decodes thrice", &[Decode, Decode, Decode, Parameters, MergeSlashes, DotSegments]),
    ("decodes, reads again", &[Decode, CutAtQuery, Decode, MergeSlashes, DotSegments]),
    ("old UTF-8", &[Decode, Overlong, Backslashes, MergeSlashes, DotSegments]),
    ("C strings", &[Decode, CutAtZero, MergeSlashes, DotSegments]),
    ("form", &[Decode, PlusIsBlank, TrimBlanks, MergeSlashes, DotSegments]),
    ("case", &[Decode, MergeSlashes, DotSegments, IgnoreCase]),
];

/// The path after all steps, without slashes at its end.
pub fn read(path: &str, steps: &[Step]) -> Vec<u8> {
    let mut bytes = path.as_bytes().to_vec();
    for step in steps {
        bytes = step.take(bytes);
    }
    while bytes.len() > 1 && bytes.ends_with(b"/") {
        bytes.pop();
    }
    bytes
}

/// Whether a framework routes `path` to the endpoint `known`: the two are equal, or `path` has a suffix such as `.json`.
pub fn is_routed(path: &[u8], known: &[u8]) -> bool {
    match path.strip_prefix(known) {
        Some(rest) => rest.is_empty() || (rest[0] == b'.' && !rest.contains(&b'/')),
        None => false,
    }
}

impl Step {
    fn take(self, path: Vec<u8>) -> Vec<u8> {
        let until = |ends: &[u8]| {
            let end = path.iter().position(|byte| ends.contains(byte));
            path[..end.unwrap_or(path.len())].to_vec()
        };
        match self {
            Decode => decode(&path),
            Overlong => overlong(&path),
            Backslashes => replace(path, b'\\', b'/'),
            PlusIsBlank => replace(path, b'+', b' '),
            Parameters => each(&path, |segment| {
                segment.split(|byte| *byte == b';').next().unwrap()
            }),
            MergeSlashes => merge(&path),
            DotSegments => dots(&path),
            TrimSegments => each(&path, |segment| trim_end(segment, b". ")),
            TrimOneDot => each(&path, |segment| {
                segment.strip_suffix(b".").unwrap_or(segment)
            }),
            TrimBlanks => each(&path, <[u8]>::trim_ascii),
            CutAtZero => until(b"\0"),
            CutAtQuery => until(b"?#"),
            DropControls => path
                .into_iter()
                .filter(|byte| !byte.is_ascii_control())
                .collect(),
            BestFit => best_fit(&path),
            Cookieless => each(&path, |segment| match segment {
                [b'(', .., b')'] => b"",
                _ => segment,
            }),
            IgnoreCase => String::from_utf8_lossy(&path)
                .to_uppercase()
                .to_lowercase()
                .into(),
        }
    }
}

fn decode(path: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut rest = path;
    while let [first, after @ ..] = rest {
        let digits = rest
            .get(1..3)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        match digits.filter(is_hex) {
            Some(digits) if *first == b'%' => {
                decoded.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &rest[3..];
            }
            _ => {
                decoded.push(*first);
                rest = after;
            }
        }
    }
    decoded
}

fn overlong(path: &[u8]) -> Vec<u8> {
    let mut read = Vec::new();
    let mut rest = path;
    while let [first, after @ ..] = rest {
        match rest {
            [lead @ 0xc0..=0xc1, next @ 0x80..=0xbf, after @ ..] => {
                read.push((lead & 1) << 6 | next & 0x3f);
                rest = after;
            }
            [0xe0, middle @ 0x80..=0x81, next @ 0x80..=0xbf, after @ ..] => {
                read.push((middle & 1) << 6 | next & 0x3f);
                rest = after;
            }
            _ => {
                read.push(*first);
                rest = after;
            }
        }
    }
    read
}

fn replace(path: Vec<u8>, from: u8, to: u8) -> Vec<u8> {
    let other = |byte| if byte == from { to } else { byte };
    path.into_iter().map(other).collect()
}

fn each(path: &[u8], change: impl Fn(&[u8]) -> &[u8]) -> Vec<u8> {
    let segments: Vec<_> = path.split(|byte| *byte == b'/').map(change).collect();
    segments.join(&b'/')
}

fn merge(path: &[u8]) -> Vec<u8> {
    let mut merged = path.to_vec();
    merged.dedup_by(|next, before| *next == b'/' && *before == b'/');
    merged
}

fn dots(path: &[u8]) -> Vec<u8> {
    let mut kept: Vec<&[u8]> = Vec::new();
    let mut ends_inside = false;
    // The text before the first slash is empty, so the first piece is not a segment.
    for segment in path.split(|byte| *byte == b'/').skip(1) {
        ends_inside = !matches!(segment, b"." | b"..");
        match segment {
            b"." => {}
            b".." => drop(kept.pop()),
            _ => kept.push(segment),
        }
    }
    let mut resolved = vec![b'/'];
    resolved.extend(kept.join(&b'/'));
    if !ends_inside {
        resolved.push(b'/');
    }
    resolved
}

fn trim_end<'a>(mut segment: &'a [u8], dropped: &[u8]) -> &'a [u8] {
    while let [rest @ .., last] = segment
        && dropped.contains(last)
    {
        segment = rest;
    }
    segment
}

fn best_fit(path: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(path);
    let mut fitted = String::new();
    for character in text.chars() {
        match character {
            '∕' | '⁄' | '\u{338}' => fitted.push('/'),
            '∖' | '¥' | '₩' => fitted.push('\\'),
            '٪' => fitted.push('%'),
            '\u{37e}' | '\u{fe14}' => fitted.push(';'),
            '․' => fitted.push('.'),
            '‥' | '\u{fe30}' => fitted.push_str(".."),
            '…' | '\u{fe19}' => fitted.push_str("..."),
            '℀' => fitted.push_str("a/c"),
            '\u{fe16}' | '\u{fe56}' => fitted.push('?'),
            '\u{fe5f}' => fitted.push('#'),
            '⒈' => fitted.push_str("1."),
            'é' => fitted.push('e'),
            '𝐫' | 'ⓡ' | 'ʳ' => fitted.push('r'),
            'ſ' => fitted.push('s'),
            '\u{212a}' => fitted.push('k'),
            'ı' => fitted.push('i'),
            '\u{115f}' | '\u{3164}' | '\u{17b4}' | '\u{200b}' | '\u{ad}' | '\u{feff}'
            | '\u{2060}' => {}
            '\u{a0}' | '\u{3000}' | '\u{2003}' => fitted.push(' '),
            '！'..='～' => fitted.push(char::from_u32(u32::from(character) - 0xfee0).unwrap()),
            _ => fitted.push(character),
        }
    }
    fitted.into_bytes()
}
