//! Removes the texts that a panic would print. The module's panic handler prints nothing, so these texts are not
//! needed.

/// The beginnings of the paths of source files in the locations of panics.
const PATHS: [&[u8]; 3] = [b"/cargo/", b"/rustc/", b"src/"];

/// The messages of the standard library, and the messages of the two `unreachable!` in the crate.
const MESSAGES: [&[u8]; 17] = [
    b"slice index starts at ",
    b" but ends at ",
    b" index out of bounds: the len is ",
    b" but the index is ",
    b"range start index ",
    b"range end index ",
    b" out of range for slice of length ",
    b"capacity overflow",
    b"insertion index (is ",
    b") should be <= len (is ",
    b"removal index (is ",
    b") should be < len (is ",
    b"encode_utf8: need ",
    b" bytes to encode U+",
    b" but buffer has just ",
    b"internal error: entered unreachable code: a call was broken off",
    b"internal error: entered unreachable code: what was erased is dropped",
];

/// Overwrites the texts with zeros, which Binaryen leaves out. All other bytes stay in their places.
pub fn blank(module: &mut [u8]) {
    for message in MESSAGES {
        each(module, message, |_| Some(message.len()));
    }
    for start in PATHS {
        each(module, start, |rest| {
            let length = rest.iter().position(|byte| *byte == 0)?;
            let path = rest.get(..length)?;
            (path.ends_with(b".rs") && path.iter().all(u8::is_ascii_graphic)).then_some(length)
        });
    }
}

/// Overwrites bytes at each occurrence of `text`. `length` returns the number of these bytes; `None` if the
/// occurrence must not change.
fn each(module: &mut [u8], text: &[u8], length: impl Fn(&[u8]) -> Option<usize>) {
    let mut rest = module;
    while let Some(place) = rest.windows(text.len()).position(|window| window == text) {
        let found = &mut rest[place..];
        if let Some(length) = length(found) {
            found[..length].fill(0);
        }
        rest = &mut found[text.len()..];
    }
}
