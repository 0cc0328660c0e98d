//! Serves the playground together with the API documentation, and draws the README's picture with the scripts of
//! the page.

use crate::shell::{Done, command, copy_all, output, read, root, run, step, target, write};
use crate::{build, npm};

/// Writes the API documentation: of the package from its types, and of the crate with rustdoc.
pub fn documents() -> Done {
    npm::install("www")?;
    step("API documentation", || {
        let typedoc = "node_modules/typedoc/bin/typedoc";
        run(command("node", &[typedoc, "--out"], "www").arg(target().join("www/api")))?;
        let doc = ["doc", "--locked", "--quiet", "--no-deps", "-p", "payauth"];
        run(command("cargo", &doc, "").args(["--features", "web"]))?;
        copy_all(&target().join("doc"), &target().join("www/rust"))?;
        way_back()
    })
}

/// The beginning of the content in a page of rustdoc.
const CONTENT: &str = "<div class=\"main-heading\">";

/// Adds a link to the playground to the first page about the crate.
fn way_back() -> Done {
    let page = target().join("www/rust/payauth/index.html");
    let text = read(&page)?;
    let link = format!("<p><a href=\"../../index.html\">Playground</a></p>{CONTENT}");
    write(&page, text.replacen(CONTENT, &link, 1))
}

/// Builds the page and its documentation, and serves them on loopback until Ctrl-C is pressed.
pub fn serve() -> Done {
    build::build()?;
    documents()?;
    run(&mut command("node", &["www/tool/serve.mjs"], ""))
}

/// The README's picture of the lifetime of a token.
const PICTURE: &str = "docs/token-timeline.svg";

/// Draws the README's picture again.
pub fn timeline() -> Done {
    build::build()?;
    write(&root().join(PICTURE), picture()?)?;
    println!("\nwritten: {PICTURE}");
    Ok(())
}

fn picture() -> Result<String, String> {
    output(&mut command("node", &["www/tool/timeline.mjs"], ""))
}
