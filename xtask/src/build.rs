//! Builds the npm package: the wasm modules, their loaders, and the TypeScript facade, which is bundled with each
//! of the loaders.

use std::path::Path;
use std::thread;

use crate::papers::PAPERS;
use crate::shell::{Done, command, copy, copy_all, fresh_folder, root, run, step, target, write};
use crate::{jsr, npm, playground, toolchain, wasm};

/// Builds `pkg/dist`, and the playground that uses it.
pub fn build() -> Done {
    npm::install("pkg")?;
    let pkg = root().join("pkg");
    let generated = pkg.join("generated");
    step("wasm modules (40 s when nothing is compiled yet)", || {
        toolchain::target("wasm32-unknown-unknown")?;
        fresh_folder(&generated)?;
        wasm::MODULES
            .iter()
            .try_for_each(|module| wasm::make(module, "", &root(), &target(), &generated))
    })?;
    step("npm package", || {
        facade(&pkg)?;
        bundles(&generated, &pkg.join("dist"))
    })?;
    jsr::package(&pkg)?;
    println!("\nbuilt: pkg/dist");
    playground::page()
}

/// Builds the package, and then a copy whose module has exports that trap.
pub fn build_trap() -> Done {
    build()?;
    step("package whose module can trap", trap_package)?;
    println!("\nbuilt: target/trap/pkg");
    Ok(())
}

/// Makes a copy of the built package in `target/trap`. The module of the copy has exports that trap, for the test
/// of the recovery from a trap.
pub fn trap_package() -> Done {
    let place = target().join("trap");
    let (pkg, generated) = (place.join("pkg"), place.join("generated"));
    fresh_folder(&pkg)?;
    copy_all(&root().join("pkg/generated"), &generated)?;
    wasm::make("core", "trap", &root(), &target(), &generated)?;
    for part in ["package.json", "dist"].iter().chain(&PAPERS) {
        copy_all(&root().join("pkg").join(part), &pkg.join(part))?;
    }
    bundles(&generated, &pkg.join("dist"))
}

/// Compiles the facade to JavaScript for each loader, and writes its types for `import` and for `require`.
fn facade(pkg: &Path) -> Done {
    let (dist, generated) = (pkg.join("dist"), pkg.join("generated"));
    fresh_folder(&dist)?;
    let [types, script] = ["types", "script"].map(|folder| generated.join(folder));
    let folders = [
        "--outDir",
        "generated/script",
        "--declarationDir",
        "generated/types",
    ];
    let tsc = "node_modules/typescript/bin/tsc";
    run(command("node", &[tsc], "pkg").args(folders))?;
    copy_all(&types, &dist)?;
    copy_all(&types, &dist.join("cjs"))?;
    for loader in wasm::LOADERS {
        copy_all(&script, &generated.join(loader))?;
    }
    copy(
        &root().join("definitions/provider.schema.json"),
        &dist.join("provider.schema.json"),
    )?;
    PAPERS
        .iter()
        .try_for_each(|paper| copy_all(&root().join(paper), &pkg.join(paper)))
}

/// Bundles the scripts of the package. `dist/` is for every runtime that accepts a module inside JavaScript;
/// `dist/cjs/` is for `require`, and `dist/shared/` is for Node's `import`. `dist/workerd/` and `dist/edge-light/`
/// are for the two runtimes that import the module.
fn bundles(generated: &Path, dist: &Path) -> Done {
    for module in wasm::MODULES {
        let file = format!("{module}.wasm");
        copy(&generated.join(&file), &dist.join(&file))?;
    }
    write(
        &dist.join("cjs/package.json"),
        "{ \"type\": \"commonjs\" }\n",
    )?;
    thread::scope(|scope| {
        let started = wasm::LOADERS
            .into_iter()
            .zip(["", "workerd", "edge-light"])
            .map(|(loader, folder)| {
                scope.spawn(move || bundle(generated, loader, &dist.join(folder)))
            })
            .collect::<Vec<_>>();
        started.into_iter().try_for_each(|bundled| {
            let panicked = |_| Err("a bundler's thread panicked".into());
            bundled.join().unwrap_or_else(panicked)
        })
    })
}

/// Bundles the entries for one loader, which determines how the modules are loaded.
fn bundle(generated: &Path, loader: &str, to: &Path) -> Done {
    let place = generated.join(loader);
    for module in wasm::MODULES {
        copy(
            &generated.join(format!("raw-{module}.{loader}.js")),
            &place.join(format!("raw-{module}.js")),
        )?;
    }
    let forms: &[&str] = if loader == "inline" {
        &["esm", "cjs"]
    } else {
        &["esm"]
    };
    run(command("node", &["bundle.mjs"], "pkg")
        .args([&place, to])
        .args(forms))
}
