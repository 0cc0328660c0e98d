//! The npm package: the wasm module, its loaders, and the TypeScript facade compiled beside each.

use std::path::Path;

use crate::shell::{Done, command, copy, fresh_folder, read, root, run, step, write};
use crate::{npm, toolchain, wasm};

/// Builds `pkg/dist`.
pub fn build() -> Done {
    npm::install("pkg")?;
    step("wasm module (20 s when nothing is compiled yet)", || {
        toolchain::target("wasm32-unknown-unknown")?;
        let module = wasm::compile("")?;
        let generated = root().join("pkg/generated");
        fresh_folder(&generated)?;
        wasm::bind(&module, &generated)
    })?;
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
    name_types(&dist)?;
    for runtime in ["workerd", "edge-light"] {
        let declarations = [
            "--isolatedDeclarations",
            "false",
            "--declaration",
            "false",
            "--outDir",
        ];
        run(command("node", &[tsc], "pkg")
            .args(declarations)
            .arg(dist.join(runtime)))?;
        copy(
            &generated.join(format!("raw.{runtime}.js")),
            &dist.join(runtime).join("raw.js"),
        )?;
    }
    let commonjs = ["--verbatimModuleSyntax", "false", "--module", "commonjs"];
    let bundler = ["--moduleResolution", "bundler", "--outDir", "dist/cjs"];
    run(command("node", &[tsc], "pkg").args(commonjs).args(bundler))?;
    write(
        &dist.join("cjs/package.json"),
        "{ \"type\": \"commonjs\" }\n",
    )?;
    for (from, to) in [
        ("core.wasm", "core.wasm"),
        ("raw.js", "raw.js"),
        ("inline.js", "inline.js"),
        ("raw.cjs", "cjs/raw.js"),
        ("inline.cjs", "cjs/inline.js"),
    ] {
        copy(&generated.join(from), &dist.join(to))?;
    }
    ["README.md", "LICENSE-APACHE", "LICENSE-MIT"]
        .iter()
        .try_for_each(|file| copy(&root().join(file), &pkg.join(file)))
}

/// Deno and JSR look for a file's types where its first line says.
fn name_types(folder: &Path) -> Done {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            name_types(&path)?;
        } else if let Some(name) = path.to_string_lossy().strip_suffix(".d.ts") {
            let module = Path::new(name).with_extension("js");
            let types = path.file_name().unwrap_or_default().to_string_lossy();
            let line = format!("/* @ts-self-types=\"./{types}\" */\n");
            write(&module, line + &read(&module)?)?;
        }
    }
    Ok(())
}
