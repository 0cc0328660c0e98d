//! The modules of a crate.

use std::collections::BTreeMap;

use syn::{Attribute, Item, UseTree, Visibility};

/// The path of a module below the crate's root. The path of the root is empty.
pub type Path = Vec<String>;

/// All modules of a crate, by their paths.
pub struct Crate(pub BTreeMap<Path, Module>);

/// A module: its items, and the names that its `use` declarations import.
pub struct Module {
    pub items: Vec<Item>,
    pub uses: Vec<Use>,
    pub children: Vec<Child>,
    /// The conditions under which the module exists, including the conditions of its parents.
    pub conditions: Vec<Attribute>,
}

pub struct Child {
    pub name: String,
    pub public: bool,
}

/// A name that a `use` declaration imports, or all names for `*`.
pub struct Use {
    /// The name; `None` for `*`.
    pub name: Option<String>,
    pub path: Path,
    pub public: bool,
}

/// Modules without stability promises: the boundary of the npm package, and the facts that the two sides of the
/// boundary share.
const UNSTABLE: [&str; 2] = ["wasm", "facts"];

impl Crate {
    pub fn read(files: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut all = Self(BTreeMap::new());
        let root = files.get("lib.rs").ok_or("no src/lib.rs")?;
        all.add(files, Vec::new(), parsed("lib.rs", root)?, &[])?;
        Ok(all)
    }

    fn add(
        &mut self,
        files: &BTreeMap<String, String>,
        path: Path,
        items: Vec<Item>,
        conditions: &[Attribute],
    ) -> Result<(), String> {
        let mut module = Module {
            items: Vec::new(),
            uses: Vec::new(),
            children: Vec::new(),
            conditions: conditions.to_vec(),
        };
        for item in items {
            match item {
                Item::Mod(child) if !is_left_out(&child.attrs, &child.ident.to_string()) => {
                    let name = child.ident.to_string();
                    let at = [path.clone(), vec![name.clone()]].concat();
                    let inside = match child.content {
                        Some((_, items)) => items,
                        None => of_file(files, &at)?,
                    };
                    let own = child
                        .attrs
                        .iter()
                        .filter(|attribute| attribute.path().is_ident("cfg"));
                    let conditions: Vec<_> = conditions.iter().chain(own).cloned().collect();
                    self.add(files, at, inside, &conditions)?;
                    let public = is_public(&child.vis);
                    module.children.push(Child { name, public });
                }
                Item::Mod(_) => {}
                Item::Use(declared) => {
                    let public = is_public(&declared.vis);
                    leaves(&declared.tree, &mut Vec::new(), public, &mut module.uses);
                }
                other => module.items.push(other),
            }
        }
        self.0.insert(path, module);
        Ok(())
    }
}

pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_left_out(attributes: &[Attribute], name: &str) -> bool {
    let is_test = |attribute: &Attribute| {
        let condition = attribute.parse_args::<syn::Ident>();
        attribute.path().is_ident("cfg") && condition.is_ok_and(|condition| condition == "test")
    };
    UNSTABLE.contains(&name) || attributes.iter().any(is_test)
}

fn of_file(files: &BTreeMap<String, String>, path: &Path) -> Result<Vec<Item>, String> {
    let name = format!("{}.rs", path.join("/"));
    let text = files.get(&name).ok_or_else(|| format!("no src/{name}"))?;
    parsed(&name, text)
}

fn parsed(name: &str, text: &str) -> Result<Vec<Item>, String> {
    let file = syn::parse_file(text).map_err(|error| format!("src/{name}: {error}"))?;
    Ok(file.items)
}

fn leaves(tree: &UseTree, before: &mut Path, public: bool, found: &mut Vec<Use>) {
    let mut add = |name: Option<String>, last: Option<String>| {
        let path = before.iter().cloned().chain(last).collect();
        found.push(Use { name, path, public });
    };
    match tree {
        UseTree::Path(inner) => {
            before.push(inner.ident.to_string());
            leaves(&inner.tree, before, public, found);
            before.pop();
        }
        UseTree::Name(leaf) if leaf.ident == "self" => add(before.last().cloned(), None),
        UseTree::Name(leaf) => add(Some(leaf.ident.to_string()), Some(leaf.ident.to_string())),
        UseTree::Rename(leaf) => add(Some(leaf.rename.to_string()), Some(leaf.ident.to_string())),
        UseTree::Glob(_) => add(None, None),
        UseTree::Group(group) => {
            for inner in &group.items {
                leaves(inner, before, public, found);
            }
        }
    }
}
