//! The npm package: the wasm module, its loaders, and the TypeScript facade compiled beside each.

use std::path::Path;

use crate::shell::{Done, command, copy, fresh_folder, root, run, step, write};
use crate::{jsr, npm, toolchain, wasm};

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
    let pkg = root().join("pkg");
    step("npm package", || package(&pkg))?;
    jsr::package(&pkg)?;
    println!("\nbuilt: pkg/dist");
    Ok(())
}

/// `dist/index.js` for every runtime that can take an inlined module, `dist/workerd/` and
/// `dist/edge-light/` for the two that import it, `dist/cjs/` for `require`.
fn package(pkg: &Path) -> Done {
    let (generated, dist) = (pkg.join("generated"), pkg.join("dist"));
    fresh_folder(&dist)?;
    for folder in ["dist", "dist/cjs"] {
        compile(folder, &["--emitDeclarationOnly"])?;
    }
    for loader in wasm::LOADERS {
        let folder = format!("generated/{loader}");
        let no_types = ["--isolatedDeclarations", "false", "--declaration", "false"];
        compile(&folder, &no_types)?;
        copy(
            &generated.join(format!("raw.{loader}.js")),
            &pkg.join(&folder).join("raw.js"),
        )?;
    }
    for (loader, folder) in
        wasm::LOADERS
            .into_iter()
            .zip(["dist", "dist/workerd", "dist/edge-light"])
    {
        bundle(&[
            "--format=esm",
            "--splitting",
            "--chunk-names=core",
            &format!("--outdir={folder}"),
            &format!("generated/{loader}/index.js"),
            &format!("generated/{loader}/pure.js"),
        ])?;
    }
    let inline = "generated/inline/index.js";
    bundle(&["--format=cjs", "--outfile=dist/cjs/index.js", inline])?;
    write(
        &dist.join("cjs/pure.js"),
        "module.exports = require(\"./index.js\");\n",
    )?;
    write(
        &dist.join("cjs/package.json"),
        "{ \"type\": \"commonjs\" }\n",
    )?;
    copy(&generated.join("core.wasm"), &dist.join("core.wasm"))?;
    ["README.md", "LICENSE-APACHE", "LICENSE-MIT"]
        .iter()
        .try_for_each(|file| copy(&root().join(file), &pkg.join(file)))
}

fn compile(folder: &str, options: &[&str]) -> Done {
    let tsc = "node_modules/typescript/bin/tsc";
    run(command("node", &[tsc, "--outDir", folder], "pkg").args(options))
}

/// One file of many: it is imported in a third of the time (Node 20: 4.5 ms against 12.8).
fn bundle(options: &[&str]) -> Done {
    let esbuild = "node_modules/esbuild-wasm/bin/esbuild";
    let always = ["--bundle", "--target=es2022", "--external:*.wasm"];
    let quiet = ["--external:*.wasm?module", "--log-level=warning"];
    run(command("node", &[esbuild], "pkg")
        .args(always)
        .args(quiet)
        .args(options))
}
