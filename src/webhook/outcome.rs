//! The outcome of a payment, which is found with a table.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::json::escape::characters;
use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::{Covers, as_text};
use crate::text::{is_invisible, pieces};

/// A table of outcomes. The table has paths of members, and a row for each documented combination of the values of
/// these members. A message that matches no row is neither paid nor failed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Table {
    /// The paths of the members that are compared with the rows.
    pub members: Vec<String>,
    /// The combinations of values, each with its outcome.
    pub rows: Vec<Row>,
    /// The paths of the members that may contain the sender's word, for a message that matches no row. The first
    /// member that is a number, a boolean or a non-empty string is used.
    pub words: Vec<String>,
}

/// A combination of values, and the outcome of this combination.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Row {
    /// The outcome of the payment.
    pub verdict: Verdict,
    /// The condition for the value of each member, in the order of the members of the table.
    pub cells: Vec<Cell>,
}

/// A condition for the value of a member.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// The member is absent.
    Absent,
    /// The member is a string that is not empty.
    Text,
    /// The member is a string that can be an id, which means that it is not blank.
    Id,
    /// The member is this string; or it is a number, `true` or `false`, written as in this string.
    Word(String),
    /// The member has any value, or is absent.
    Any,
}

/// The outcome of a payment.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// The outcome, in payauth's words.
    pub verdict: Verdict,
    /// The sender's word for the outcome; empty if the message has no such word.
    pub word: String,
}

/// The outcome of a payment, in payauth's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// The payment was paid.
    Paid,
    /// The payment failed.
    Failed,
    /// The payment was neither paid nor failed, or the outcome is undocumented.
    Other,
}

impl Verdict {
    pub(crate) const ALL: [Self; 3] = [Self::Paid, Self::Failed, Self::Other];

    /// The word that the JavaScript package uses.
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
        self.rows.is_empty() && self.words.is_empty()
    }

    /// The outcome of the payment. Only signed values are used. If the body begins like JSON but cannot be read,
    /// for example because two parsers could read it differently, the outcome is neither paid nor failed. If the
    /// body does not begin like JSON, there is no outcome.
    pub(super) fn outcome(&self, body: &[u8], covers: &Covers) -> Option<Outcome> {
        if self.is_empty() || matches!(covers, Covers::Nothing) {
            return None;
        }
        match as_text(body, true).and_then(Document::read) {
            Ok(document) => self.told(document.root(), covers),
            Err(_) => may_be_json(body).then(|| Outcome::other(String::new())),
        }
    }

    /// The outcome of the payment in a document that was parsed.
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
                if let Said::Text(text) | Said::Literal(text) = said
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

/// Whether the beginning of a body looks like the beginning of a JSON value.
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

/// The value of a member, as far as the signature covers it.
enum Said {
    /// The member is absent.
    Absent,
    /// The member is absent or is an empty text. The signature is the same in the two cases.
    Empty,
    Text(String),
    /// A number, `true` or `false`, as it is written in the body. Or a text that could be one of these values, if the
    /// signature does not distinguish types.
    Literal(String),
    /// The member is not signed, or its type is wrong.
    Unclear,
}

impl Said {
    fn of(root: Value<'_>, path: &str, covers: &Covers) -> Self {
        match covers {
            Covers::Body => Self::of_body(root, path),
            covers if covers.has_member(path) => match root.at(path) {
                // A message without the member has the same signature as a message in which the member is an empty
                // text.
                None => Self::Empty,
                Some(member) => match member.text() {
                    Some(text) if text.is_empty() => Self::Empty,
                    Some(text) if is_like_another_type(&text) => Self::Literal((&*text).into()),
                    Some(text) => Self::Text((&*text).into()),
                    None => Self::of_other_type(member),
                },
            },
            _ => Self::Unclear,
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
        match value.text() {
            Some(text) => Self::Text((&*text).into()),
            None => Self::of_other_type(value),
        }
    }

    /// The value of a member that is not a string.
    fn of_other_type(value: Value<'_>) -> Self {
        match value.kind() {
            Kind::Number | Kind::Bool => Self::Literal(value.raw().into()),
            _ => Self::Unclear,
        }
    }

    fn fits(&self, cell: &Cell) -> bool {
        match (self, cell) {
            (_, Cell::Any) | (Self::Absent | Self::Empty, Cell::Absent) => true,
            (Self::Empty, Cell::Word(expected)) => expected.is_empty(),
            (Self::Text(text), Cell::Text) => !text.is_empty(),
            (Self::Text(text), Cell::Id) => text.chars().any(|character| !is_blank(character)),
            (Self::Text(text) | Self::Literal(text), Cell::Word(expected)) => text == expected,
            _ => false,
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Literal(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether two names differ only in case and punctuation, so that a parser may confuse the two.
fn is_like(given: Value<'_>, name: &str) -> bool {
    let fold = |character: char| character.to_ascii_lowercase();
    let given = characters(given.raw()).map(Result::unwrap_or_default);
    let given = given.filter(char::is_ascii_alphanumeric).map(fold);
    given.eq(name.chars().filter(char::is_ascii_alphanumeric).map(fold))
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_invisible(character)
}

/// Whether a text is also the text of a number, of `true` or of `false`. A signature of members covers the text of
/// a member, but not its type. So anyone without the secret can turn a string into a value of the other type.
fn is_like_another_type(text: &str) -> bool {
    Document::read(text).is_ok_and(|document| {
        let root = document.root();
        matches!(root.kind(), Kind::Number | Kind::Bool) && root.raw().len() == text.len()
    })
}
