//! The items that users can name. Each item is listed under each path that leads to it.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Crate, Path};
use super::resolve::{Found, Id, named};
use super::tidy;

/// The items of each public module, by the path of the module. The items are in the order of their names.
pub struct Public {
    pub modules: BTreeMap<String, Vec<PublicItem>>,
    pub ids: BTreeSet<Id>,
}

pub struct PublicItem {
    name: String,
    pub text: String,
    /// The item; `None` if the item was listed before under another path. So each trait of a type is listed only
    /// once.
    pub id: Option<Id>,
}

pub fn items(tree: &Crate) -> Result<Public, String> {
    let mut public = Public {
        modules: BTreeMap::new(),
        ids: BTreeSet::new(),
    };
    public.visit(tree, &Path::new(), "payauth")?;
    for items in public.modules.values_mut() {
        items.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(public)
}

impl Public {
    /// Adds the public items of a module, under the path `shown` that led to the module.
    fn visit(&mut self, tree: &Crate, at: &Path, shown: &str) -> Result<(), String> {
        let module = tree.0.get(at).ok_or_else(|| format!("no module {at:?}"))?;
        self.modules.entry(shown.to_owned()).or_default();
        for child in module.children.iter().filter(|child| child.public) {
            let inside = [at.clone(), vec![child.name.clone()]].concat();
            self.visit(tree, &inside, &format!("{shown}::{}", child.name))?;
        }
        self.own(tree, at, shown);
        for one in module.uses.iter().filter(|one| one.public) {
            match (tree.resolve(at, &one.path), &one.name) {
                (Some(Found::Item(id)), Some(name)) => self.add(tree, &id, name, shown),
                (Some(Found::Module(inside)), Some(name)) => {
                    self.visit(tree, &inside, &format!("{shown}::{name}"))?;
                }
                (Some(Found::Module(inside)), None) => {
                    let uses = tree
                        .0
                        .get(&inside)
                        .into_iter()
                        .flat_map(|module| &module.uses);
                    if uses.filter(|one| one.public).count() > 0 {
                        return Err(format!(
                            "{shown}: `pub use {}::*` of a module with a `pub use`",
                            one.path.join("::")
                        ));
                    }
                    self.own(tree, &inside, shown);
                }
                (Some(Found::Item(_)), None) => {}
                (None, _) => {
                    let text = format!("pub use {};\n", one.path.join("::"));
                    self.push(
                        shown,
                        PublicItem {
                            name: one.path.join("::"),
                            text,
                            id: None,
                        },
                    );
                }
            }
        }
        Ok(())
    }

    /// Adds the public items that a module itself declares.
    fn own(&mut self, tree: &Crate, at: &Path, shown: &str) {
        let items = tree.0.get(at).into_iter().flat_map(|module| &module.items);
        for item in items.filter(|item| tidy::is_public(item)) {
            if let Some(name) = named(item) {
                self.add(
                    tree,
                    &Id {
                        module: at.clone(),
                        name: name.clone(),
                    },
                    &name,
                    shown,
                );
            }
        }
    }

    fn add(&mut self, tree: &Crate, id: &Id, name: &str, shown: &str) {
        let Some(module) = tree.0.get(&id.module) else {
            return;
        };
        let found = module
            .items
            .iter()
            .filter(|item| named(item).as_deref() == Some(&*id.name));
        let mut text: String = found
            .map(|item| tidy::item(item, &module.conditions))
            .collect();
        if text.is_empty() {
            text = module.items.iter().map(tidy::declaring_macro).collect();
        }
        if name != id.name {
            text = format!("// as {name}\n{text}");
        }
        let is_first = self.ids.insert(id.clone());
        let name = name.to_owned();
        self.push(
            shown,
            PublicItem {
                name,
                text,
                id: is_first.then(|| id.clone()),
            },
        );
    }

    fn push(&mut self, shown: &str, entry: PublicItem) {
        self.modules
            .entry(shown.to_owned())
            .or_default()
            .push(entry);
    }
}
