//! An entry of a corpus with one or several random changes.

use std::fmt;

use proptest::prelude::*;
use proptest::sample::Index;

/// An entry that was changed.
#[derive(Clone)]
pub struct Mutated {
    /// The index of the entry in the corpus.
    pub entry: usize,
    pub bytes: Vec<u8>,
}

impl Mutated {
    /// The changed bytes as text. A sequence that is not UTF-8 becomes U+FFFD, which has three bytes.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Prints the value so that it can be copied into a test.
impl fmt::Debug for Mutated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "entry {}: b\"{}\"",
            self.entry,
            self.bytes.escape_ascii()
        )
    }
}

/// A random entry with changes: in two of three cases one change, otherwise up to six changes.
pub fn mutated(entries: Vec<Vec<u8>>) -> impl Strategy<Value = Mutated> {
    let times = |times| prop::collection::vec(change(), times);
    let changes = prop_oneof![2 => times(1..=1), 1 => times(0..=6)];
    (0..entries.len(), changes).prop_map(move |(entry, changes)| {
        let mut bytes = entries[entry].clone();
        for change in changes {
            change.apply(&mut bytes, &entries);
        }
        Mutated { entry, bytes }
    })
}

/// A random entry with changes, as text.
pub fn text(entries: Vec<String>) -> impl Strategy<Value = String> {
    mutated(entries.into_iter().map(String::into_bytes).collect()).prop_map(|it| it.text())
}

/// The maximum length, in bytes, of the piece that a change deletes, doubles, replaces or repeats.
const PIECE: usize = 16;

/// A piece is repeated up to 2^13 times. With a piece of one byte, the result is already too long for a header field;
/// with a piece of 16 bytes, it is too long for a document.
const DOUBLINGS: usize = 14;

#[derive(Clone, Copy, Debug)]
enum Kind {
    FlipBit,
    Delete,
    Double,
    Insert,
    Replace,
    Splice,
    Repeat,
    Cut,
}

const KINDS: &[Kind] = &[
    Kind::FlipBit,
    Kind::Delete,
    Kind::Double,
    Kind::Insert,
    Kind::Replace,
    Kind::Splice,
    Kind::Repeat,
    Kind::Cut,
];

#[derive(Clone, Copy, Debug)]
struct Change {
    kind: Kind,
    at: Index,
    /// Whether the change begins at the beginning or the end of a run of letters and digits.
    is_at_border: bool,
    length: usize,
    mark: &'static str,
    with: Index,
    from: Index,
}

fn change() -> impl Strategy<Value = Change> {
    let parts = (
        prop::sample::select(KINDS),
        any::<Index>(),
        any::<bool>(),
        0..=PIECE,
        prop_oneof![prop::sample::select(MARKS), prop::sample::select(WORDS)],
        any::<Index>(),
        any::<Index>(),
    );
    parts.prop_map(
        |(kind, at, is_at_border, length, mark, with, from)| Change {
            kind,
            at,
            is_at_border,
            length,
            mark,
            with,
            from,
        },
    )
}

impl Change {
    fn apply(self, bytes: &mut Vec<u8>, entries: &[Vec<u8>]) {
        let start = self.start(bytes);
        let end = (start + self.length).min(bytes.len());
        let piece = bytes[start..end].to_vec();
        let mark = self.mark.bytes();
        match self.kind {
            Kind::FlipBit if start < bytes.len() => bytes[start] ^= 1 << self.with.index(8),
            Kind::FlipBit | Kind::Cut => bytes.truncate(start),
            Kind::Delete => drop(bytes.drain(start..end)),
            Kind::Double => drop(bytes.splice(end..end, piece)),
            Kind::Insert => drop(bytes.splice(start..start, mark)),
            Kind::Replace => drop(bytes.splice(start..end, mark)),
            Kind::Splice => {
                let other = &entries[self.with.index(entries.len())];
                bytes.truncate(start);
                bytes.extend(&other[self.from.index(other.len() + 1)..]);
            }
            Kind::Repeat => {
                let many = piece.repeat(1 << self.with.index(DOUBLINGS));
                drop(bytes.splice(start..end, many));
            }
        }
    }

    fn start(self, bytes: &[u8]) -> usize {
        let is_border = |place: &usize| {
            let around = [place.wrapping_sub(1), *place].map(|at| bytes.get(at));
            let [before, after] = around.map(|byte| byte.is_some_and(u8::is_ascii_alphanumeric));
            before != after
        };
        let borders: Vec<_> = (0..=bytes.len()).filter(is_border).collect();
        if self.is_at_border && !borders.is_empty() {
            return borders[self.at.index(borders.len())];
        }
        self.at.index(bytes.len() + 1)
    }
}

/// Characters that have a meaning in the grammars of the parsers.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "{", "}", "[", "]", ":", ",", ";", "=", " ", "\t", "\"", "\\", "\n", "\0", ".", "*", "?", "+",
    "-", "/", "_", "%", "0", "9", "a", "é",
];

/// Texts that parsers look for, or that often cause faults.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "{{", "}}", "[[", "]]", "{body}", "{timestamp}", "{id}", "{url}", "{signature}", "{secret}",
    "{field:", "?}", "{var:", ": ", ", ", "==", "\\\"", "\\u", "\\u0061", "\\ud800", "\n\n", "\r\n",
    "..", "v1=", "v1,", "v0=", "t=", "ts=", "h1=", "sha256=", "Basic ", "Bearer ", "whsec_", "𝄞",
    "\u{feff}", "\u{7f}", "00", "%00", "1.0", "1e3", "18446744073709551616", "null", "true", "{}",
    "[]", "\"\":", "\"a\":", "alg", "none", "crit", "GMT", "60",
];
