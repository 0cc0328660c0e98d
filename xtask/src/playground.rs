//! Builds the playground, which is a static page in `target/www`.

use std::path::Path;

use crate::shell::{
    Done, command, copy, copy_all, empty_but, fresh_folder, output, read, root, target, write,
};
use crate::{bundle, files, npm, wasm};

/// The scripts of the page, or the folders with its scripts.
const SCRIPTS: &[&str] = &[
    "main.js", "lib", "define", "explain", "message", "sign", "timeline", "verify",
];

/// The folder with the page's scripts and the package that they import. Node runs the tests of these scripts in
/// this folder, and draws the README's picture with them.
const MODULES: &str = "www-modules";

/// The folders with the documentation, which is next to the page. A build of the page keeps them, because the
/// documentation takes longer to build.
const DOCUMENTS: &[&str] = &["api", "rust"];

/// The module that the page loads at its start. The other modules load when they are first needed.
const FIRST: &str = "core";

/// Builds the page into `target/www`. All scripts are in one file, which is a seventh smaller than many files. The
/// only exceptions are the parts that load later.
pub fn page() -> Done {
    let (from, to) = (root().join("www"), target().join("www"));
    let modules = target().join(MODULES);
    fresh_folder(&modules)?;
    for script in SCRIPTS {
        copy_all(&from.join(script), &modules.join(script))?;
    }
    package(&modules.join("payauth"))?;
    editor(&modules)?;
    let remedies = output(&mut command("node", &["www/tool/remedies.mjs"], ""))?;
    write(&modules.join("lib/remedies.js"), remedies)?;
    write(&modules.join("package.json"), "{ \"type\": \"module\" }\n")?;
    empty_but(&to, DOCUMENTS)?;
    copy(&from.join("index.html"), &to.join("index.html"))?;
    bundle::esbuild(&["--bundle", "--minify"], &[from.join("style.css")], &to)?;
    let whole = [
        "--bundle",
        "--format=esm",
        "--minify",
        "--splitting",
        "--chunk-names=[name]-[hash]",
    ];
    bundle::esbuild(&whole, &bundle::scripts(&modules, &["main"]), &to)?;
    preload(&to)?;
    println!("built: target/www");
    Ok(())
}

/// Makes separate copies of the schemes. Only the editor of definitions needs every scheme of the catalogue, but a
/// bundler puts a whole file into one script. So the editor has its own copy, and the start of the page has only
/// the schemes that it shows.
fn schemes_apart(generated: &Path) -> Done {
    let whole = "all-schemes.js";
    copy(&generated.join("schemes.js"), &generated.join(whole))?;
    let catalogue = generated.join("catalogue.js");
    let text = read(&catalogue)?;
    write(
        &catalogue,
        text.replace("./schemes.js", &format!("./{whole}")),
    )
}

/// Makes the parts of the editor of definitions, and the schema for its completion.
fn editor(modules: &Path) -> Done {
    npm::install("www/editor")?;
    let schema = "provider.schema.json";
    copy(
        &root().join("definitions").join(schema),
        &modules.join("define").join(schema),
    )?;
    let bundled = bundle::scripts(&root().join("www/editor"), &["codemirror"]);
    bundle::esbuild(
        &["--bundle", "--format=esm"],
        &bundled,
        &modules.join("editor"),
    )
}

/// Adds links to the page, so that the browser loads the imports of the first script, and the first module, before it
/// has loaded that script.
fn preload(to: &Path) -> Done {
    let main = read(&to.join("main.js"))?;
    let first = format!("packed-{FIRST}-");
    let mut links = String::new();
    for name in files::below(to)? {
        let is_imported = name.starts_with("chunk-") && main.contains(&format!("\"./{name}\""));
        if is_imported || name.starts_with(&first) {
            links += &["    <link rel=\"modulepreload\" href=\"", &name, "\">\n"].concat();
        }
    }
    let page = read(&to.join("index.html"))?;
    write(
        &to.join("index.html"),
        page.replacen("  </head>", &format!("{links}  </head>"), 1),
    )
}

/// Compresses a file with Zopfli, whose result is 3 % smaller than the result of zlib.
fn gzip(from: &Path, to: &Path) -> Done {
    let failed = |error: std::io::Error| format!("cannot compress {}: {error}", from.display());
    let bytes = std::fs::read(from).map_err(failed)?;
    let mut small = Vec::new();
    let options = zopfli::Options::default();
    zopfli::compress(options, zopfli::Format::Gzip, &*bytes, &mut small).map_err(failed)?;
    write(to, small)
}

/// Copies the package into the page, with a separate loader for each module.
fn package(to: &Path) -> Done {
    copy_all(&root().join("pkg/generated/inline"), to)?;
    schemes_apart(&to.join("generated"))?;
    for module in wasm::MODULES {
        let small = to.join(format!("{module}.wasm.gz"));
        gzip(&root().join(format!("pkg/generated/{module}.wasm")), &small)?;
        let pack = |kind| {
            let file = small.to_string_lossy();
            let words = ["www/tool/pack.mjs", module, kind, &file];
            output(&mut command("node", &words, ""))
        };
        let kind = if module == FIRST { "now" } else { "later" };
        write(&to.join(format!("raw-{module}.js")), pack(kind)?)?;
        write(&to.join(format!("packed-{module}.js")), pack("packed")?)?;
    }
    Ok(())
}
