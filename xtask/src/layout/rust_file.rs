//! Reads the names in a Rust file: modules, imports, paths and the file's own items.

use std::collections::{BTreeMap, BTreeSet};

use super::token::{Language, Token, tokens};

/// A path, such as `crate::scheme::Scheme`.
pub type NamedPath = Vec<String>;

/// The names in a file. Paths are written as in the file's own module.
#[derive(Debug, Default)]
pub struct RustFile {
    /// Every path with its line. These are the paths of imports, the paths of modules that are declared, and the
    /// paths inside expressions.
    paths: Vec<(usize, NamedPath)>,
    /// The names that `use` and `pub use` define, each with its path.
    pub names: BTreeMap<String, NamedPath>,
    /// The modules whose names `use …::*` imports.
    pub globs: Vec<NamedPath>,
    /// The names of the items that the file defines.
    pub items: BTreeSet<String>,
}

impl RustFile {
    pub fn read(source: &str) -> Self {
        let tokens = tokens(source, Language::Rust);
        let mut reader = Reader {
            tokens: &tokens,
            at: 0,
            depth: 0,
            inner: Vec::new(),
            file: Self::default(),
        };
        while reader.at < tokens.len() {
            reader.step();
        }
        reader.file
    }

    pub fn paths(&self) -> impl Iterator<Item = (usize, &NamedPath)> {
        self.paths.iter().map(|(line, path)| (*line, path))
    }
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// The number of braces that are open.
    depth: usize,
    /// For each inline module that is open, the number of braces that were open at its beginning.
    inner: Vec<usize>,
    file: RustFile,
}

impl<'a> Reader<'a> {
    fn text(&self, ahead: usize) -> &'a str {
        self.tokens
            .get(self.at + ahead)
            .map_or("", |token| token.text)
    }

    fn step(&mut self) {
        match (self.text(0), self.text(2)) {
            ("use", _) if self.text(1) != "<" => {
                self.at += 1;
                return self.tree(&NamedPath::new());
            }
            ("mod", ";") => {
                self.reach(vec!["self".to_owned(), self.text(1).to_owned()]);
            }
            ("mod", "{") => self.inner.push(self.depth),
            ("struct" | "enum" | "union" | "trait" | "type" | "fn" | "const" | "static", _) => {
                self.file.items.insert(self.text(1).to_owned());
            }
            ("{", _) => self.depth += 1,
            ("}", _) => {
                self.depth = self.depth.saturating_sub(1);
                self.inner.pop_if(|outside| *outside == self.depth);
            }
            ("::", _) => return self.skip_path(),
            (word, _) if self.text(1) == "::" && is_word(word) => return self.path(),
            _ => {}
        }
        self.at += 1;
    }

    /// Skips a path that begins with the name of another crate.
    fn skip_path(&mut self) {
        while self.text(0) == "::" || is_word(self.text(0)) {
            self.at += 1;
        }
    }

    fn path(&mut self) {
        let mut path = vec![self.text(0).to_owned()];
        self.at += 1;
        while self.text(0) == "::" && is_word(self.text(1)) {
            path.push(self.text(1).to_owned());
            self.at += 2;
        }
        if self.text(0) == "::" {
            self.at += 1;
        }
        self.reach(path);
    }

    /// Reads one tree of `use`. `before` is the path before this tree.
    fn tree(&mut self, before: &NamedPath) {
        let mut path = before.clone();
        if self.text(0) == "::" && before.is_empty() {
            path.push("::".to_owned());
        }
        loop {
            match self.text(0) {
                "" | ";" | "," | "}" => break,
                "::" => {}
                "{" => {
                    self.at += 1;
                    while !matches!(self.text(0), "}" | "") {
                        self.tree(&path);
                        if self.text(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "*" => {
                    self.at += 1;
                    let glob = self.reach(path);
                    self.file.globs.extend(glob);
                    return;
                }
                "as" => {
                    let alias = self.text(1).to_owned();
                    self.at += 2;
                    return self.bind(path, Some(alias));
                }
                word => path.push(word.to_owned()),
            }
            self.at += 1;
        }
        self.bind(path, None);
    }

    fn bind(&mut self, mut path: NamedPath, alias: Option<String>) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = alias.or_else(|| path.last().cloned()).unwrap_or_default();
        if let Some(path) = self.reach(path) {
            self.file.names.insert(name, path);
        }
    }

    /// Records a path in the form that it has in the file's own module. Ignores a path that stays inside the file.
    fn reach(&mut self, mut path: NamedPath) -> Option<NamedPath> {
        for _ in 0..self.inner.len() {
            match path.first().map(String::as_str) {
                Some("super") => drop(path.remove(0)),
                Some("self") => return None,
                _ => break,
            }
            if path.first().is_none_or(|first| first != "super") {
                path.insert(0, "self".to_owned());
                break;
            }
        }
        let line = self.tokens.get(self.at.min(self.tokens.len() - 1))?.line;
        self.file.paths.push((line, path.clone()));
        Some(path)
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|character: char| character.is_alphabetic() || character == '_')
}
