//! The package for JSR: the npm package's default entries, and their types as Deno finds them.

use std::path::Path;

use crate::bundle::{DATA, ENTRIES, made_scripts};
use crate::papers::PAPERS;
use crate::shell::{Done, copy, copy_all, fresh_folder, read, write};

/// Writes `pkg/jsr` out of `pkg/dist`.
pub fn package(pkg: &Path) -> Done {
    let (dist, jsr) = (pkg.join("dist"), pkg.join("jsr"));
    fresh_folder(&jsr)?;
    for part in ["jsr.json"].iter().chain(&PAPERS) {
        copy_all(&pkg.join(part), &jsr.join(part))?;
    }
    for script in made_scripts(&dist)? {
        let Some(name) = script.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let entry = name.trim_end_matches(".js");
        if !ENTRIES.contains(&entry) && entry != DATA {
            copy(&script, &jsr.join(name))?;
            continue;
        }
        // Deno looks for a script's types where its first line says.
        let types = format!("/* @ts-self-types=\"./{entry}.d.ts\" */\n");
        write(&jsr.join(name), types + &read(&script)?)?;
    }
    for folder in [
        "",
        "generated",
        "host",
        "host/sandbox",
        "profile",
        "provider",
    ] {
        types(&dist.join(folder), &jsr.join(folder))?;
    }
    Ok(())
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
