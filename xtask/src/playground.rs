//! The playground: a static page in `target/www`.

use std::path::Path;

use crate::shell::{
    Done, command, copy, copy_all, empty_but, fresh_folder, output, read, root, target, write,
};
use crate::{bundle, npm, wasm};

/// What the browser gets as it is.
const PAGE: &[&str] = &["index.html", "style.css", "timeline/picture.css"];

/// Where the page's own scripts lie.
const SCRIPTS: &[&str] = &[
    "main.js", "lib", "define", "explain", "message", "sign", "timeline", "verify",
];

/// Where the page's scripts lie beside the package that they import: for Node, which tests them and draws
/// the README's picture with them.
const MODULES: &str = "www-modules";

/// The documentation beside the page, which takes longer to make, so that a build of the page leaves it.
const DOCUMENTS: &[&str] = &["api", "rust"];

/// The module that the page begins with; the others load when they are needed first.
const FIRST: &str = "core";

/// Puts the page into `target/www`: all scripts in one, which is a seventh lighter than many, but for what
/// loads later.
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
    fresh_folder(&to.join("timeline"))?;
    for part in PAGE {
        copy(&from.join(part), &to.join(part))?;
    }
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

/// The editor of definitions alone needs every scheme of the catalogue, and a file is a part of one script as a
/// whole: it gets a copy, so that the page begins with the schemes that it shows.
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

/// What the editor of definitions is made of, and what it completes by.
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

/// Tells the browser of what the first script imports, before it has that script.
fn preload(to: &Path) -> Done {
    let main = read(&to.join("main.js"))?;
    let mut links = String::new();
    let names = main.split("\"./chunk-").skip(1);
    for name in names.filter_map(|rest| rest.split('"').next()) {
        links += &[
            "    <link rel=\"modulepreload\" href=\"chunk-",
            name,
            "\">\n",
        ]
        .concat();
    }
    let page = read(&to.join("index.html"))?;
    write(
        &to.join("index.html"),
        page.replacen("  </head>", &format!("{links}  </head>"), 1),
    )
}

/// Compresses a file with Zopfli, which makes it 3 % smaller than zlib does.
fn gzip(from: &Path, to: &Path) -> Done {
    let failed = |error: std::io::Error| format!("cannot compress {}: {error}", from.display());
    let bytes = std::fs::read(from).map_err(failed)?;
    let mut small = Vec::new();
    let options = zopfli::Options::default();
    zopfli::compress(options, zopfli::Format::Gzip, &*bytes, &mut small).map_err(failed)?;
    write(to, small)
}

/// The package as the page has it: with a loader of its own for each module.
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
        let loader = to.join(format!("raw-{module}.js"));
        if module == FIRST {
            write(&loader, pack("now")?)?;
        } else {
            write(&loader, pack("later")?)?;
            write(&to.join(format!("packed-{module}.js")), pack("packed")?)?;
        }
    }
    Ok(())
}
