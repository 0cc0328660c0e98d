//! What was made of a module stays, until the module or the way it is made changes.

use std::path::{Path, PathBuf};

use crate::shell::{Done, fresh_folder, root, write};

/// Gives the folder below `folder` that `make` fills, unless it was filled for the same module in the
/// same way.
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
    // The input is written last: an end in between leaves nothing that looks whole.
    fresh_folder(folder)?;
    make(&output)?;
    write(&kept, input)?;
    Ok(output)
}

/// All that the result depends on: the module, this program, and the lock file that names Binaryen.
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
