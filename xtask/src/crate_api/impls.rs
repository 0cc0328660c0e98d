//! The `impl` blocks of types: their own functions, and the traits that they implement.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{ImplItem, Item, ItemImpl, Type};

use super::modules::{Crate, Module, Path};
use super::public::Public;
use super::resolve::{Found, Id};
use super::tidy;

/// The texts of the `impl` blocks that users can see.
#[derive(Default)]
pub struct Impls {
    pub by_type: BTreeMap<Id, Vec<String>>,
    /// The `impl` blocks for types of other crates.
    pub of_others: Vec<String>,
}

pub fn of(tree: &Crate, public: &Public) -> Result<Impls, String> {
    let mut by_type: BTreeMap<Id, Blocks> = BTreeMap::new();
    let mut of_others = Blocks::default();
    for (at, module) in &tree.0 {
        for item in &module.items {
            let Item::Impl(block) = item else { continue };
            if !is_seen(tree, public, at, block) {
                continue;
            }
            match of_type(tree, at, &block.self_ty) {
                Some(id) if public.ids.contains(&id) => {
                    by_type.entry(id).or_default().add(block, module);
                }
                Some(_) => {}
                None if block.trait_.is_some() => of_others.add(block, module),
                None => {
                    return Err(format!(
                        "{}: an impl for no type of the crate",
                        at.join("::")
                    ));
                }
            }
        }
    }
    let texts = |(id, blocks): (Id, Blocks)| (id, blocks.texts());
    Ok(Impls {
        by_type: by_type.into_iter().map(texts).collect(),
        of_others: of_others.texts(),
    })
}

/// `impl` blocks by their heads. Blocks with the same head are joined, because users do not notice which of these
/// blocks contains a function.
#[derive(Default)]
struct Blocks(BTreeMap<String, (BTreeSet<String>, ItemImpl)>);

impl Blocks {
    /// Adds the parts of a block that users can see.
    fn add(&mut self, block: &ItemImpl, module: &Module) {
        let mut block = block.clone();
        block.attrs.retain(tidy::matters);
        block.attrs.splice(0..0, module.conditions.iter().cloned());
        let items = tidy::members(&block.items, block.trait_.is_some());
        if items.is_empty() && block.trait_.is_none() {
            return;
        }
        block.items.clear();
        let head = tidy::printed(Item::Impl(block.clone()));
        let (macros, all) = self.0.entry(head).or_insert((BTreeSet::new(), block));
        macros.extend(macros_of(&items, module));
        all.items.extend(items);
    }

    fn texts(self) -> Vec<String> {
        let blocks = self.0.into_values().map(|(macros, mut block)| {
            block
                .items
                .sort_by_cached_key(|item| item.to_token_stream().to_string());
            let macros: String = macros.into_iter().collect();
            macros + &tidy::printed(Item::Impl(block))
        });
        blocks.collect()
    }
}

/// The definitions of the macros that write functions of a block.
fn macros_of(items: &[ImplItem], module: &Module) -> Vec<String> {
    let used = items.iter().filter_map(|item| match item {
        ImplItem::Macro(used) => used.mac.path.get_ident(),
        _ => None,
    });
    let used: Vec<_> = used.collect();
    let defined = module.items.iter().filter(|item| {
        matches!(item, Item::Macro(one) if one.ident.as_ref().is_some_and(|ident| used.contains(&ident)))
    });
    defined.map(tidy::declaring_macro).collect()
}

/// Whether users can name the trait of a block. True for a block without a trait.
fn is_seen(tree: &Crate, public: &Public, at: &Path, block: &ItemImpl) -> bool {
    let Some((_, path, _)) = &block.trait_ else {
        return true;
    };
    match tree.resolve(at, &names(path)) {
        Some(Found::Item(id)) => public.ids.contains(&id),
        _ => true,
    }
}

/// The type of the crate that a block is for; `None` for a type of another crate.
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
