//! Removes the parts of an item that are not in the API: bodies, comments, private fields, and values of constants.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Fields, ImplItem, Item, ItemMacro, Lit, TraitItem, parse_quote};

use super::modules;

/// The text of a public item. The conditions of its module are added.
pub fn item(item: &Item, conditions: &[Attribute]) -> String {
    let mut item = item.clone();
    if let Some(attributes) = attributes(&mut item) {
        attributes.retain(matters);
        attributes.splice(0..0, conditions.iter().cloned());
    }
    match &mut item {
        Item::Fn(item) => item.block = parse_quote!({}),
        Item::Const(item) => value(&mut item.expr),
        Item::Static(item) => value(&mut item.expr),
        Item::Struct(item) => fields(&mut item.fields),
        Item::Enum(item) => {
            for variant in &mut item.variants {
                variant.attrs.retain(matters);
                for field in &mut variant.fields {
                    field.attrs.retain(matters);
                }
            }
        }
        Item::Trait(item) => item.items.iter_mut().for_each(of_trait),
        _ => {}
    }
    printed(item)
}

/// The items of an `impl` or a trait that users can see, and its macros.
pub fn members(items: &[ImplItem], is_trait: bool) -> Vec<ImplItem> {
    let mut kept = Vec::new();
    for item in items {
        let mut item = item.clone();
        let seen = match &mut item {
            ImplItem::Fn(item) => {
                item.attrs.retain(matters);
                item.block = parse_quote!({});
                !is_trait && modules::is_public(&item.vis)
            }
            ImplItem::Const(item) => {
                item.attrs.retain(matters);
                value(&mut item.expr);
                is_trait || modules::is_public(&item.vis)
            }
            ImplItem::Macro(item) => {
                item.mac.tokens = without_comments(item.mac.tokens.clone());
                !is_trait
            }
            _ => true,
        };
        if seen {
            kept.push(item);
        }
    }
    kept
}

/// The formatted text of an item.
pub fn printed(item: Item) -> String {
    let file = syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    prettyplease::unparse(&file)
}

/// The text of a macro that declares public types, with the uses of the macro.
pub fn declaring_macro(item: &Item) -> String {
    let Item::Macro(ItemMacro { ident, mac, .. }) = item else {
        return String::new();
    };
    let tokens = without_comments(mac.tokens.clone())
        .to_string()
        .replace("; ", ";\n");
    let path = mac.path.to_token_stream();
    let name = ident
        .as_ref()
        .map(|ident| format!(" {ident}"))
        .unwrap_or_default();
    format!("{path}!{name} {{\n{tokens}\n}}\n")
}

pub fn is_public(item: &Item) -> bool {
    modules::is_public(match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        Item::Union(item) => &item.vis,
        _ => return false,
    })
}

/// Whether an attribute matters to users.
pub fn matters(attribute: &Attribute) -> bool {
    let kept = [
        "cfg",
        "default",
        "deprecated",
        "derive",
        "must_use",
        "non_exhaustive",
        "repr",
    ];
    kept.iter().any(|name| attribute.path().is_ident(name))
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Union(item) => &mut item.attrs,
        _ => return None,
    })
}

/// Keeps a value that is a number or a text. A longer value is replaced, because it is not a part of the signature.
fn value(value: &mut Expr) {
    let stays = matches!(value, Expr::Lit(literal) if !matches!(literal.lit, Lit::ByteStr(_)));
    if !stays {
        *value = parse_quote!(_);
    }
}

/// Replaces all private fields with one private field without a type.
fn fields(fields: &mut Fields) {
    match fields {
        Fields::Named(named) => {
            let all = named.named.len();
            let mut seen: Punctuated<_, _> = std::mem::take(&mut named.named)
                .into_iter()
                .filter(|field| modules::is_public(&field.vis))
                .collect();
            for field in &mut seen {
                field.attrs.retain(matters);
            }
            if seen.len() < all {
                seen.push(parse_quote!(private: _));
            }
            named.named = seen;
        }
        Fields::Unnamed(unnamed) => {
            for field in &mut unnamed.unnamed {
                field.attrs.retain(matters);
                if !modules::is_public(&field.vis) {
                    field.ty = parse_quote!(_);
                }
            }
        }
        Fields::Unit => {}
    }
}

fn of_trait(item: &mut TraitItem) {
    match item {
        TraitItem::Fn(item) => {
            item.attrs.retain(matters);
            if item.default.is_some() {
                item.default = Some(parse_quote!({}));
            }
        }
        TraitItem::Const(item) => item.attrs.retain(matters),
        TraitItem::Type(item) => item.attrs.retain(matters),
        _ => {}
    }
}

/// The tokens without `#[doc = …]`.
fn without_comments(tokens: TokenStream) -> TokenStream {
    let is_comment = |tree: &TokenTree| {
        let TokenTree::Group(group) = tree else {
            return false;
        };
        let first = group.stream().into_iter().next();
        group.delimiter() == Delimiter::Bracket
            && first.is_some_and(|first| first.to_string() == "doc")
    };
    let mut kept: Vec<TokenTree> = Vec::new();
    for tree in tokens {
        if is_comment(&tree) {
            kept.pop();
            continue;
        }
        kept.push(match tree {
            TokenTree::Group(group) => {
                Group::new(group.delimiter(), without_comments(group.stream())).into()
            }
            other => other,
        });
    }
    kept.into_iter().collect()
}
