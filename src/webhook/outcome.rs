//! The outcome of a payment, from a table.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::json::escape::characters;
use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::{Covers, as_text};
use crate::text::{is_invisible, pieces};

/// A table of outcomes: members, and a row for each documented combination of their values. A message that
/// matches no row is neither paid nor failed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Table {
    /// The paths of the members that are read.
    pub members: Vec<String>,
    /// The combinations with an outcome.
    pub rows: Vec<Row>,
    /// If no row matches, the sender's word is the first of these members that is a string and not empty.
    pub words: Vec<String>,
}

/// A combination of values, and its outcome.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Row {
    /// Its outcome.
    pub verdict: Verdict,
    /// The value of each member, in the order of the table.
    pub cells: Vec<Cell>,
}

/// The value of a member.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// It is absent.
    Absent,
    /// It is any string that is not empty.
    Text,
    /// It is a string that can be an id: it is not blank.
    Id,
    /// It is this string.
    Word(String),
    /// It is anything, or absent.
    Any,
}

/// The outcome of a payment.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// The outcome, in payauth's words.
    pub verdict: Verdict,
    /// The sender's word for it; empty if the message has no such word.
    pub word: String,
}

/// The outcome of a payment, in payauth's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// It was paid.
    Paid,
    /// It failed.
    Failed,
    /// It was neither paid nor failed, or the outcome is undocumented.
    Other,
}

impl Verdict {
    pub(crate) const ALL: [Self; 3] = [Self::Paid, Self::Failed, Self::Other];

    /// The word that the JavaScript package shows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Other => "other",
        }
    }
}

impl Table {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The outcome of the payment, from signed values only. If two parsers could read the body differently, the
    /// outcome is neither paid nor failed. A body that is not JSON has no outcome.
    pub(super) fn outcome(&self, body: &[u8], covers: &Covers) -> Option<Outcome> {
        if self.is_empty() || matches!(covers, Covers::Nothing) {
            return None;
        }
        match as_text(body).and_then(Document::read) {
            Ok(document) => self.told(document.root(), covers),
            Err(_) => may_be_json(body).then(|| Outcome::other(String::new())),
        }
    }

    /// The outcome of the payment in a document.
    pub(super) fn told(&self, root: Value<'_>, covers: &Covers) -> Option<Outcome> {
        if self.is_empty() || matches!(covers, Covers::Nothing) {
            return None;
        }
        let said = |path: &String| Said::of(root, path, covers);
        let all: Vec<Said> = self.members.iter().map(said).collect();
        for row in &self.rows {
            let mut word = "";
            let mut fits = row.cells.len() == all.len();
            for (said, cell) in all.iter().zip(&row.cells) {
                fits &= said.fits(cell);
                if let Said::Text(text) = said
                    && !text.is_empty()
                    && *cell != Cell::Any
                {
                    word = text;
                }
            }
            if fits {
                let (verdict, word) = (row.verdict, word.into());
                return Some(Outcome { verdict, word });
            }
        }
        let words = self.words.iter().map(said);
        let word = words.filter_map(Said::text).find(|text| !text.is_empty());
        Some(Outcome::other(word.unwrap_or_default()))
    }
}

impl Outcome {
    pub(super) const fn other(word: String) -> Self {
        let verdict = Verdict::Other;
        Self { verdict, word }
    }
}

/// Whether a body begins like a JSON value.
fn may_be_json(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let body = body.trim_ascii_start();
    let is_word = |word: &[u8]| body.starts_with(word);
    match body.first() {
        Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9') => true,
        _ => [&b"null"[..], b"true", b"false"].into_iter().any(is_word),
    }
}

/// The value of a signed member.
enum Said {
    /// It is absent, or not signed.
    Absent,
    /// It is absent or an empty text; the signature is the same for both.
    Empty,
    Text(String),
    /// Its type is wrong, or unknown because the signature does not distinguish types.
    Unclear,
}

impl Said {
    fn of(root: Value<'_>, path: &str, covers: &Covers) -> Self {
        match covers {
            Covers::Body => Self::of_body(root, path),
            covers if covers.has_member(path) => match root.at(path) {
                // A message with an empty text has the same signature as a message without the
                // member.
                None => Self::Empty,
                Some(member) => match member.text() {
                    Some(text) if text.is_empty() => Self::Empty,
                    Some(text) if !is_like_another_type(&text) => Self::Text((&*text).into()),
                    _ => Self::Unclear,
                },
            },
            _ => Self::Absent,
        }
    }

    fn of_body(root: Value<'_>, path: &str) -> Self {
        let mut value = root;
        for name in pieces(path, b'.') {
            if value.kind() == Kind::Array {
                let element = if name == "*" {
                    value.only()
                } else {
                    value.element(name)
                };
                match element {
                    Some(element) => value = element,
                    None => return Self::Unclear,
                }
                continue;
            }
            if value.kind() != Kind::Object {
                return Self::Unclear;
            }
            let mut found = None;
            for (given, member) in value.members() {
                if given.is(name) {
                    found = Some(member);
                } else if is_like(given, name) {
                    return Self::Unclear;
                }
            }
            let Some(member) = found else {
                return Self::Absent;
            };
            value = member;
        }
        value
            .text()
            .map_or(Self::Unclear, |text| Self::Text((&*text).into()))
    }

    fn fits(&self, cell: &Cell) -> bool {
        match (self, cell) {
            (_, Cell::Any) | (Self::Absent | Self::Empty, Cell::Absent) => true,
            (Self::Empty, Cell::Word(expected)) => expected.is_empty(),
            (Self::Text(text), Cell::Text) => !text.is_empty(),
            (Self::Text(text), Cell::Id) => text.chars().any(|character| !is_blank(character)),
            (Self::Text(text), Cell::Word(expected)) => text == expected,
            _ => false,
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether two names differ only in case and punctuation, so that a parser may confuse them.
fn is_like(given: Value<'_>, name: &str) -> bool {
    let fold = |character: char| character.to_ascii_lowercase();
    let given = characters(given.raw()).map(Result::unwrap_or_default);
    let given = given.filter(char::is_ascii_alphanumeric).map(fold);
    given.eq(name.chars().filter(char::is_ascii_alphanumeric).map(fold))
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_invisible(character)
}

/// Whether a number, `true` or `false` has the same text. A signature over members covers that text and not
/// the type, so someone without the secret can turn one into the other.
fn is_like_another_type(text: &str) -> bool {
    Document::read(text).is_ok_and(|document| {
        let root = document.root();
        matches!(root.kind(), Kind::Number | Kind::Bool) && root.raw().len() == text.len()
    })
}
