//! Writes `payauth/providers`, with an export for each definition that is not a client of `payauth` itself, and the
//! table of these exports in the guide.

use std::fmt::Write;

use payauth::encoding::json::{Document, Value};

use super::file::{Generated, definitions};
use super::literal::{literal, member, text};
use super::providers::{BUILT_IN, FOLDER, camel, names};
use super::table;
use crate::shell::{read, root};

/// The facts in the comment of an export: the label of each fact, and the name of the fact in the definition.
const FACTS: [(&str, &str); 4] = [
    ("Address", "base URLs"),
    ("Credentials", "credentials"),
    ("Requests", "normal calls"),
    ("Webhooks", "webhook"),
];

const HEAD: &str = "/**
 * Providers in addition to the five providers of `payauth`. Each export is a definition for `defineProvider`; most of its facts are
 * from the vendor's pages. payauth has no account with these vendors, so the comment of each export says how certain its facts are.
 * `from memory` marks a fact that was not checked. Written by `cargo xtask generate` from definitions/providers.
 *
 * @module payauth/providers
 */

import * as definitions from \"./generated/providers.js\";
import { type Provider, shipped } from \"./host/define.js\";
";

pub fn files() -> Result<Vec<Generated>, String> {
    let (mut exports, mut rows) = (String::from(HEAD), String::new());
    for name in names()? {
        if BUILT_IN.contains(&&*name) {
            continue;
        }
        let definition = read(&root().join(FOLDER).join(format!("{name}.json")))?;
        let definition = Document::read(&definition).map_err(|error| format!("{name}: {error}"))?;
        exports.push_str(&export(&name, definition.root())?);
        rows.push_str(&table::row(&camel(&name), definition.root()));
    }
    let page = root().join("docs/define-provider.md");
    let text = table::placed(&read(&page)?, &rows)?;
    Ok(vec![
        Generated {
            path: root().join("pkg/src/providers.ts"),
            text: exports,
        },
        Generated { path: page, text },
        Generated {
            path: root().join("pkg/src/generated/catalogue.ts"),
            text: catalogue()?,
        },
    ])
}

/// The schemes of the catalogue by their names, for definitions that name a scheme. Each scheme is listed
/// separately, because an object of the whole module would keep all schemes in every bundle.
fn catalogue() -> Result<String, String> {
    let mut text = String::from(
        "// Written by `cargo xtask generate` from definitions/schemes. Change the definitions instead of this file.\n\n\
         import type { Scheme } from \"../catalogue.js\";\nimport * as all from \"./schemes.js\";\n\n\
         export const CATALOGUE: { readonly [name: string]: Scheme } = /* @__PURE__ */ Object.freeze({\n",
    );
    for (name, _) in definitions("schemes")? {
        text.push_str(&format!("  {name}: all.{name},\n"));
    }
    Ok(text + "});\n")
}

fn export(name: &str, definition: Value<'_>) -> Result<String, String> {
    let missing = |what| format!("{name}: its definition has no `about.{what}`");
    let about = definition.get("about").ok_or_else(|| missing("title"))?;
    let title = text(about, "title").ok_or_else(|| missing("title"))?;
    let sources = about.get("sources").ok_or_else(|| missing("sources"))?;
    let source = sources.elements().find_map(|source| text(source, "url"));
    let source = source.ok_or_else(|| missing("sources"))?;
    let camel = camel(name);
    let mut comment = format!("The API of {title}, as its public pages describe it.\n\n");
    for (label, fact) in FACTS {
        let fact = about.get("facts").and_then(|facts| text(facts, fact));
        if let Some(fact) = fact.filter(|fact| !matches!(&**fact, "none" | "–")) {
            comment.push_str(&item(&format!("{label}: {}.", plain(&fact))));
        }
    }
    for level in ["high", "medium", "low"] {
        let facts: Vec<_> = sources
            .elements()
            .filter(|source| source.get("sure").is_some_and(|sure| sure.is(level)))
            .filter_map(|source| Some((text(source, "what")?, text(source, "how")?)))
            .map(|(what, how)| format!("{} ({})", plain(&what), plain(&how)))
            .collect();
        if !facts.is_empty() {
            comment.push_str(&item(&format!(
                "Facts of {level} certainty: {}.",
                facts.join("; ")
            )));
        }
    }
    comment.push_str(&example(name, &camel)?);
    write!(
        comment,
        "\n@see {{@link {source} | {title}: documentation}}\n@category Clients"
    )
    .map_err(|error| error.to_string())?;
    let given = format!("definitions.{camel}, definitions.{camel}Compiled");
    let lines: Vec<_> = comment
        .lines()
        .map(|line| format!(" * {line}").trim_end().to_owned())
        .collect();
    Ok(format!(
        "\n/**\n{}\n */\nexport const {camel}: Provider<typeof definitions.{camel}> = /* @__PURE__ */ shipped({given});\n",
        lines.join("\n")
    ))
}

/// A program that is made from the provider's first example of a request.
fn example(name: &str, camel: &str) -> Result<String, String> {
    let path = format!("tests/vectors/providers/defined/{name}.json");
    let file = read(&root().join(&path))?;
    let file = Document::read(&file).map_err(|error| format!("{path}: {error}"))?;
    let examples = file.root().get("vectors").into_iter();
    let request = examples
        .flat_map(Value::elements)
        .find(|example| example.get("kind").is_some_and(|kind| kind.is("request")));
    let request = request.ok_or_else(|| format!("{path}: no example of a request"))?;
    let [client, call, now, expect] = ["client", "call", "now", "expect"].map(|member| {
        request
            .get(member)
            .ok_or_else(|| format!("{path}: {member} is missing"))
    });
    let (client, call, now, expect) = (client?, call?, now?, expect?);
    let environment = request.get("environment");
    let mut parts: Vec<String> = client
        .members()
        .map(|(name, value)| member(name, value))
        .collect();
    parts.extend(environment.map(|value| format!("environment: {}", literal(value))));
    let mut signed: Vec<String> = call
        .members()
        .map(|(name, value)| {
            let token = value.text().filter(|_| name.is("token"));
            token.map_or_else(
                || member(name, value),
                |token| format!("authorization: \"Bearer {}\"", &*token),
            )
        })
        .collect();
    signed.push(format!("now: new Date({})", now.raw()));
    let method = text(call, "method").unwrap_or_else(|| {
        let has_body = call.get("body").is_some();
        String::from(if has_body { "POST" } else { "GET" })
    });
    let (shown, says) = text(expect, "url").map_or(("method", method), |url| ("url", url));
    Ok(format!(
        "\n@example Sign a request\n```js\nimport {{ {camel} }} from \"payauth/providers\";\n\n\
         const client = {camel}({{ {} }});\nconst request = client.sign({{ {} }});\n\
         console.log(request.{shown}); // {says}\n```",
        parts.join(", "),
        signed.join(", ")
    ))
}

/// The text of one fact, wrapped into lines.
fn item(text: &str) -> String {
    let (mut lines, mut line) = (String::new(), String::from("-"));
    for word in text.split_whitespace() {
        if line.len() + word.len() > 120 {
            lines.push_str(&line);
            lines.push('\n');
            line = String::from(" ");
        }
        line.push(' ');
        line.push_str(word);
    }
    lines + &line + "\n"
}

/// The text of a fact without the markup of the page from which it is.
fn plain(fact: &str) -> String {
    fact.replace("**", "")
        .replace(" (in schemes.md)", "")
        .replace(", as in schemes.md", "")
        .replace("as in schemes.md", "as the catalogue has it")
        .replace("in the place of", "instead of")
        .trim_end_matches('.')
        .to_owned()
}
