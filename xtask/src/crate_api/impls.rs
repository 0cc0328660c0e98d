//! What types can do: their own functions, and the traits that they have.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, ItemImpl, Type};

use super::modules::{Crate, Module, Path};
use super::public::Public;
use super::resolve::{Found, Id};
use super::tidy;

/// The `impl` blocks that users can see.
#[derive(Default)]
pub struct Impls {
    pub by_type: BTreeMap<Id, BTreeSet<String>>,
    /// Those for types of other crates.
    pub of_others: Vec<String>,
}

pub fn of(tree: &Crate, public: &Public) -> Result<Impls, String> {
    let mut found = Impls::default();
    let mut of_others = BTreeSet::new();
    for (at, module) in &tree.0 {
        for item in &module.items {
            let Item::Impl(block) = item else { continue };
            if !is_seen(tree, public, at, block) {
                continue;
            }
            let text = text(block, module);
            match of_type(tree, at, &block.self_ty) {
                Some(id) if public.ids.contains(&id) && !text.is_empty() => {
                    found.by_type.entry(id).or_default().insert(text);
                }
                Some(_) => {}
                None if block.trait_.is_some() => {
                    of_others.insert(text);
                }
                None => {
                    return Err(format!(
                        "{}: an impl for no type of the crate",
                        at.join("::")
                    ));
                }
            }
        }
    }
    found.of_others = of_others.into_iter().collect();
    Ok(found)
}

/// Of a trait, whether users can name it.
fn is_seen(tree: &Crate, public: &Public, at: &Path, block: &ItemImpl) -> bool {
    let Some((_, path, _)) = &block.trait_ else {
        return true;
    };
    match tree.resolve(at, &names(path)) {
        Some(Found::Item(id)) => public.ids.contains(&id),
        _ => true,
    }
}

/// The type of the crate that a block is for.
fn of_type(tree: &Crate, at: &Path, given: &Type) -> Option<Id> {
    let path = match given {
        Type::Path(path) => &path.path,
        Type::Reference(reference) => return of_type(tree, at, &reference.elem),
        _ => return None,
    };
    match tree.resolve(at, &names(path))? {
        Found::Item(id) => Some(id),
        Found::Module(_) => None,
    }
}

fn names(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect()
}

/// The block with what users can see of it; nothing where that is nothing.
fn text(block: &ItemImpl, module: &Module) -> String {
    let mut block = block.clone();
    block.attrs.retain(tidy::matters);
    block.attrs.splice(0..0, module.conditions.iter().cloned());
    block.items = tidy::members(&block.items, block.trait_.is_some());
    if block.items.is_empty() && block.trait_.is_none() {
        return String::new();
    }
    let macros = block.items.iter().filter_map(|item| match item {
        syn::ImplItem::Macro(used) => used.mac.path.get_ident().map(ToString::to_string),
        _ => None,
    });
    let macros: Vec<_> = macros.collect();
    let defined = module.items.iter().filter(|item| {
        matches!(item, Item::Macro(one) if one.ident.as_ref().is_some_and(|ident| macros.contains(&ident.to_string())))
    });
    let defined: String = defined.map(tidy::declaring_macro).collect();
    defined + &tidy::printed(Item::Impl(block))
}
