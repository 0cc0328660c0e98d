//! Finds the item or the module to which a path leads.

use syn::Item;

use super::modules::{Crate, Module, Path};

/// An item, identified by the module that declares it and by its name in that module.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Id {
    pub module: Path,
    pub name: String,
}

/// The module or item to which a path leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Module(Path),
    Item(Id),
}

/// The maximum number of declarations that are followed. Without a limit, declarations that refer to each other
/// would cause an endless loop.
const MAX_DEPTH: usize = 20;

impl Crate {
    /// The module or item to which `path` leads in the module `from`; `None` if the path leads out of the crate.
    pub fn resolve(&self, from: &Path, path: &[String]) -> Option<Found> {
        self.resolve_at(from, path, MAX_DEPTH)
    }

    fn resolve_at(&self, from: &Path, path: &[String], depth: usize) -> Option<Found> {
        let depth = depth.checked_sub(1)?;
        let mut at = Found::Module(from.clone());
        for (index, part) in path.iter().enumerate() {
            let Found::Module(module) = &at else {
                return None; // The path leads to a variant, or to an item of a type.
            };
            at = match (part.as_str(), index) {
                ("crate", 0) => Found::Module(Path::new()),
                ("self", 0) => Found::Module(module.clone()),
                ("super", _) => Found::Module(module.split_last()?.1.to_vec()),
                _ => self.member(module, part, depth)?,
            };
        }
        Some(at)
    }

    /// The module or item that a name means in a module.
    fn member(&self, at: &Path, name: &str, depth: usize) -> Option<Found> {
        let module = self.0.get(at)?;
        if module
            .items
            .iter()
            .any(|item| named(item).as_deref() == Some(name))
            || makes(module, name)
        {
            return Some(Found::Item(Id {
                module: at.clone(),
                name: name.into(),
            }));
        }
        if module.children.iter().any(|child| child.name == name) {
            return Some(Found::Module([at.clone(), vec![name.into()]].concat()));
        }
        let brought = module
            .uses
            .iter()
            .filter(|one| one.name.as_deref() == Some(name));
        let from_all = module.uses.iter().filter(|one| one.name.is_none());
        let own = |path: &Path| (path.len(), path.first().map(String::as_str)) != (1, Some(name));
        brought
            .filter(|one| own(&one.path))
            .find_map(|one| self.resolve_at(at, &one.path, depth))
            .or_else(|| {
                from_all.into_iter().find_map(|one| {
                    match self.resolve_at(at, &one.path, depth)? {
                        Found::Module(inner) => self.member(&inner, name, depth.checked_sub(1)?),
                        Found::Item(_) => None,
                    }
                })
            })
    }
}

/// The name of an item.
pub fn named(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Whether a macro of the module declares a type with this name.
fn makes(module: &Module, name: &str) -> bool {
    let wanted = [format!("pub enum {name} "), format!("pub struct {name} ")];
    let is_macro = |item: &&Item| matches!(item, Item::Macro(_));
    module.items.iter().filter(is_macro).any(|item| {
        let Item::Macro(item) = item else {
            return false;
        };
        let text = item.mac.tokens.to_string();
        wanted.iter().any(|wanted| text.contains(wanted))
    })
}
