//! Writes the definitions of providers, for the package and for the crate.

use std::fs;

use payauth::encoding::json::{Document, Value};
use payauth::provider::Profile;

use super::file::Generated;
use super::json;
use crate::shell::{read, root};

/// The folder with the definitions of providers.
pub const FOLDER: &str = "definitions/providers";

/// The providers that are functions of `payauth` itself.
pub const BUILT_IN: [&str; 5] = ["dogpay", "doorpay", "dvpay", "pledg", "wakapay"];

pub fn files() -> Result<Vec<Generated>, String> {
    let names = names()?;
    let is_built_in = |name: &String| BUILT_IN.contains(&&**name);
    let (built_in, further): (Vec<_>, Vec<_>) = names.iter().cloned().partition(is_built_in);
    Ok(vec![
        Generated {
            path: root().join("pkg/src/generated/built-in.ts"),
            text: package(&built_in)?,
        },
        Generated {
            path: root().join("pkg/src/generated/providers.ts"),
            text: package(&further)?,
        },
        Generated {
            path: root().join("src/provider/definitions.rs"),
            text: of_crate(&names),
        },
    ])
}

/// The names of the providers, in alphabetical order.
pub fn names() -> Result<Vec<String>, String> {
    let entries = fs::read_dir(root().join(FOLDER)).map_err(|error| error.to_string())?;
    let mut names = Vec::new();
    for entry in entries {
        let file = entry.map_err(|error| error.to_string())?.file_name();
        let file = file.to_string_lossy();
        names.extend(file.strip_suffix(".json").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// The definitions as a module of TypeScript. Each definition is written as JSON and in its compiled form. The part
/// of a definition that is only for readers becomes a comment.
fn package(names: &[String]) -> Result<String, String> {
    let mut text = String::from(
        "// Written by `cargo xtask generate` from definitions/providers. Change the definitions instead of this file.\n",
    );
    for name in names {
        let definition = read(&root().join(FOLDER).join(format!("{name}.json")))?;
        let document = Document::read(&definition).map_err(|error| format!("{name}: {error}"))?;
        let root = document.root();
        text.push_str(&comment(root));
        text.push_str(&format!("export const {} = {{\n", camel(name)));
        for (member, value) in root.members().filter(|(member, _)| !member.is(ABOUT)) {
            text.push_str(&format!("  {}: {},\n", member.raw(), json::compact(value)));
        }
        let compiled = json::quoted(&compiled(name, &definition)?);
        text.push_str(&format!(
            "}} as const;\nexport const {}Compiled = {compiled};\n",
            camel(name)
        ));
    }
    Ok(text)
}

/// The compiled form of a definition, which the engines of the package read.
fn compiled(name: &str, definition: &str) -> Result<String, String> {
    let profile = Profile::define(definition)
        .map_err(|error| format!("{FOLDER}/{name}.json: {error}, at {}", error.path()))?;
    Ok(profile.pack_text())
}

/// The comment of a definition: its title, its sources, and how certain the sources are.
fn comment(root: Value<'_>) -> String {
    let text = |value: Value<'_>, name| {
        let text = value.get(name).and_then(Value::text);
        text.map(|text| (*text).to_owned()).unwrap_or_default()
    };
    let about = root.get(ABOUT);
    let title = about.map(|about| text(about, "title")).unwrap_or_default();
    let mut comment = format!("\n/**\n * {title}.\n *\n");
    for source in about
        .and_then(|about| about.get("sources"))
        .into_iter()
        .flat_map(Value::elements)
    {
        let [url, what, how, sure] = ["url", "what", "how", "sure"].map(|name| text(source, name));
        comment.push_str(&format!(" * - {what} ({how}; {sure}): {url}\n"));
    }
    comment.push_str(" */\n");
    comment
}

/// Turns a name such as `binance-spot` into `binanceSpot`.
pub fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        camel.push_str(&first.to_uppercase());
        camel.push_str(rest);
    }
    camel
}

/// The definitions for the crate. The crate includes the files themselves.
fn of_crate(names: &[String]) -> String {
    let mut text = String::from(
        "//! The definitions that the crate includes. Written by `cargo xtask generate`.\n\n\
         /// The definition of each provider, after the provider's name.\npub(super) const ALL: &[(&str, &str)] = &[\n",
    );
    for name in names {
        text.push_str(&format!(
            "    (\n        \"{name}\",\n        include_str!(\"../../{FOLDER}/{name}.json\"),\n    ),\n"
        ));
    }
    text.push_str("];\n");
    text
}

/// The member that is only for readers.
const ABOUT: &str = "about";
