//! Serves the playground with the API documentation, and draws the README's picture with the scripts of the page.

use crate::shell::{Done, command, copy_all, output, read, root, run, step, target, write};
use crate::{build, npm};

/// Writes the API documentation: of the package from its types, of the crate by rustdoc.
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

/// Where the content of a page of rustdoc begins.
const CONTENT: &str = "<div class=\"main-heading\">";

/// Links the first page about the crate to the playground.
fn way_back() -> Done {
    let page = target().join("www/rust/payauth/index.html");
    let text = read(&page)?;
    let link = format!("<p><a href=\"../../index.html\">Playground</a></p>{CONTENT}");
    write(&page, text.replacen(CONTENT, &link, 1))
}

/// Builds the page and its documentation, and serves them on loopback until Ctrl-C.
pub fn serve() -> Done {
    build::build()?;
    documents()?;
    run(&mut command("node", &["www/tool/serve.mjs"], ""))
}

/// The README's picture of a token's lifetime.
const PICTURE: &str = "docs/token-timeline.svg";

/// Redraws the README's picture.
pub fn timeline() -> Done {
    build::build()?;
    write(&root().join(PICTURE), picture()?)?;
    println!("\nwritten: {PICTURE}");
    Ok(())
}

fn picture() -> Result<String, String> {
    output(&mut command("node", &["www/tool/timeline.mjs"], ""))
}
