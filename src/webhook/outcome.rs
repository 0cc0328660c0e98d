//! What became of a payment, told by a table.

use alloc::string::String;

use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::Covers;
use crate::text::pieces;

/// What a message tells: some members, and a row for each documented combination of them that
/// decides. Whatever is in no row is neither paid nor failed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Table {
    /// The paths of the members that tell.
    pub members: &'static [&'static str],
    /// The combinations that decide.
    pub rows: &'static [Row],
    /// The members whose first text is the sender's word where no row fits.
    pub words: &'static [&'static str],
}

/// What all the members say together, and what it tells.
#[derive(Debug)]
#[non_exhaustive]
pub struct Row {
    /// What it tells.
    pub verdict: Verdict,
    /// What each member says, in the order of the table.
    pub cells: &'static [Cell],
}

impl Row {
    pub(crate) const fn new(verdict: Verdict, cells: &'static [Cell]) -> Self {
        Self { verdict, cells }
    }
}

/// What a member says.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Cell {
    /// It is absent.
    Absent,
    /// It is any text, and not empty.
    Text,
    /// It is this text.
    Word(&'static str),
}

/// What became of a payment.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// In payauth's words.
    pub verdict: Verdict,
    /// The sender's own word that told it; empty where there is none.
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
    /// Tells nothing.
    pub(crate) const NONE: Self = Self {
        members: &[],
        rows: &[],
        words: &[],
    };

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What became of the payment, told by what is covered and nothing else.
    pub(super) fn outcome(&self, root: Value<'_>, covers: &Covers) -> Option<Outcome> {
        if self.is_empty() || matches!(covers, Covers::Nothing) {
            return None;
        }
        let said = |path: &&str| Said::of(root, path, covers);
        for row in self.rows {
            let mut word = String::new();
            let mut fits = row.cells.len() == self.members.len();
            for (path, cell) in self.members.iter().zip(row.cells) {
                match (said(path), cell) {
                    (Said::Absent, Cell::Absent) => {}
                    (Said::Text(text), Cell::Text) if !text.is_empty() => word = text,
                    (Said::Text(text), Cell::Word(expected)) if text == *expected => {
                        if !text.is_empty() {
                            word = text;
                        }
                    }
                    _ => fits = false,
                }
            }
            if fits {
                let verdict = row.verdict;
                return Some(Outcome { verdict, word });
            }
        }
        let words = self.words.iter().map(said);
        let word = words.filter_map(Said::text).find(|text| !text.is_empty());
        Some(Outcome {
            verdict: Verdict::Other,
            word: word.unwrap_or_default(),
        })
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
            Covers::Fields(paths) if paths.iter().any(|covered| covered == path) => false,
            _ => return Self::Absent,
        };
        let mut value = root;
        for name in pieces(path, b'.') {
            if value.kind() != Kind::Object {
                return Self::Unclear;
            }
            let Some(member) = value.get(name) else {
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

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether a number, `true` or `false` has the same text. A signature over members binds that text
/// and not the type, so who has no secret can turn one into the other.
fn is_like_another_type(text: &str) -> bool {
    Document::read(text).is_ok_and(|document| {
        let root = document.root();
        matches!(root.kind(), Kind::Number | Kind::Bool) && root.raw().len() == text.len()
    })
}
