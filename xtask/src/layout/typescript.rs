//! Finds the imports of TypeScript files.

use std::collections::BTreeMap;

use super::graph::{Graph, Import};
use super::token::{Language, Token, tokens};

/// The graph of the files, by their paths without extensions. Imports of names that begin with `raw-` are left out,
/// because the build adds these files.
pub fn graph(sources: &BTreeMap<String, String>) -> Result<Graph, String> {
    let mut graph = Graph::default();
    for (from, source) in sources {
        graph.files.insert(from.clone());
        for (line, path) in imports(&tokens(source, Language::TypeScript)) {
            let to = resolve(from, &path);
            if !to.starts_with("raw-") && !sources.contains_key(&to) {
                return Err(format!(
                    "{from}, line {line}: imports {path}, which does not exist"
                ));
            }
            if sources.contains_key(&to) && to != *from {
                let from = from.clone();
                graph.imports.insert(Import { from, line, to });
            }
        }
    }
    Ok(graph)
}

/// The relative paths after `from`, `import` and `import(`, each with its line.
fn imports(tokens: &[Token<'_>]) -> Vec<(usize, String)> {
    let text = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .map_or("", |token| token.text)
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let path = token.text.trim_matches(['"', '\'']);
        let before = text(at.checked_sub(1));
        let is_import = match before {
            "from" | "import" => true,
            "(" => matches!(text(at.checked_sub(2)), "import" | "require"),
            _ => false,
        };
        if is_import && token.text.len() > path.len() && path.starts_with('.') {
            found.push((token.line, path.to_owned()));
        }
    }
    found
}

/// The file to which a relative path in the file `from` leads.
fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name.split('.').next().unwrap_or(name)),
        }
    }
    parts.join("/")
}
