//! Checks that the modules are the same, byte for byte, in whatever folder the sources are.

use std::path::{Path, PathBuf};

use crate::files::tracked;
use crate::shell::{Done, copy, copy_all, fresh_folder, root, target};
use crate::wasm;

/// Builds a copy of the sources in a deeper folder with every tool, and compares the modules.
pub fn check() -> Done {
    compare(&fresh()?)
}

/// Compiles a copy of the sources in a deeper folder, and compares the modules. wasm-bindgen and Binaryen take most of the time
/// of a build. They run again only for a module for which the compiler wrote other bytes.
pub fn check_compiled() -> Done {
    let folder = fresh()?;
    copy_all(&target().join("bound"), &folder.join("target/bound"))?;
    compare(&folder)
}

/// Makes a folder with a copy of the sources.
fn fresh() -> Result<PathBuf, String> {
    let folder = target().join("tests/reproducible/in/a/deeper/folder");
    fresh_folder(&folder)?;
    copy_sources(&folder)?;
    Ok(folder)
}

fn compare(folder: &Path) -> Done {
    let generated = folder.join("generated");
    let bytes = |path: PathBuf| std::fs::read(path).map_err(|error| error.to_string());
    for module in wasm::MODULES {
        wasm::make(module, "", folder, &folder.join("target"), &generated)?;
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
