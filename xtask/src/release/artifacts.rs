//! Makes the files that a release publishes, and the files that belong to them.

use std::path::{Path, PathBuf};

use super::{components, sbom};
use crate::fingerprint;
use crate::shell::{Done, command, copy, fresh_folder, output, read, root, run, target, write};

/// Makes the files in a folder, and returns their paths.
pub fn make(folder: &Path, version: &str) -> Result<Vec<PathBuf>, String> {
    let tarball = folder.join(format!("payauth-{version}.tgz"));
    pack(folder)?;
    same_again(&tarball, version)?;
    let package = ["package", "--locked", "--quiet", "-p", "payauth"];
    run(&mut command("cargo", &package, ""))?;
    let krate = folder.join(format!("payauth-{version}.crate"));
    copy(
        &target().join(format!("package/payauth-{version}.crate")),
        &krate,
    )?;
    let mut files = vec![tarball, krate];
    for module in crate::wasm::MODULES {
        let file = folder.join(format!("{module}.wasm"));
        copy(&root().join(format!("pkg/dist/{module}.wasm")), &file)?;
        files.push(file);
    }
    files.extend(bills(folder, version)?);
    Ok(files)
}

fn pack(folder: &Path) -> Done {
    let pack = [
        "pack",
        "--ignore-scripts",
        "--loglevel=error",
        "--pack-destination",
    ];
    output(command("npm", &pack, "pkg").arg(folder)).map(drop)
}

/// Checks that packing the package a second time results in the same bytes.
fn same_again(tarball: &Path, version: &str) -> Done {
    let folder = target().join("release-again");
    fresh_folder(&folder)?;
    pack(&folder)?;
    let again = folder.join(format!("payauth-{version}.tgz"));
    if fingerprint::of_file(tarball)? == fingerprint::of_file(&again)? {
        return Ok(());
    }
    Err("npm packed a different tarball the second time".into())
}

fn bills(folder: &Path, version: &str) -> Result<[PathBuf; 2], String> {
    let krate = components::of(&["-p", "payauth", "--features", "web", "--target", WASM])?;
    let module = components::of(&[
        "-p",
        "payauth-wasm",
        "--features",
        "core,hmac,webhooks,define,explain",
        "--target",
        WASM,
    ])?;
    let lock = read(&root().join("pkg/package-lock.json"))?;
    let bills = [
        ("crate", sbom::of_crate(&krate)?),
        ("npm", sbom::of_npm(&module, &lock)?),
    ];
    let paths = bills
        .each_ref()
        .map(|(kind, _)| folder.join(format!("payauth-{version}.{kind}.cdx.json")));
    for ((_, bill), path) in bills.iter().zip(&paths) {
        write(path, bill)?;
    }
    Ok(paths)
}

const WASM: &str = "wasm32-unknown-unknown";
