//! The npm package: the wasm module, its loaders, and the TypeScript facade bundled with each.

use std::path::Path;

use crate::shell::{Done, command, copy, copy_all, fresh_folder, root, run, step, write};
use crate::{jsr, npm, toolchain, wasm, www};

/// Builds `pkg/dist`, and the playground around it.
pub fn build() -> Done {
    npm::install("pkg")?;
    let pkg = root().join("pkg");
    let generated = pkg.join("generated");
    step("wasm module (20 s when nothing is compiled yet)", || {
        toolchain::target("wasm32-unknown-unknown")?;
        let module = wasm::compile("")?;
        fresh_folder(&generated)?;
        wasm::bind(&module, &generated)
    })?;
    step("npm package", || {
        facade(&pkg)?;
        bundles(&generated, &pkg.join("dist"))
    })?;
    jsr::package(&pkg)?;
    println!("\nbuilt: pkg/dist");
    www::page()
}

/// Builds the package, and once more with traps.
pub fn build_trap() -> Done {
    build()?;
    step("package whose module can trap", trap_package)?;
    println!("\nbuilt: target/trap/pkg");
    Ok(())
}

/// The package that was built, in `target/trap` around a module with exports that trap, for the test
/// that such an end is recovered from.
pub fn trap_package() -> Done {
    let place = root().join("target/trap");
    let (pkg, generated) = (place.join("pkg"), place.join("generated"));
    for folder in [&pkg, &generated] {
        fresh_folder(folder)?;
    }
    for loader in wasm::LOADERS {
        copy_all(
            &root().join("pkg/generated").join(loader),
            &generated.join(loader),
        )?;
    }
    wasm::bind(&wasm::compile("trap")?, &generated)?;
    for part in [
        "package.json",
        "README.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "dist",
    ] {
        copy_all(&root().join("pkg").join(part), &pkg.join(part))?;
    }
    bundles(&generated, &pkg.join("dist"))
}

/// The facade as JavaScript for each loader, and its types.
fn facade(pkg: &Path) -> Done {
    fresh_folder(&pkg.join("dist"))?;
    for folder in ["dist", "dist/cjs"] {
        compile(folder, &["--emitDeclarationOnly"])?;
    }
    for loader in wasm::LOADERS {
        let no_types = ["--isolatedDeclarations", "false", "--declaration", "false"];
        compile(&format!("generated/{loader}"), &no_types)?;
    }
    ["README.md", "LICENSE-APACHE", "LICENSE-MIT"]
        .iter()
        .try_for_each(|file| copy(&root().join(file), &pkg.join(file)))
}

/// `dist/` for every runtime that can take an inlined module, `dist/workerd/` and
/// `dist/edge-light/` for the two that import it, `dist/cjs/` for `require`.
fn bundles(generated: &Path, dist: &Path) -> Done {
    for (loader, folder) in wasm::LOADERS.into_iter().zip(["", "workerd", "edge-light"]) {
        let place = generated.join(loader);
        copy(
            &generated.join(format!("raw.{loader}.js")),
            &place.join("raw.js"),
        )?;
        let chunks = ["--format=esm", "--splitting", "--chunk-names=core"];
        bundle(
            &chunks,
            &[&place.join("index.js"), &place.join("pure.js")],
            &dist.join(folder),
        )?;
    }
    let cjs = dist.join("cjs");
    bundle(
        &["--format=cjs"],
        &[&generated.join("inline/index.js")],
        &cjs,
    )?;
    write(
        &cjs.join("pure.js"),
        "module.exports = require(\"./index.js\");\n",
    )?;
    write(&cjs.join("package.json"), "{ \"type\": \"commonjs\" }\n")?;
    copy(&generated.join("core.wasm"), &dist.join("core.wasm"))
}

fn compile(folder: &str, options: &[&str]) -> Done {
    let tsc = "node_modules/typescript/bin/tsc";
    run(command("node", &[tsc, "--outDir", folder], "pkg").args(options))
}

/// One file of many: it is imported in a third of the time (Node 20: 4.5 ms against 12.8).
pub fn bundle(options: &[&str], entries: &[&Path], folder: &Path) -> Done {
    let esbuild = "node_modules/esbuild-wasm/bin/esbuild";
    let always = ["--bundle", "--target=es2022", "--external:*.wasm"];
    let quiet = ["--external:*.wasm?module", "--log-level=warning"];
    run(command("node", &[esbuild], "pkg")
        .args(always)
        .args(quiet)
        .args(options)
        .arg(format!("--outdir={}", folder.display()))
        .args(entries))
}
