//! Checks the layout of the sources. Each file is on a floor. Imports may lead only to lower floors, and
//! `docs/architecture.md` lists the floors.

mod document;
mod function;
mod graph;
mod names;
mod rust;
mod rust_file;
mod size;
#[cfg(test)]
mod tests;
mod token;
mod typescript;
mod walk;

use std::collections::BTreeMap;
use std::path::Path;

use self::graph::{Cycle, Graph, Import, Levels};
use self::token::Language::{self, Rust, TypeScript};
use crate::files::{below, tracked};
use crate::shell::{Done, read, root, write};

/// A folder of sources that is checked separately.
struct Tree {
    folder: &'static str,
    language: Language,
    /// The ending of the names of its files.
    ending: &'static str,
    /// The file that is the root of the crate; empty for TypeScript.
    root: &'static str,
}

const TREES: [Tree; 3] = [
    Tree {
        folder: "src",
        language: Rust,
        ending: ".rs",
        root: "lib",
    },
    Tree {
        folder: "pkg/src",
        language: TypeScript,
        ending: ".ts",
        root: "",
    },
    Tree {
        folder: "xtask/src",
        language: Rust,
        ending: ".rs",
        root: "main",
    },
];

/// The document that lists the floors.
const DOCUMENT: &str = "docs/architecture.md";

/// Checks this repository: its imports, the sizes of its files and functions, and the names of types and limits.
pub fn check() -> Done {
    let mut faults = faults(&root())?;
    faults.extend(size::faults(&sources()?));
    faults.extend(foreign(&root(), &tracked()?)?);
    for tree in &TREES {
        faults.extend(tree.names(&root())?);
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults.join("\n"))
}

/// The files that are not text. All files of this repository are text, so such a file was added by mistake, for example
/// a downloaded archive.
fn foreign(root: &Path, files: &[String]) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for path in files {
        let bytes = std::fs::read(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
        if std::str::from_utf8(&bytes).is_err() {
            faults.push(format!("{path}: not a text in UTF-8; remove the file"));
        }
    }
    Ok(faults)
}

/// All files with code that people write, by path: files that git tracks or does not ignore, except generated
/// files.
fn sources() -> Result<Vec<(String, String)>, String> {
    let is_code = |path: &str| ENDINGS.iter().any(|ending| path.ends_with(ending));
    tracked()?
        .into_iter()
        .filter(|path| is_code(path) && !path.contains("/generated/"))
        .map(|path| {
            let text = read(&root().join(&path))?;
            Ok((path, text))
        })
        .collect()
}

const ENDINGS: [&str; 4] = [".rs", ".ts", ".mjs", ".js"];

/// Writes the floors of this repository into the document.
pub fn update() -> Done {
    write_floors(&root())?;
    println!("written: {DOCUMENT}");
    Ok(())
}

fn write_floors(root: &Path) -> Done {
    let mut text = read(&root.join(DOCUMENT))?;
    for tree in &TREES {
        let levels = tree.graph(root)?.levels();
        let levels = levels.map_err(|cycles| tree.cycles(&cycles).join("\n"))?;
        let [before, _, after] = tree.section(&text)?;
        text = [before, &document::tables(&levels), after].concat();
    }
    write(&root.join(DOCUMENT), text)
}

/// The faults in the layout of the repository at `root`. Faults are cycles, imports that do not lead to a lower
/// floor of the document, and floors that are out of date. It is also a fault if the document lists a function under
/// a file that does not contain the function.
fn faults(root: &Path) -> Result<Vec<String>, String> {
    let text = read(&root.join(DOCUMENT))?;
    let mut faults = walk::faults(&text, root);
    for tree in &TREES {
        let graph = tree.graph(root)?;
        let [_, written, _] = tree.section(&text)?;
        let upward = tree.upward(&graph, &document::read(written));
        match graph.levels() {
            Err(cycles) => faults.extend(tree.cycles(&cycles)),
            Ok(_) if !upward.is_empty() => faults.extend(upward),
            Ok(levels) if document::tables(&levels) != written => {
                let folder = tree.folder;
                faults.push(format!(
                    "{DOCUMENT}: the floors of {folder} have changed; run `cargo xtask layout`"
                ));
            }
            Ok(_) => {}
        }
    }
    Ok(faults)
}

impl Tree {
    fn graph(&self, root: &Path) -> Result<Graph, String> {
        let sources = self.sources(&root.join(self.folder))?;
        match self.language {
            Rust => Ok(rust::graph(&sources, self.root)),
            TypeScript => typescript::graph(&sources),
        }
    }

    /// The types that have the same name as another type, and the limits whose names do not say that they are
    /// limits.
    fn names(&self, root: &Path) -> Result<Vec<String>, String> {
        let sources = self.sources(&root.join(self.folder))?;
        let path = |stem: String| format!("{}/{stem}{}", self.folder, self.ending);
        let files: Vec<_> = sources
            .into_iter()
            .map(|(stem, text)| (path(stem), text))
            .collect();
        Ok(names::faults(&files, self.language))
    }

    /// Reads the files of a folder, including the files of the folders inside it. Tests are left out.
    fn sources(&self, folder: &Path) -> Result<BTreeMap<String, String>, String> {
        let mut sources = BTreeMap::new();
        for file in below(folder)? {
            let (before, name) = file.rsplit_once('/').unwrap_or(("", &file));
            if name.ends_with(self.ending) && name != "tests.rs" {
                let stem = name.split('.').next().unwrap_or_default();
                let between = if before.is_empty() { "" } else { "/" };
                let text = read(&folder.join(&file))?;
                sources.insert([before, between, stem].concat(), text);
            }
        }
        Ok(sources)
    }

    fn section<'a>(&self, text: &'a str) -> Result<[&'a str; 3], String> {
        let lacking = || format!("{DOCUMENT} has no floors of {}", self.folder);
        document::section(text, self.folder).ok_or_else(lacking)
    }

    fn cycles(&self, cycles: &[Cycle]) -> Vec<String> {
        let line = |import| format!("\n  {}", self.shown(import));
        let lines = cycles
            .iter()
            .map(|cycle| cycle.iter().map(line).collect::<String>());
        lines
            .map(|lines| format!("a cycle of imports:{lines}"))
            .collect()
    }

    /// The imports that do not lead to a lower floor, according to the floors in the document.
    fn upward(&self, graph: &Graph, written: &Levels) -> Vec<String> {
        let mut faults = Vec::new();
        for (level, floors) in written {
            for (from, to, import) in graph.between(level) {
                let (Some(above), Some(below)) = (floors.get(&from), floors.get(&to)) else {
                    continue;
                };
                if above <= below {
                    faults.push(format!(
                        "an import that does not run down, from floor {above} to floor {below} of {DOCUMENT}:\n  {}",
                        self.shown(import)
                    ));
                }
            }
        }
        faults
    }

    fn shown(&self, Import { from, line, to }: &Import) -> String {
        let Self { folder, ending, .. } = self;
        format!("{folder}/{from}{ending}, line {line}, imports {folder}/{to}{ending}")
    }
}
