//! The public API of the crate as text, which is read from the sources of the crate. The text has the signatures of
//! all items that users can name.
//!
//! The text has less information than rustdoc, because the automatic traits of types are left out. But it needs no
//! nightly compiler.

#![expect(
    clippy::format_push_string,
    reason = "each text is written only one time, and a line for each piece is the easiest to read"
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

/// The report on the crate with these files. Each path is relative to `src`.
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
