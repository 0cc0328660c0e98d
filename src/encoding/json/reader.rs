//! Reads a document.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::mem;

use super::document::{Document, Node};
use super::escape::{Read, characters};
use super::kind::Kind;
use super::limits::{DEEPEST, LONGEST, WIDEST};
use crate::{Error, ErrorKind};

impl<'a> Document<'a> {
    /// Reads one document.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Json`] for text that is not a document, with the index of the first byte at fault.
    /// [`ErrorKind::TooLarge`] for text that is too long.
    pub fn read(text: &'a str) -> Result<Self, Error> {
        Self::read_as(text, LONGEST, SeenNames::Unique)
    }

    /// Reads one document with another limit of its length. Use it only for authentic text.
    pub(crate) fn read_within(text: &'a str, longest: usize) -> Result<Self, Error> {
        Self::read_as(text, longest, SeenNames::Unique)
    }

    /// Reads one document in which a name may occur twice in an object. A caller that looks up a name must handle
    /// repeated names.
    pub(crate) fn read_repeating(text: &'a str) -> Result<Self, Error> {
        Self::read_as(text, LONGEST, SeenNames::Repeating)
    }

    fn read_as(text: &'a str, longest: usize, rule: SeenNames) -> Result<Self, Error> {
        if text.len() > longest {
            return Err(Error::new(
                ErrorKind::TooLarge,
                "json",
                "is longer than 64 KiB",
            ));
        }
        let mut reader = JsonReader {
            document: Self {
                text,
                nodes: Vec::new(),
            },
            names: Vec::new(),
            rule,
            at: 0,
            depth: 0,
        };
        match reader.value().and_then(|()| reader.end()) {
            Ok(()) => Ok(reader.document),
            Err(detail) => {
                let index = reader.at.min(text.len());
                Err(Error::new(ErrorKind::Json, "json", detail).at(index))
            }
        }
    }
}

/// Whether a name may occur twice in an object.
#[derive(Clone, Copy, Eq, PartialEq)]
enum SeenNames {
    Unique,
    Repeating,
}

struct JsonReader<'a> {
    document: Document<'a>,
    /// The indexes of the names in the open objects. The names of each object are sorted by their texts.
    names: Vec<usize>,
    rule: SeenNames,
    at: usize,
    depth: usize,
}

impl JsonReader<'_> {
    /// `value = false / null / true / object / array / number / string`
    fn value(&mut self) -> Read<()> {
        self.blank();
        let place = self.document.nodes.len();
        let start = self.at;
        self.document.nodes.push(Node::default());
        let kind = match self.peek() {
            b'{' => self.object()?,
            b'[' => self.array()?,
            b'"' => self.string()?,
            b'-' | b'0'..=b'9' => self.number()?,
            b'n' => self.word("null", Kind::Null)?,
            b't' => self.word("true", Kind::Bool)?,
            b'f' => self.word("false", Kind::Bool)?,
            _ => return Err(NO_VALUE),
        };
        self.close(
            place,
            Node {
                kind,
                start,
                ..Node::default()
            },
        );
        Ok(())
    }

    /// `object = "{" [ member *( "," member ) ] "}"`
    fn object(&mut self) -> Read<Kind> {
        self.enter()?;
        let first = self.names.len();
        let mut width: usize = 0;
        while self.more(b'}', width)? {
            if self.peek() != b'"' {
                return Err("expected a member name in double quotes");
            }
            let place = self.document.nodes.len();
            self.value()?;
            if self.rule == SeenNames::Unique {
                self.check_name(first, place)?;
            }
            width = width.saturating_add(1);
            if width > WIDEST {
                return Err("has an object with more than 512 members");
            }
            self.blank();
            if !self.take(b':') {
                return Err("expected a colon after the member name");
            }
            self.value()?;
        }
        self.names.truncate(first);
        Ok(Kind::Object)
    }

    /// Rejects a second member with the name at `place` in the object whose names begin at `first`.
    ///
    /// The names are sorted, so that a binary search finds an equal name. A comparison with every name would be
    /// slow if the names were long and differed only at their ends.
    fn check_name(&mut self, first: usize, place: usize) -> Read<()> {
        let others = self.names.get(first..).unwrap_or_default();
        let Err(among) = others.binary_search_by(|other| self.compare(*other, place)) else {
            return Err("has the same name twice in an object");
        };
        let mut moved = place;
        let later = self.names.get_mut(first.saturating_add(among)..);
        for other in later.unwrap_or_default() {
            mem::swap(other, &mut moved);
        }
        self.names.push(moved);
        Ok(())
    }

    #[inline(never)]
    fn compare(&self, one: usize, other: usize) -> Ordering {
        let name = |place| {
            let Node { start, end, .. } = self.document.node(place);
            characters(self.document.slice(start, end)).map(Result::unwrap_or_default)
        };
        name(one).cmp(name(other))
    }

    /// `array = "[" [ value *( "," value ) ] "]"`
    fn array(&mut self) -> Read<Kind> {
        self.enter()?;
        let mut width: usize = 0;
        while self.more(b']', width)? {
            self.value()?;
            width = 1;
        }
        Ok(Kind::Array)
    }

    /// Checks the depth, and consumes the bracket that begins an object or an array.
    fn enter(&mut self) -> Read<()> {
        if self.depth == DEEPEST {
            return Err("is nested deeper than 32 levels");
        }
        self.depth = self.depth.saturating_add(1);
        self.step();
        Ok(())
    }

    /// Whether another element follows. Consumes the comma before that element or, if there is none, the closing
    /// bracket.
    fn more(&mut self, end: u8, width: usize) -> Read<bool> {
        self.blank();
        if self.take(end) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if width > 0 && !self.take(b',') {
            return Err("expected a comma, ] or }");
        }
        self.blank();
        Ok(true)
    }

    /// `number = [ "-" ] int [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ]`
    fn number(&mut self) -> Read<Kind> {
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'-') || self.take(b'+');
            self.digits()?;
        }
        Ok(Kind::Number)
    }

    fn digits(&mut self) -> Read<()> {
        if !self.peek().is_ascii_digit() {
            return Err("expected a digit in a number");
        }
        while self.peek().is_ascii_digit() {
            self.step();
        }
        Ok(())
    }

    /// `string = %x22 *char %x22`
    fn string(&mut self) -> Read<Kind> {
        let start = self.at;
        self.step();
        loop {
            match self.peek() {
                b'"' => break,
                b'\\' => self.step(),
                0..=0x1f => {
                    return Err("has an unclosed string, or a control character in a string");
                }
                _ => {}
            }
            self.step();
        }
        self.step();
        for character in characters(self.document.slice(start, self.at)) {
            character?;
        }
        Ok(Kind::String)
    }

    fn word(&mut self, word: &str, kind: Kind) -> Read<Kind> {
        for byte in word.bytes() {
            if !self.take(byte) {
                return Err(NO_VALUE);
            }
        }
        Ok(kind)
    }

    /// `ws = *( %x20 / %x09 / %x0A / %x0D )`
    fn blank(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.step();
        }
    }

    fn end(&mut self) -> Read<()> {
        self.blank();
        if self.at < self.document.text.len() {
            Err("has text after the JSON value")
        } else {
            Ok(())
        }
    }

    fn close(&mut self, place: usize, node: Node) {
        let next = self.document.nodes.len();
        if let Some(open) = self.document.nodes.get_mut(place) {
            *open = Node {
                end: self.at,
                next,
                ..node
            };
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.step();
        }
        found
    }

    /// The next byte. At the end of the text, NUL, which no document contains outside of strings.
    fn peek(&self) -> u8 {
        self.document
            .text
            .as_bytes()
            .get(self.at)
            .copied()
            .unwrap_or_default()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}

const NO_VALUE: &str = "expected a JSON value";
