//! The package for JSR: the npm package's default entry, and its types as Deno finds them.

use std::path::Path;

use crate::shell::{Done, copy, fresh_folder, read, write};

/// Deno looks for a script's types where its first line says.
const TYPES: &str = "/* @ts-self-types=\"./index.d.ts\" */\n";

/// Writes `pkg/jsr` out of `pkg/dist`.
pub fn package(pkg: &Path) -> Done {
    let (dist, jsr) = (pkg.join("dist"), pkg.join("jsr"));
    fresh_folder(&jsr)?;
    for file in ["jsr.json", "README.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&pkg.join(file), &jsr.join(file))?;
    }
    let script = read(&dist.join("index.js"))?;
    write(&jsr.join("index.js"), TYPES.to_owned() + &script)?;
    types(&dist, &jsr)?;
    types(&dist.join("provider"), &jsr.join("provider"))
}

/// Node's compilers look for the types of `./hmac.js` in `./hmac.d.ts`; Deno wants the latter named.
fn types(from: &Path, to: &Path) -> Done {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if name.to_string_lossy().ends_with(".d.ts") {
            let text = read(&from.join(&name))?.replace(".js\";", ".d.ts\";");
            write(&to.join(&name), text)?;
        }
    }
    Ok(())
}
