//! The published JSON Schema and the parser. Every definition that the parser accepts is valid by the schema, so the
//! parser rejects every definition that the schema rejects.

use payauth::provider::Profile;
use serde_json::{Value, json};

use super::refused::{changed, collect, whole};
use super::{ALL, text};

pub(super) fn schema() -> Value {
    let file = format!(
        "{}/definitions/provider.schema.json",
        env!("CARGO_MANIFEST_DIR")
    );
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Whether a value is valid by the schema. Supports only the keywords of the published schema; any other keyword makes the
/// test fail.
pub(super) fn is_valid(schema: &Value, value: &Value) -> bool {
    let Some(schema) = schema.as_object() else {
        return schema != &Value::Bool(false);
    };
    schema
        .iter()
        .all(|(keyword, given)| is_met(schema, keyword, given, value))
}

fn is_met(
    schema: &serde_json::Map<String, Value>,
    keyword: &str,
    given: &Value,
    value: &Value,
) -> bool {
    match keyword {
        "$schema" | "title" | "description" | "default" | "examples" => true,
        "type" => match text(given) {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            other => panic!("unknown type {other}"),
        },
        "enum" => given.as_array().unwrap().contains(value),
        "const" => given == value,
        "not" => !is_valid(given, value),
        "oneOf" => {
            given
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| is_valid(one, value))
                .count()
                == 1
        }
        _ => match value {
            Value::Object(object) => is_object(schema, keyword, given, object),
            Value::Array(list) => is_list(keyword, given, list),
            Value::String(text) => is_text(keyword, given, text),
            Value::Number(number) => is_number(keyword, given, number.as_f64().unwrap()),
            _ => true,
        },
    }
}

fn is_object(
    schema: &serde_json::Map<String, Value>,
    keyword: &str,
    given: &Value,
    object: &serde_json::Map<String, Value>,
) -> bool {
    let known = schema.get("properties");
    match keyword {
        "required" => given
            .as_array()
            .unwrap()
            .iter()
            .all(|name| object.contains_key(text(name))),
        "properties" => object
            .iter()
            .all(|(name, value)| given.get(name).is_none_or(|one| is_valid(one, value))),
        "additionalProperties" => {
            let mut others = object
                .iter()
                .filter(|(name, _)| known.and_then(|known| known.get(name)).is_none());
            others.all(|(_, value)| is_valid(given, value))
        }
        "propertyNames" => object.keys().all(|name| is_valid(given, &json!(name))),
        "maxProperties" => object.len() as u64 <= given.as_u64().unwrap(),
        "minProperties" => object.len() as u64 >= given.as_u64().unwrap(),
        other => is_elsewhere(other),
    }
}

fn is_list(keyword: &str, given: &Value, list: &[Value]) -> bool {
    match keyword {
        "items" => list.iter().all(|value| is_valid(given, value)),
        "maxItems" => list.len() as u64 <= given.as_u64().unwrap(),
        "minItems" => list.len() as u64 >= given.as_u64().unwrap(),
        "uniqueItems" => list
            .iter()
            .enumerate()
            .all(|(place, one)| !list[..place].contains(one)),
        other => is_elsewhere(other),
    }
}

fn is_text(keyword: &str, given: &Value, value: &str) -> bool {
    let length = value.chars().count() as u64;
    match keyword {
        "minLength" => length >= given.as_u64().unwrap(),
        "maxLength" => length <= given.as_u64().unwrap(),
        "pattern" => is_of_pattern(text(given), value),
        other => is_elsewhere(other),
    }
}

fn is_number(keyword: &str, given: &Value, number: f64) -> bool {
    match keyword {
        "minimum" => number >= given.as_f64().unwrap(),
        "maximum" => number <= given.as_f64().unwrap(),
        other => is_elsewhere(other),
    }
}

/// Always `true`: a keyword has no effect on a value of another type. Asserts that the keyword is known.
fn is_elsewhere(keyword: &str) -> bool {
    const ALL: &[&str] = &[
        "required",
        "properties",
        "additionalProperties",
        "propertyNames",
        "maxProperties",
        "minProperties",
        "items",
        "maxItems",
        "minItems",
        "uniqueItems",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
    ];
    assert!(ALL.contains(&keyword), "unknown keyword {keyword}");
    true
}

/// Whether a value matches a pattern of the schema. A pattern is an optional list of forbidden words, followed by classes
/// of characters and their counts.
fn is_of_pattern(pattern: &str, value: &str) -> bool {
    let mut pattern = pattern.strip_prefix('^').unwrap();
    if let Some(rest) = pattern.strip_prefix("(?!") {
        let (words, end, rest) = match rest.split_once("$)") {
            Some((words, rest)) => (words, "", rest),
            None => rest
                .split_once(" )")
                .map(|(words, rest)| (words, " ", rest))
                .unwrap(),
        };
        let words = words.trim_start_matches('(').trim_end_matches(')');
        let begins = |word: &str| {
            value.strip_prefix(word).is_some_and(|rest| {
                if end.is_empty() {
                    rest.is_empty()
                } else {
                    rest.starts_with(end)
                }
            })
        };
        if words.split('|').any(begins) {
            return false;
        }
        pattern = rest;
    }
    match pattern {
        "/" => value.starts_with('/'),
        "([A-Z]{1,16} )?/" => {
            let (method, path) = value.split_once(' ').unwrap_or(("", value));
            let is_method = value.starts_with('/')
                || (1..=16).contains(&method.len())
                    && method.bytes().all(|byte| byte.is_ascii_uppercase());
            is_method && (path.starts_with('/') || value.starts_with('/'))
        }
        classes => is_of_classes(classes.strip_suffix('$').unwrap(), value),
    }
}

/// Whether a value matches a pattern of one or two classes of characters, such as `[a-z][a-z0-9-]{0,31}`.
fn is_of_classes(classes: &str, value: &str) -> bool {
    let (first, rest) = classes.strip_prefix('[').unwrap().split_once(']').unwrap();
    let (head, class, count) = match rest.strip_prefix('[') {
        Some(rest) => {
            let (class, count) = rest.split_once(']').unwrap();
            (Some(first), class, count)
        }
        None => (None, first, rest),
    };
    let (least, most) = count
        .strip_prefix('{')
        .unwrap()
        .strip_suffix('}')
        .unwrap()
        .split_once(',')
        .unwrap();
    let mut letters = value.chars();
    if let Some(head) = head
        && !letters.next().is_some_and(|letter| has(head, letter))
    {
        return false;
    }
    let count = letters.clone().count();
    letters.all(|letter| has(class, letter))
        && (least.parse().unwrap()..=most.parse().unwrap()).contains(&count)
}

fn has(class: &str, letter: char) -> bool {
    let class: Vec<char> = class.chars().collect();
    let mut place = 0;
    while place < class.len() {
        if class.get(place + 1) == Some(&'-') && place + 2 < class.len() {
            if (class[place]..=class[place + 2]).contains(&letter) {
                return true;
            }
            place += 3;
        } else {
            if class[place] == letter {
                return true;
            }
            place += 1;
        }
    }
    false
}

fn is_read(definition: &Value) -> bool {
    Profile::define(&definition.to_string()).is_ok()
}

#[test]
fn every_definition_is_valid_by_the_schema() {
    let schema = schema();
    assert!(is_valid(&schema, &whole()));
    for name in ALL.iter() {
        let definition = serde_json::from_str(Profile::definition(name).unwrap()).unwrap();
        assert!(is_valid(&schema, &definition), "{name}");
    }
}

#[test]
fn parser_accepts_only_definitions_that_are_valid_by_the_schema() {
    let schema = schema();
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(1_000_000_000),
        json!(""),
        json!("x"),
        json!("X-A"),
        json!("/x"),
        json!("{apiKey}"),
        json!("https://a.example"),
        json!("POST"),
        json!("none"),
        json!([]),
        json!(["x"]),
        json!([429]),
        json!({}),
        json!({ "x": "x" }),
        json!({ "a b": {} }),
        json!("x".repeat(3000)),
    ];
    let mut pointers = Vec::new();
    collect("", &whole(), &mut pointers);
    let (mut taken, mut refused) = (0, 0);
    for pointer in &pointers {
        let is_element = whole()
            .pointer(pointer.rsplit_once('/').unwrap().0)
            .unwrap()
            .is_array();
        let removed = (!is_element).then(|| changed(pointer, None));
        let all = values
            .iter()
            .map(|value| changed(pointer, Some(value.clone())))
            .chain(removed);
        for definition in all {
            let valid = is_valid(&schema, &definition);
            let read = is_read(&definition);
            assert!(
                valid || !read,
                "{pointer}: the parser accepts a definition that the schema rejects: {definition}"
            );
            taken += usize::from(read);
            refused += usize::from(!valid);
        }
    }
    assert!(taken > 200 && refused > 1000, "{taken} {refused}");
}

#[test]
fn unknown_member_is_rejected_by_the_parser_and_the_schema() {
    let schema = schema();
    let mut pointers = Vec::new();
    collect("", &whole(), &mut pointers);
    let mut count = 0;
    for pointer in pointers {
        if !whole().pointer(&pointer).unwrap().is_object() {
            continue;
        }
        let definition = changed(&format!("{pointer}/nobodyKnows"), Some(json!(7)));
        assert!(!is_valid(&schema, &definition), "{pointer}");
        assert!(!is_read(&definition), "{pointer}");
        count += 1;
    }
    assert!(count > 20);
}
