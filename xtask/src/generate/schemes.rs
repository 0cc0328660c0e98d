//! Writes the catalogue of schemes: for the npm package, for Rust, and for the documents.

use payauth::encoding::json::Document;
use payauth::scheme::{Compiled, Covers};

use super::file::{Definition, Generated, definitions};
use super::json::{compact, quoted, text};
use super::{rust, schema};
use crate::shell::{read, root};

impl Definition<'_> {
    fn about(&self, member: &str) -> String {
        text(self.root, &format!("about.{member}"))
    }

    fn tolerance(&self) -> String {
        match (self.compiled.timestamp(), self.compiled.tolerance_secs()) {
            (None, _) | (Some(_), u32::MAX) => "none".into(),
            _ if self.about("kind") == "request" => "none".into(),
            (Some(_), secs) => format!("{secs} s"),
        }
    }

    fn covers(&self) -> String {
        if self.about("kind") == "request" {
            return "a request".into();
        }
        match self.compiled.covers() {
            Covers::Body => "the body".into(),
            Covers::Fields(paths) => {
                let quoted: Vec<_> = paths.iter().map(|path| format!("`{path}`")).collect();
                quoted.join(", ")
            }
            _ => "nothing".into(),
        }
    }
}

pub fn files() -> Result<Vec<Generated>, String> {
    let texts = definitions("schemes")?;
    let mut documents = Vec::new();
    for (name, text) in &texts {
        let document = Document::read(text).map_err(|error| format!("{name}: {error}"))?;
        documents.push((name, document));
    }
    let mut entries = Vec::new();
    for (name, document) in &documents {
        let root = document.root();
        let compiled = Compiled::define_named(name, &compact(root)).map_err(|error| {
            format!(
                "definitions/schemes/{name}.json: {error}, at {}",
                error.path()
            )
        })?;
        for needed in ["title", "source", "sure", "kind"] {
            if text(root, &format!("about.{needed}")).is_empty() {
                return Err(format!(
                    "definitions/schemes/{name}.json: about lacks {needed}"
                ));
            }
        }
        entries.push(Definition {
            name,
            root,
            compiled,
        });
    }
    let mut files = rust::files(&entries)?;
    files.push(schema::file(&entries)?);
    files.push(Generated {
        path: "pkg/src/generated/schemes.ts".into(),
        text: script(&entries),
    });
    files.push(Generated {
        path: PAGE.into(),
        text: page(&entries)?,
    });
    Ok(files)
}

/// The module that exports each scheme by its name.
fn script(entries: &[Definition<'_>]) -> String {
    let mut text = String::from(
        "// Written by `cargo xtask generate` from definitions/schemes. Change the definitions instead of this file. All schemes are in\n\
         // one long file, because this file is `payauth/schemes` itself, in which a bundler finds each scheme by its name.\n\n\
         import type { Scheme } from \"../catalogue.js\";\n",
    );
    for entry in entries {
        let compiled = quoted(&entry.compiled.pack_text());
        let name = entry.name;
        text += &format!(
            "\n{}export const {name}: Scheme = /* @__PURE__ */ Object.freeze({{ name: \"{name}\", compiled: {compiled} }});\n",
            comment(entry)
        );
    }
    text
}

fn comment(entry: &Definition<'_>) -> String {
    let mut lines = vec![format!("{}.", entry.about("title")), String::new()];
    lines.push(format!("- Covers: {}.", entry.covers()));
    lines.push(format!("- Tolerance: {}.", entry.tolerance()));
    if !entry.compiled.weak().is_empty() {
        lines.push(format!("- Weak: {}.", entry.compiled.weak().join(", ")));
    }
    let leaves = entry.about("leavesOpen");
    if !leaves.is_empty() {
        lines.push(format!("- What to know: {leaves}"));
    }
    lines.push(format!("- Source of the facts: {}.", entry.about("sure")));
    lines.push(String::new());
    lines.push(format!(
        "@see {{@link {} | {}}}",
        entry.about("source"),
        entry.about("title")
    ));
    lines.push("@category Schemes".into());
    let mut comment = String::from("/**\n");
    for line in lines {
        let space = if line.is_empty() { "" } else { " " };
        comment += &format!(" *{space}{line}\n");
    }
    comment + " */\n"
}

const PAGE: &str = "docs/catalogue.md";
const BEGIN: &str = "<!-- catalogue: written by `cargo xtask generate` -->\n";
const END: &str = "<!-- end of the catalogue -->\n";

/// The page, in which the tables are replaced.
fn page(entries: &[Definition<'_>]) -> Result<String, String> {
    let page = read(&root().join(PAGE))?;
    let parts = page.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) = parts.ok_or("docs/catalogue.md has no place for the catalogue")?;
    let mut tables = String::new();
    for (kinds, title) in [
        (
            &["webhook", "url", "callback"][..],
            "Messages that are received",
        ),
        (&["request"], "Requests that are sent"),
    ] {
        tables += &format!(
            "\n## {title}\n\n| name | sender | covers | tolerance | source | what to know |\n|---|---|---|---|---|---|\n"
        );
        for entry in entries
            .iter()
            .filter(|entry| kinds.contains(&&*entry.about("kind")))
        {
            tables += &format!(
                "| `{}` | [{}]({}) | {} | {} | {} | {} |\n",
                entry.name,
                entry.about("title"),
                entry.about("source"),
                entry.covers().replace('|', "\\|"),
                entry.tolerance(),
                entry.about("sure"),
                entry.about("leavesOpen").replace('|', "\\|")
            );
        }
    }
    Ok(format!("{before}{BEGIN}{tables}\n{END}{after}"))
}
