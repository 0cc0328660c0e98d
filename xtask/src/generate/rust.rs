//! Writes the catalogue for Rust: the oldest schemes as literals, and all schemes as texts.

use std::process::Stdio;

use payauth::encoding::json::{Kind, Value};

use super::file::{Definition, Generated};
use super::json::{quoted, text};
use crate::shell::command;

/// The oldest schemes of the crate and of the npm package, in their order.
const FIRST: [&str; 18] = [
    "stripe",
    "github",
    "slack",
    "standardWebhooks",
    "svix",
    "shopify",
    "square",
    "adyenBody",
    "adyenStandard",
    "razorpay",
    "razorpayPayment",
    "paystack",
    "paddle",
    "revolut",
    "gocardless",
    "coinbaseCommerce",
    "line",
    "pagerduty",
];

const HEAD: &str = "// Written by `cargo xtask generate` from definitions/schemes. Change the definitions instead of this file.\n\n";

pub fn files(entries: &[Definition<'_>]) -> Result<Vec<Generated>, String> {
    Ok(vec![
        Generated {
            path: "src/scheme/catalog/definitions.rs".into(),
            text: formatted(&definitions(entries))?,
        },
        Generated {
            path: "src/scheme/catalog/first.rs".into(),
            text: formatted(&first(entries)?)?,
        },
    ])
}

/// The definition of each scheme, after the scheme's name.
fn definitions(entries: &[Definition<'_>]) -> String {
    let mut names = String::new();
    for entry in entries {
        names += &format!("    \"{}\"\n", entry.name);
    }
    let verifies = |entry: &&Definition<'_>| entry.compiled.only_signs().is_none();
    let mut verifying = String::new();
    for (place, entry) in entries.iter().filter(verifies).enumerate() {
        let end = if place % 8 == 7 { " \\\n    " } else { " " };
        verifying += &format!("{}{end}", entry.name);
    }
    let verifying = verifying.trim_end();
    format!(
        "//! The texts of the definitions.\n{HEAD}\
         macro_rules! texts {{\n    ($($name:literal)+) => {{\n        &[$(($name, \
         include_str!(concat!(\"../../../definitions/schemes/\", $name, \".json\")))),+]\n    }};\n}}\n\n\
         /// Every definition as JSON, after the scheme's name. The member `about` of a definition describes the scheme.\n\
         pub const DEFINITIONS: &[(&str, &str)] = texts! {{\n{names}}};\n\n\
         /// The names of the schemes that can verify, with a space after each name except the last.\n\
         pub(crate) const NAMES: &str = \"{verifying}\";\n"
    )
}

/// The oldest schemes, as literals.
fn first(entries: &[Definition<'_>]) -> Result<String, String> {
    let mut text = format!(
        "//! The first schemes, as literals.\n{HEAD}use crate::scheme::{{Carrier, Construction, Scheme}};\nuse crate::{{Algorithm, Encoding, SecretEncoding, TimestampFormat}};\n"
    );
    let mut all = String::new();
    for name in FIRST {
        let entry = entries.iter().find(|entry| entry.name == name);
        let entry = entry.ok_or_else(|| format!("definitions/schemes/{name}.json is missing"))?;
        let constant = constant(name);
        all += &format!("(\"{name}\", &{constant}),\n");
        text += &format!("\n{}", literal(entry, &constant));
    }
    text += &format!(
        "\n/// Every scheme that is a literal, with its name.\npub const ALL: &[(&str, &Scheme<'static>)] = &[\n{all}];\n"
    );
    Ok(text)
}

fn constant(name: &str) -> String {
    let mut constant = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            constant.push('_');
        }
        constant.extend(letter.to_uppercase());
    }
    constant
}

fn literal(entry: &Definition<'_>, constant: &str) -> String {
    let root = entry.root;
    let message = text(root, "message");
    let event_id = text(root, "eventId");
    let mut members = String::new();
    if !event_id.is_empty() || message.contains("{id}") {
        members += &format!("name: {},\n", quoted(entry.name));
    }
    if root.get("unsafe").is_some() {
        members += "construction: Construction::UNMARKED,\n";
    }
    members += &word("hash", &text(root, "hash"), "sha256", |hash| {
        format!("Algorithm::{}", capital(hash))
    });
    members += &word("key", &text(root, "key.decode"), "", |decode| {
        format!("SecretEncoding::{}", capital(decode))
    });
    members += &word("key_prefix", &text(root, "key.strip.*"), "", quoted);
    members += &word("encoding", &text(root, "encoding"), "hex", |encoding| {
        format!("Encoding::{}", capital(encoding))
    });
    members += &word("timestamp", &text(root, "timestamp.format"), "", |format| {
        let format = if format == "unix" {
            "Unix"
        } else {
            "UnixMillis"
        };
        format!("Some(TimestampFormat::{format})")
    });
    let tolerance = root.at("timestamp.tolerance").map_or("300", Value::raw);
    if tolerance != "300" {
        members += &format!("tolerance_secs: {tolerance},\n");
    }
    members += &word("event_id", &event_id, "", quoted);
    let mut carriers = String::new();
    for (place, function) in [("headers", "header"), ("fields", "member")] {
        for (name, value) in root.get(place).into_iter().flat_map(Value::members) {
            carriers += &carrier(function, name, value);
        }
    }
    let title = text(root, "about.title");
    let leaves = text(root, "about.leavesOpen");
    let said = format!("/// {title}. {leaves}")
        .trim_end()
        .replace("GoCardless", "`GoCardless`")
        .replace("PagerDuty", "`PagerDuty`");
    format!(
        "{said}\npub const {constant}: Scheme<'static> = Scheme {{\n{members}..Scheme::new({}, &[{carriers}])\n}};\n",
        quoted(&message)
    )
}

/// Writes a member; nothing if it has the default value.
fn word(name: &str, given: &str, usual: &str, write: impl Fn(&str) -> String) -> String {
    if given == usual {
        return String::new();
    }
    format!("{name}: {},\n", write(given))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn carrier(function: &str, name: Value<'_>, value: Value<'_>) -> String {
    let name = name.text().unwrap_or_default();
    if value.kind() == Kind::String {
        let template = value.text().unwrap_or_default();
        return format!(
            "Carrier::{function}({}, {}),",
            quoted(&name),
            quoted(&template)
        );
    }
    let separator = text(value, "sep");
    let items: Vec<String> = value
        .get("items")
        .into_iter()
        .flat_map(Value::elements)
        .filter_map(|item| item.text().map(|text| text.to_string()))
        .collect();
    let template = items.join(&separator);
    format!(
        "Carrier::{function}({}, {}).list({}),",
        quoted(&name),
        quoted(&template),
        quoted(&separator)
    )
}

/// The text in the format of rustfmt.
fn formatted(text: &str) -> Result<String, String> {
    use std::io::Write as _;
    let mut rustfmt = command("rustfmt", &["--edition", "2024"], ".");
    let started = rustfmt.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut started = started.map_err(|error| format!("rustfmt: {error}"))?;
    if let Some(mut input) = started.stdin.take() {
        input
            .write_all(text.as_bytes())
            .map_err(|error| error.to_string())?;
    }
    let output = started
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
