//! The imports of Rust files: `use`, `mod`, and paths inside expressions.
//!
//! A path leads to the file that has the item, through every re-export. For example, `use crate::Error` imports
//! `error`, because `lib` has `pub use error::Error`.

use std::collections::BTreeMap;

use super::graph::{Graph, Import};
use super::rust_file::{NamedPath, RustFile};

/// The graph of the files, by their paths without extensions. `root` is the path of the crate's root.
pub fn graph(sources: &BTreeMap<String, String>, root: &str) -> Graph {
    let files = sources.iter().map(|(name, source)| {
        let module = if name == root { "" } else { name };
        (module.to_owned(), RustFile::read(source))
    });
    let modules = Modules(files.collect());
    let name = |module: &str| if module.is_empty() { root } else { module }.to_owned();
    let mut graph = Graph::default();
    for (module, file) in &modules.0 {
        let from = name(module);
        graph.files.insert(from.clone());
        for (line, path) in file.paths() {
            let Some(to) = modules.find(module, path, 0).map(|to| name(&to)) else {
                continue;
            };
            if to != from {
                let from = from.clone();
                graph.imports.insert(Import { from, line, to });
            }
        }
    }
    graph
}

/// The files, each under the path of its module, such as `scheme/compile`. The path of the root is `""`.
struct Modules(BTreeMap<String, RustFile>);

/// The maximum length of a chain of re-exports. A longer chain is a cycle.
const MAX_DEPTH: usize = 32;

impl Modules {
    /// The module that has the item to which a path in `module` leads; `None` for an item of another crate.
    fn find(&self, module: &str, path: &[String], depth: usize) -> Option<String> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            _ if depth > MAX_DEPTH => None,
            "crate" => self.walk("", rest, depth),
            "self" => self.walk(module, rest, depth),
            "super" => self.walk(parent(module), rest, depth),
            name => {
                let is_known = self.0.contains_key(&child(module, name))
                    || self.0.get(module)?.names.contains_key(name);
                if is_known {
                    self.walk(module, path, depth)
                } else {
                    None
                }
            }
        }
    }

    /// The module that has the item to which `path` leads, if the path begins inside `module`.
    fn walk(&self, module: &str, path: &[String], depth: usize) -> Option<String> {
        let Some((name, rest)) = path.split_first() else {
            return Some(module.to_owned());
        };
        if name == "super" {
            return self.walk(parent(module), rest, depth);
        }
        let below = child(module, name);
        if self.0.contains_key(&below) {
            return self.walk(&below, rest, depth);
        }
        let file = self.0.get(module)?;
        if let Some(named) = file.names.get(name) {
            let whole: NamedPath = named.iter().chain(rest).cloned().collect();
            let found = self.find(module, &whole, depth + 1);
            return found.or_else(|| Some(module.to_owned()));
        }
        let among = |glob: &NamedPath| {
            let module = self.find(module, glob, depth + 1)?;
            let file = self.0.get(&module)?;
            let has = file.items.contains(name) || file.names.contains_key(name);
            if has {
                self.walk(&module, path, depth + 1)
            } else {
                None
            }
        };
        let found = if file.items.contains(name) {
            None
        } else {
            file.globs.iter().find_map(among)
        };
        found.or_else(|| Some(module.to_owned()))
    }
}

fn child(module: &str, name: &str) -> String {
    if module.is_empty() {
        name.to_owned()
    } else {
        [module, "/", name].concat()
    }
}

fn parent(module: &str) -> &str {
    module.rsplit_once('/').map_or("", |(parent, _)| parent)
}
