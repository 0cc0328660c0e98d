//! The files that were made from a module are kept until the module or the way they are made
//! changes.

use std::path::{Path, PathBuf};

use crate::shell::{Done, fresh_folder, root, write};

/// Returns the folder below `folder` that `make` fills. Does not call `make` again for the same
/// module and the same way.
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
    // The input is written last: a run that is interrupted leaves nothing that looks complete.
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
