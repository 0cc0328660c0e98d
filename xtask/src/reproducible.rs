//! Checks that the modules are the same, byte for byte, in whatever folder the sources are.

use std::path::{Path, PathBuf};

use crate::files::tracked;
use crate::shell::{Done, copy, fresh_folder, root, target};
use crate::wasm;

/// Builds a copy of the sources in a deeper folder, and compares the modules.
pub fn check() -> Done {
    let folder = target().join("tests/reproducible/in/a/deeper/folder");
    fresh_folder(&folder)?;
    copy_sources(&folder)?;
    let generated = folder.join("generated");
    let bytes = |path: PathBuf| std::fs::read(path).map_err(|error| error.to_string());
    for module in wasm::MODULES {
        wasm::make(module, "", &folder, &folder.join("target"), &generated)?;
        let file = format!("{module}.wasm");
        if bytes(root().join("pkg/dist").join(&file))? != bytes(generated.join(&file))? {
            return Err(format!("{file} differs if it is built in another folder"));
        }
        println!("   {file} is the same, byte for byte");
    }
    Ok(())
}

/// Copies the files that git tracks or does not ignore.
fn copy_sources(folder: &Path) -> Done {
    for file in tracked()? {
        let to = folder.join(&file);
        let parent = to.parent().ok_or("a file without a folder")?;
        std::fs::create_dir_all(parent).map_err(|error| error.to_string())?;
        copy(&root().join(&file), &to)?;
    }
    Ok(())
}
