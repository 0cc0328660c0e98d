//! The npm package: the wasm module, its loaders, and the TypeScript facade compiled beside each.

use std::path::Path;

use crate::shell::{Done, command, copy, copy_all, fresh_folder, root, run, step, write};
use crate::{npm, wasm};

/// Builds `pkg/dist`.
pub fn build() -> Done {
    npm::install("pkg")?;
    step("wasm module (20 s when nothing is compiled yet)", || {
        wasm::target()?;
        let module = wasm::compile("")?;
        let generated = root().join("pkg/generated");
        fresh_folder(&generated)?;
        wasm::bind(&module, &generated)
    })?;
    step("npm package", || package(&root().join("pkg")))?;
    println!("\nbuilt: pkg/dist");
    Ok(())
}

/// Builds the package once more into `target/trap`, around a module with exports that trap, for the
/// test that such an end is recovered from.
pub fn build_trap() -> Done {
    build()?;
    step("package whose module can trap", || {
        let place = root().join("target/trap");
        let (pkg, generated) = (place.join("pkg"), place.join("generated"));
        fresh_folder(&pkg)?;
        fresh_folder(&generated)?;
        wasm::bind(&wasm::compile("trap")?, &generated)?;
        for part in ["package.json", "README.md", "LICENSE-APACHE", "LICENSE-MIT", "dist"] {
            copy_all(&root().join("pkg").join(part), &pkg.join(part))?;
        }
        core(&generated, &pkg.join("dist"))
    })?;
    println!("\nbuilt: target/trap/pkg");
    Ok(())
}

/// `dist/` for every loader that inlines the module, `dist/workerd/` and `dist/edge-light/` for the
/// two that import it, `dist/cjs/` for `require`. The facade is the same file in all of them.
fn package(pkg: &Path) -> Done {
    let (generated, dist) = (pkg.join("generated"), pkg.join("dist"));
    fresh_folder(&dist)?;
    let tsc = "node_modules/typescript/bin/tsc";
    run(&mut command("node", &[tsc], "pkg"))?;
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
    }
    let commonjs = ["--verbatimModuleSyntax", "false", "--module", "commonjs"];
    let bundler = ["--moduleResolution", "bundler", "--outDir", "dist/cjs"];
    run(command("node", &[tsc], "pkg").args(commonjs).args(bundler))?;
    write(
        &dist.join("cjs/package.json"),
        "{ \"type\": \"commonjs\" }\n",
    )?;
    core(&generated, &dist)?;
    ["README.md", "LICENSE-APACHE", "LICENSE-MIT"]
        .iter()
        .try_for_each(|file| copy(&root().join(file), &pkg.join(file)))
}

/// The module, and its loader for each place in `dist`.
fn core(generated: &Path, dist: &Path) -> Done {
    [
        ("core.wasm", "core.wasm"),
        ("raw.js", "raw.js"),
        ("inline.js", "inline.js"),
        ("raw.workerd.js", "workerd/raw.js"),
        ("raw.edge-light.js", "edge-light/raw.js"),
        ("raw.cjs", "cjs/raw.js"),
        ("inline.cjs", "cjs/inline.js"),
    ]
    .iter()
    .try_for_each(|(from, to)| copy(&generated.join(from), &dist.join(to)))
}
