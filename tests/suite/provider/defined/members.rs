//! For every member of a definition, the tables of the guides, the JSON Schema and the error texts of the parser agree.

use std::collections::{BTreeMap, BTreeSet};

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::{Value, json};

use super::refused::whole;
use super::schema::{is_valid, schema};

/// The pages with tables of members, and the prefix of the members on each page.
const PAGES: [(&str, &str); 2] = [
    ("docs/define-provider-members.md", ""),
    ("docs/define-scheme.md", "scheme."),
];
/// The path of the scheme that the tests change.
const SCHEME: &str = "alternatives.signed.signature.scheme";

/// Each member on the pages, with its example. In the path of a member, `*` is a name that the definition chooses.
fn documented() -> BTreeMap<String, String> {
    let mut members = BTreeMap::new();
    for (page, start) in PAGES {
        let file = format!("{}/{page}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).unwrap();
        let (_, rest) = text.split_once("## The members\n").unwrap();
        let table = rest.split("\n## ").next().unwrap();
        for line in table.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<_> = line.split(" | ").collect();
            assert_eq!(cells.len(), 3, "{line}");
            let own = |cell: &str| cell.trim_start_matches("| ").trim_matches('`').to_owned();
            let mut name = own(cells[0]).replace("[]", "");
            while let Some((before, rest)) = name.split_once('<') {
                name = format!("{before}*{}", rest.split_once('>').unwrap().1);
            }
            let before = members.insert(format!("{start}{name}"), own(cells[1]));
            assert!(before.is_none(), "the tables have two rows for {name}");
        }
    }
    members
}

/// The node of the schema for each member, by the names on the pages.
fn described(schema: &Value) -> BTreeMap<String, Value> {
    let mut members = BTreeMap::new();
    describe("", schema, &mut members);
    members
}

fn describe(at: &str, node: &Value, members: &mut BTreeMap<String, Value>) {
    let mut add = |name: &str, node: &Value| {
        let place = match (at, name) {
            ("", name) => name.to_owned(),
            // The pages describe members of the same form in one place.
            ("alternatives.*", _) => format!("auth.{name}"),
            ("scheme", "query" | "form" | "fields") => "scheme.headers".to_owned(),
            (at, name) => format!("{at}.{name}"),
        };
        let place = if place == "auth.signature.scheme" || place == "webhook.scheme" {
            members.insert(place, node.clone());
            "scheme".to_owned()
        } else {
            place
        };
        if place != "scheme" {
            members.insert(place.clone(), node.clone());
        }
        describe(&place, node, members);
    };
    for (name, node) in node["properties"].as_object().into_iter().flatten() {
        add(name, node);
    }
    if node["additionalProperties"].is_object() {
        add("*", &node["additionalProperties"]);
    }
    for part in node["oneOf"].as_array().into_iter().flatten() {
        describe(at, part, members);
    }
    if node["items"].is_object() {
        describe(at, &node["items"], members);
    }
}

/// Parses an example. The names of members in an example need no quotes.
fn parsed(example: &str) -> Value {
    let (mut json, mut rest) = (String::new(), example);
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' => rest[1..].find('"').unwrap() + 2,
            'a'..='z' | 'A'..='Z' => rest
                .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                .unwrap_or(rest.len()),
            _ => 1,
        };
        let (word, after) = rest.split_at(length);
        let mark = if letter.is_ascii_alphabetic() && after.starts_with(':') {
            "\""
        } else {
            ""
        };
        json.push_str(&[mark, word, mark].concat());
        rest = after;
    }
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{example}: {error}"))
}

/// The JSON types that a node of the schema accepts.
fn types(node: &Value) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for one in node["oneOf"].as_array().into_iter().flatten() {
        found.extend(types(one));
    }
    let words = node["enum"].as_array().into_iter().flatten();
    found.extend(words.chain(node.get("const")).map(kind));
    match node["type"].as_str() {
        Some("integer") => drop(found.insert("number")),
        Some(name) => drop(
            found.insert(
                ["object", "array", "string", "boolean"]
                    .into_iter()
                    .find(|known| *known == name)
                    .unwrap(),
            ),
        ),
        None => {}
    }
    found
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Sets a member to a value, and returns the path that the error must have. Missing parents of the member are made from
/// the examples.
fn put(
    definition: &mut Value,
    name: &str,
    value: &Value,
    examples: &BTreeMap<String, String>,
) -> String {
    let real = match name.strip_prefix("scheme.") {
        Some(rest) => format!("{SCHEME}.{rest}"),
        None => name.to_owned(),
    };
    let steps: Vec<_> = real.split('.').collect();
    let (mut at, mut path, mut known) = (definition, String::new(), String::new());
    for (place, step) in steps.iter().enumerate() {
        if at.is_array() {
            path.push_str("[0]");
            at = &mut at[0];
        }
        if !at.is_object() {
            *at = json!({ "items": ["{signature}"] });
        }
        let object = at.as_object_mut().unwrap();
        let own = if *step == "*" {
            object.keys().next().cloned().unwrap()
        } else {
            (*step).to_owned()
        };
        for other in EXCLUDES.iter().filter(|pair| pair.contains(step)).flatten() {
            if other != step {
                object.remove(*other);
            }
        }
        known = match (&*known, *step) {
            ("", step) => step.to_owned(),
            ("alternatives", "signed") => "auth".to_owned(),
            (known, step) => format!("{known}.{step}"),
        };
        if known == "auth.signature.scheme" && place + 1 < steps.len() {
            "scheme".clone_into(&mut known);
        }
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-$".contains(letter);
        if own.chars().all(is_plain) {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(&own);
        } else {
            path = format!("{path}[\"{own}\"]");
        }
        at = object.entry(own).or_insert_with(|| {
            examples
                .get(&known)
                .map_or_else(|| json!({}), |example| parsed(example))
        });
    }
    *at = value.clone();
    path
}

/// Pairs of members that exclude each other.
const EXCLUDES: [[&str; 2]; 4] = [
    ["bearer", "basic"],
    ["form", "json"],
    ["is", "not"],
    ["pathHas", "pathLacks"],
];

#[test]
fn tables_of_the_guides_have_exactly_the_members_of_the_schema() {
    let documented: Vec<_> = documented().into_keys().collect();
    let described: Vec<_> = described(&schema()).into_keys().collect();
    assert_eq!(documented, described);
    assert!(described.len() > 140, "{}", described.len());
}

#[test]
fn each_example_of_the_guides_is_valid_by_the_schema() {
    let described = described(&schema());
    for (name, example) in documented() {
        assert!(
            is_valid(&described[&name], &parsed(&example)),
            "{name}: {example}"
        );
    }
}

#[test]
fn member_of_a_wrong_type_is_rejected_and_the_error_has_its_path_and_the_expected_form() {
    let examples = documented();
    let described = described(&schema());
    let mut count = 0;
    for (name, example) in &examples {
        let taken = types(&described[name]);
        for value in [
            json!(null),
            json!(true),
            json!(7),
            json!("x"),
            json!([]),
            json!({}),
        ] {
            if taken.is_empty() || taken.contains(kind(&value)) {
                continue;
            }
            let mut definition = whole();
            if name.starts_with("token.answer.") {
                definition["token"]["answer"]["expiresAt"] = json!("end");
            }
            for name in ["clientId", "clientSecret"] {
                definition["credentials"][name] = json!({});
            }
            let path = put(&mut definition, name, &value, &examples);
            let Err(error) = Profile::define(&definition.to_string()) else {
                panic!("{name} accepts {value}");
            };
            assert_eq!(
                error.kind(),
                ErrorKind::Definition,
                "{name} {value}: {error}"
            );
            assert_eq!(error.path(), path, "{name} {value}: {error}");
            // An error lists allowed words without quotes. It shows any other form exactly as the page shows the example.
            let form = if described[name].to_string().contains("\"enum\"") {
                example.trim_matches('"')
            } else {
                example
            };
            assert!(
                error.to_string().contains(form),
                "{name} {value}: {error}, without {form}"
            );
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}
