//! What became of a payment, told by a table.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::json::escape::characters;
use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::{Covers, as_text};
use crate::text::{is_invisible, pieces};

/// What a message tells: some members, and a row for each documented combination of them that
/// decides. Whatever is in no row is neither paid nor failed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Table {
    /// The paths of the members that tell.
    pub members: Vec<String>,
    /// The combinations that decide.
    pub rows: Vec<Row>,
    /// The members whose first text is the sender's word where no row fits.
    pub words: Vec<String>,
}

/// What all the members say together, and what it tells.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Row {
    /// What it tells.
    pub verdict: Verdict,
    /// What each member says, in the order of the table.
    pub cells: Vec<Cell>,
}

/// What a member says.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// It is absent.
    Absent,
    /// It is any text, and not empty.
    Text,
    /// It is text that can be an id: it is not blank.
    Id,
    /// It is this text.
    Word(String),
    /// It is anything, or absent.
    Any,
}

/// What became of a payment.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// In payauth's words.
    pub verdict: Verdict,
    /// The sender's word that the verdict was read from; empty if there is no such word.
    pub word: String,
}

/// What became of a payment, in payauth's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// It was paid.
    Paid,
    /// It failed.
    Failed,
    /// Neither, or nothing that is documented.
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

    /// What became of the payment, told by what is covered and nothing else. A body that two readers
    /// could read differently tells nothing; a body that is not JSON at all has no outcome.
    pub(super) fn outcome(&self, body: &[u8], covers: &Covers) -> Option<Outcome> {
        if self.is_empty() || matches!(covers, Covers::Nothing) {
            return None;
        }
        match as_text(body).and_then(Document::read) {
            Ok(document) => self.told(document.root(), covers),
            Err(_) => may_be_json(body).then(|| Outcome::other(String::new())),
        }
    }

    /// The same of a document.
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

/// Whether a body begins as a JSON value does.
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

/// What a member says that the signature vouches for.
enum Said {
    /// It is not there, or not covered.
    Absent,
    Text(String),
    /// It is of another type, or of one that the signature does not tell.
    Unclear,
}

impl Said {
    fn of(root: Value<'_>, path: &str, covers: &Covers) -> Self {
        let tells_types = match covers {
            Covers::Body => true,
            covers if covers.has_member(path) => false,
            _ => return Self::Absent,
        };
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
                } else if tells_types && is_like(given, name) {
                    return Self::Unclear;
                }
            }
            let Some(member) = found else {
                return Self::Absent;
            };
            value = member;
        }
        match value.text() {
            Some(text) if tells_types || !is_like_another_type(&text) => {
                Self::Text((&*text).into())
            }
            _ => Self::Unclear,
        }
    }

    fn fits(&self, cell: &Cell) -> bool {
        match (self, cell) {
            (_, Cell::Any) | (Self::Absent, Cell::Absent) => true,
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

/// Whether a name differs from another by its case and its signs alone, so that one reader may take it
/// for the other.
fn is_like(given: Value<'_>, name: &str) -> bool {
    let fold = |character: char| character.to_ascii_lowercase();
    let given = characters(given.raw()).map(Result::unwrap_or_default);
    let given = given.filter(char::is_ascii_alphanumeric).map(fold);
    given.eq(name.chars().filter(char::is_ascii_alphanumeric).map(fold))
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_invisible(character)
}

/// Whether a number, `true` or `false` has the same text. A signature over members binds that text
/// and not the type, so who has no secret can turn one into the other.
fn is_like_another_type(text: &str) -> bool {
    Document::read(text).is_ok_and(|document| {
        let root = document.root();
        matches!(root.kind(), Kind::Number | Kind::Bool) && root.raw().len() == text.len()
    })
}
