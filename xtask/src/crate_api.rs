//! The public API of the crate as a text, read from its sources: the signature of everything that users can name.
//!
//! It has less than rustdoc (the automatic traits of a type are left out), but it needs no nightly compiler.

#![expect(
    clippy::format_push_string,
    reason = "it is written once, and a line for each piece is the easiest to read"
)]

mod impls;
mod modules;
mod public;
mod resolve;
#[cfg(test)]
mod tests;
mod tidy;

use std::collections::BTreeMap;
use std::path::Path;

use self::modules::Crate;
use crate::files::below;
use crate::shell::read;

/// The report on the crate whose sources are in a folder.
pub fn report(folder: &Path) -> Result<String, String> {
    let mut files = BTreeMap::new();
    for name in below(folder)?
        .into_iter()
        .filter(|name| Path::new(name).extension() == Some("rs".as_ref()))
    {
        let text = read(&folder.join(&name))?;
        files.insert(name, text);
    }
    of_files(&files)
}

/// The report on the crate with these files, by their paths below `src`.
fn of_files(files: &BTreeMap<String, String>) -> Result<String, String> {
    let tree = Crate::read(files)?;
    let public = public::items(&tree)?;
    let impls = impls::of(&tree, &public)?;
    let mut text = String::new();
    for (module, items) in &public.modules {
        text += &format!("## {module}\n\n");
        for item in items {
            text += &item.text;
            for line in item
                .id
                .as_ref()
                .and_then(|id| impls.by_type.get(id))
                .into_iter()
                .flatten()
            {
                text += line;
            }
            text += "\n";
        }
    }
    text += "## Traits of others' types\n\n";
    text += &impls.of_others.concat();
    Ok(text)
}
