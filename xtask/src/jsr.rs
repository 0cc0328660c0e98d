//! Writes the package for JSR: the npm package's default entries, with their types in the form that Deno can find.

use std::path::Path;

use crate::bundle::made_scripts;
use crate::papers::PAPERS;
use crate::places::Places;
use crate::shell::{Done, copy_all, fresh_folder, read, write};

/// Writes `pkg/jsr` from `pkg/dist`.
pub fn package(pkg: &Path) -> Done {
    let (dist, jsr) = (pkg.join("dist"), pkg.join("jsr"));
    fresh_folder(&jsr)?;
    for paper in PAPERS {
        copy_all(&pkg.join(paper), &jsr.join(paper))?;
    }
    manifest(pkg, &jsr, &Places::load()?.jsr.is)?;
    for script in made_scripts(&dist)? {
        let Some(name) = script.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let entry = name.trim_end_matches(".js");
        let source = read(&script)?;
        // The source map is only in npm's package, which contains the sources.
        let code = source
            .split("//# sourceMappingURL")
            .next()
            .unwrap_or(&source);
        // Deno reads the path of a script's types from its first line.
        let types = [format!("door/{entry}"), entry.to_owned()]
            .into_iter()
            .find(|types| dist.join(format!("{types}.d.ts")).exists())
            .map(|types| format!("/* @ts-self-types=\"./{types}.d.ts\" */\n"));
        write(&jsr.join(name), types.unwrap_or_default() + code)?;
    }
    for folder in [
        "",
        "door",
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

/// Writes the manifest, and adds the package's name, which is not in `pkg/jsr.json`.
fn manifest(pkg: &Path, jsr: &Path, name: &str) -> Done {
    let text = read(&pkg.join("jsr.json"))?;
    let members = text.strip_prefix('{').ok_or("pkg/jsr.json: no object")?;
    write(
        &jsr.join("jsr.json"),
        format!("{{\n  \"name\": \"{name}\",{members}"),
    )
}

/// Copies the types. Their imports are changed from `./hmac.js` to `./hmac.d.ts`: compilers for Node find the types
/// without this change, but Deno requires it.
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
