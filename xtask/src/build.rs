//! The npm package: the wasm module, its loaders, and the TypeScript facade compiled beside each.

use std::path::Path;

use crate::shell::{Done, command, copy, files, fresh_folder, root, run, step, write};
use crate::{npm, wasm};

/// Builds `pkg/dist`.
pub fn build() -> Done {
    step("wasm module (release, 20 s when nothing is compiled yet)", || {
        wasm::target()?;
        let module = wasm::compile("")?;
        let generated = root().join("pkg/generated");
        fresh_folder(&generated)?;
        wasm::bind(&module, &generated)
    })?;
    npm::install("pkg")?;
    step("npm package", || package(&root().join("pkg")))?;
    println!("\nbuilt: pkg/dist");
    Ok(())
}

/// `dist/` for every loader that inlines the module, `dist/workerd/` and `dist/edge-light/` for the
/// two that import it, `dist/cjs/` for `require`. The facade is the same file in all of them.
fn package(pkg: &Path) -> Done {
    let (generated, dist) = (pkg.join("generated"), pkg.join("dist"));
    fresh_folder(&dist)?;
    let tsc = "node_modules/typescript/bin/tsc";
    run(&mut command("node", &[tsc], "pkg"))?;
    let cjs = ["--verbatimModuleSyntax", "false", "--module", "commonjs", "--moduleResolution", "bundler", "--outDir", "dist/cjs"];
    run(command("node", &[tsc], "pkg").args(cjs))?;
    for (from, to) in [
        ("core.wasm", "core.wasm"),
        ("raw.js", "raw.js"),
        ("inline.js", "inline.js"),
        ("raw.cjs", "cjs/raw.js"),
        ("inline.cjs", "cjs/inline.js"),
    ] {
        copy(&generated.join(from), &dist.join(to))?;
    }
    write(&dist.join("cjs/package.json"), "{ \"type\": \"commonjs\" }\n")?;
    for runtime in ["workerd", "edge-light"] {
        variant(&dist, runtime)?;
        copy(&generated.join(format!("raw.{runtime}.js")), &dist.join(runtime).join("raw.js"))?;
    }
    ["README.md", "LICENSE-APACHE", "LICENSE-MIT"]
        .iter()
        .try_for_each(|file| copy(&root().join(file), &pkg.join(file)))
}

/// The facade again, in a folder where `./raw.js` is another loader.
fn variant(dist: &Path, runtime: &str) -> Done {
    let folder = dist.join(runtime);
    fresh_folder(&folder)?;
    for file in files(dist)? {
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else { continue };
        if name.ends_with(".js") && !["raw.js", "inline.js", "base64.js"].contains(&name) {
            copy(&file, &folder.join(name))?;
        }
    }
    Ok(())
}
