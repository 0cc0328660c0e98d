//! Keeps the files that were made from a module, until the module or the program that makes the files changes.

use std::path::{Path, PathBuf};

use crate::shell::{Done, fresh_folder, root, write};

/// Returns the folder below `folder` that `make` fills. If the module and the program are the same as in an earlier
/// run, `make` is not called again.
pub fn unless_same(
    module: &Path,
    folder: &Path,
    make: impl FnOnce(&Path) -> Done,
) -> Result<PathBuf, String> {
    let (input, kept) = (input(module)?, folder.join("input"));
    let output = folder.join("output");
    if std::fs::read(&kept).is_ok_and(|known| known == input) {
        return Ok(output);
    }
    // The input is written last, so an interrupted run leaves no files that look complete.
    fresh_folder(folder)?;
    make(&output)?;
    write(&kept, input)?;
    Ok(output)
}

/// All data on which the result depends: the module, this program, and the lock file, which contains the version of
/// Binaryen.
fn input(module: &Path) -> Result<Vec<u8>, String> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let lock = read(&root().join("pkg/package-lock.json"))?;
    let way = [include_str!("../wasm.rs"), include_str!("panic_texts.rs")];
    Ok([
        &read(module)?[..],
        &lock,
        way[0].as_bytes(),
        way[1].as_bytes(),
    ]
    .concat())
}
