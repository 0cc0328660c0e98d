//! The playground: a static page in `target/www`, and the API documentation beside it.

use std::path::Path;

use crate::shell::{Done, command, copy_all, fresh_folder, output, root, run, step, write};
use crate::{build, npm, wasm};

/// What the browser gets, as it is.
const PAGE: &[&str] = &[
    "index.html",
    "style.css",
    "main.js",
    "lib",
    "message",
    "sign",
    "verify",
    "timeline",
];

/// Puts the page, and the package that it imports, into `target/www`.
pub fn page() -> Done {
    let (from, to) = (root().join("www"), root().join("target/www"));
    for part in PAGE {
        copy_all(&from.join(part), &to.join(part))?;
    }
    package(&to.join("payauth"))?;
    let remedies = output(&mut command("node", &["www/tool/remedies.mjs"], ""))?;
    write(&to.join("lib/remedies.js"), remedies)?;
    // For Node, which draws the README's picture with the page's own modules.
    write(&to.join("package.json"), "{ \"type\": \"module\" }\n")?;
    println!("built: target/www");
    Ok(())
}

/// The package as the page has it: with a loader of its own for each module.
fn package(to: &Path) -> Done {
    fresh_folder(to)?;
    let place = root().join("pkg/generated/page");
    copy_all(&root().join("pkg/generated/inline"), &place)?;
    for module in wasm::MODULES {
        let file = format!("pkg/generated/{module}.wasm");
        let loader = output(&mut command("node", &["www/tool/pack.mjs", &file], ""))?;
        write(&place.join(format!("raw-{module}.js")), loader)?;
    }
    let chunks = [
        "--bundle",
        "--format=esm",
        "--splitting",
        "--chunk-names=core",
        "--minify",
    ];
    build::esbuild(&chunks, &build::scripts(&place, &["pure", "explain"]), to)
}

/// Writes the API documentation: of the package out of its types, of the crate by rustdoc.
pub fn documents() -> Done {
    npm::install("www")?;
    step("API documentation", || {
        let typedoc = "node_modules/typedoc/bin/typedoc";
        run(&mut command("node", &[typedoc], "www"))?;
        let doc = ["doc", "--locked", "--quiet", "--no-deps", "-p", "payauth"];
        run(command("cargo", &doc, "").args(["--features", "web"]))?;
        copy_all(&root().join("target/doc"), &root().join("target/www/rust"))
    })
}

/// Builds the page and its documentation, and serves them on loopback until Ctrl-C.
pub fn serve() -> Done {
    build::build()?;
    documents()?;
    run(&mut command("node", &["www/tool/serve.mjs"], ""))
}

/// Where the README's picture of a token's life lies.
const PICTURE: &str = "docs/token-timeline.svg";

/// Draws the README's picture anew.
pub fn timeline() -> Done {
    build::build()?;
    write(&root().join(PICTURE), picture()?)?;
    println!("\nwritten: {PICTURE}");
    Ok(())
}

fn picture() -> Result<String, String> {
    output(&mut command("node", &["www/tool/timeline.mjs"], ""))
}
