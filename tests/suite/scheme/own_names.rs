//! The names of schemes that users define. Replay keys of signed ids are made from these names: different schemes have different
//! names, and a definition that is written differently has the same name.

use std::collections::{BTreeMap, BTreeSet};

use payauth::scheme::Compiled;
use serde_json::{Value, json};

fn base() -> Value {
    json!({
        "hash": "sha256",
        "encoding": "hex",
        "message": "{id}|{nonce}|{timestamp}|{params}|{digest:d}|{digest:e}",
        "timestamp": {"format": "unix", "tolerance": 300},
        "nonce": {"format": "hex", "length": 32},
        "params": {"from": ["query"]},
        "digests": {
            "d": {"of": "{header:x-a}", "hash": "sha256", "encoding": "hex"},
            "e": {"of": "{header:x-b}", "hash": "sha256", "encoding": "hex"},
        },
        "headers": {"X-Id": "{id}", "X-N": "{nonce}", "X-T": "{timestamp}", "X-S": "{signature}"},
    })
}

/// The members that do not change the name: what the receiver chooses, the names of variables, and permissions. A replay key
/// contains `eventId` itself.
const UNNAMED: [&str; 4] = ["eventId", "timestamp.tolerance", "unsafe", "vars"];

/// Changes of `base`, as in RFC 7396. Each makes another scheme.
fn changes() -> Vec<Value> {
    let digest = "{id}|{nonce}|{timestamp}|{params}|{digest:d}|{digest:e}|{secret}";
    let mut all = vec![
        json!({"construction": "digest", "message": digest}),
        json!({"message": "{id}|{nonce}|{timestamp}|{params}|{digest:e}|{digest:d}"}),
        json!({"message": "{id}|{nonce}|{timestamp}|{lower:params}|{digest:d}|{digest:e}"}),
        json!({"key": {"strip": ["whsec_"]}}),
        json!({"nonce": {"length": 16}}),
        json!({"nonce": {"format": "alnum"}}),
        json!({"headers": {"X-S": "v1={signature}"}}),
        json!({"headers": {"X-S": {"items": "{signature}", "optional": true}}}),
        json!({"headers": {"X-S": {"sep": ",", "items": ["{signature}"]}}}),
        json!({"headers": {"X-S": null, "X-Sig": "{signature}"}}),
        json!({"headers": {"X-Id": "{nonce}", "X-N": "{id}"}}),
        json!({"headers": {"X-S": null}, "query": {"X-S": "{signature}"}}),
        json!({"headers": {"X-S": null}, "form": {"X-S": "{signature}"}}),
        json!({"headers": {"X-S": null}, "fields": {"X-S": "{signature}"}}),
        json!({"digests": {"d": {"hash": "sha512"}}}),
        json!({"digests": {"d": {"encoding": "base64"}}}),
        json!({"digests": {"d": {"of": "{header:x-b}"}}}),
        json!({"digests": {"e": {"of": "{header:x-a}"}}}),
        json!({"params": {"from": ["form"]}}),
        json!({"params": {"exclude": ["a"]}}),
        json!({"params": {"sort": "none"}}),
        json!({"params": {"unique": true}}),
        json!({"params": {"encode": "rfc3986"}}),
        json!({"params": {"kv": ":"}}),
        json!({"params": {"join": ";"}}),
        json!({
            "headers": {"X-T": null, "X-S": null}, "fields": {"X-S": "{signature}"},
            "message": "{id}|{nonce}|{field:t}", "digests": null, "timestamp": {"format": "unix", "field": "t"},
        }),
        json!({
            "headers": {"X-T": null, "X-S": null}, "fields": {"X-S": "{signature}"},
            "message": "{id}|{nonce}|{field:t}|{field:u}", "digests": null, "timestamp": {"field": "u"},
        }),
        json!({
            "headers": {"X-T": null, "X-S": null}, "fields": {"X-S": "{signature}"},
            "message": "{id}|{nonce}|{field:t}|{field:u}", "digests": null, "timestamp": {"field": "t"},
        }),
    ];
    all.extend(words());
    all
}

/// Every other word of each list of words.
fn words() -> Vec<Value> {
    let mut all = Vec::new();
    let words: [(&str, &[&str]); 4] = [
        ("hash", &["sha1", "sha384", "sha512"]),
        ("hexCase", &["lower"]),
        (
            "encoding",
            &[
                "HEX",
                "base64",
                "base64url",
                "base64url_nopad",
                "hex_base64",
            ],
        ),
        ("decode", &["hex", "base64", "base64url"]),
    ];
    for (name, words) in words {
        for word in words {
            all.push(match name {
                "decode" => json!({"key": {"decode": word}}),
                _ => json!({name: word}),
            });
        }
    }
    let formats = [
        "unix_ms",
        "unix_us",
        "unix_fraction",
        "iso",
        "iso_ms",
        "http_date",
    ];
    for format in formats {
        all.push(json!({"timestamp": {"format": format}}));
        for list in [["unix", format], [format, "unix"]] {
            all.push(json!({"timestamp": {"format": list}}));
        }
    }
    all
}

#[test]
fn every_change_of_a_definition_that_changes_the_messages_changes_the_name_of_the_scheme() {
    let mut known = BTreeMap::new();
    known.insert(name(&base(), false), json!({}));
    for change in changes() {
        let other = known.insert(name(&merged(base(), &change), false), change.clone());
        assert_eq!(other, None, "{change} has the same name");
    }
}

#[test]
fn every_member_of_a_definition_is_among_the_changes() {
    let schema = include_str!("../../../definitions/provider.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let at = "/properties/auth/properties/signature/properties/scheme/properties";
    let mut changed = BTreeSet::new();
    for change in changes() {
        for (name, value) in change.as_object().unwrap() {
            changed.insert(name.clone());
            for inner in value.as_object().into_iter().flatten() {
                changed.insert(format!("{name}.{}", inner.0));
            }
        }
    }
    for (name, member) in schema.pointer(at).unwrap().as_object().unwrap() {
        let mut members = vec![name.clone()];
        for inner in member["properties"].as_object().into_iter().flatten() {
            members.push(format!("{name}.{}", inner.0));
        }
        for member in members {
            let is_named = !UNNAMED.contains(&&*member);
            assert_eq!(changed.contains(&member), is_named, "{member}");
        }
    }
}

#[test]
fn order_of_members_and_the_tolerance_do_not_change_the_name() {
    let first = name(&base(), false);
    for change in [
        json!({"timestamp": {"tolerance": 60}}),
        json!({"timestamp": {"tolerance": false}}),
        json!({"vars": ["v"]}),
    ] {
        assert_eq!(name(&merged(base(), &change), false), first, "{change}");
    }
    for change in changes() {
        let whole = merged(base(), &change);
        assert_eq!(name(&whole, true), name(&whole, false), "{change}");
    }
}

/// If the name of an old definition changes, all its replay keys change, and messages are handled again.
#[test]
fn name_does_not_change_between_versions() {
    assert_eq!(
        name(&base(), false),
        "86a1145d14bc569392ac9d71e0c904ea7fdb1a9241cdc96c48b0717e5e9f12da"
    );
}

/// The name of the scheme of a definition. The name is the only text of 64 hexadecimal digits in the compiled scheme.
fn name(definition: &Value, is_reversed: bool) -> String {
    let json = written(definition, is_reversed);
    let packed = Compiled::define(&json)
        .unwrap_or_else(|error| panic!("{error}: {json}"))
        .pack_text();
    let (_, rest) = packed.split_once("64;").unwrap();
    let name = &rest[..64];
    assert!(name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{json}");
    name.to_owned()
}

/// A value as JSON. The members of each object are sorted by name, or in the reverse order.
fn written(value: &Value, is_reversed: bool) -> String {
    match value {
        Value::Object(members) => {
            let mut all: Vec<_> = members
                .iter()
                .map(|(name, value)| format!("{}:{}", json!(name), written(value, is_reversed)))
                .collect();
            all.sort();
            if is_reversed {
                all.reverse();
            }
            format!("{{{}}}", all.join(","))
        }
        other => other.to_string(),
    }
}

fn merged(to: Value, change: &Value) -> Value {
    let Some(members) = change.as_object() else {
        return change.clone();
    };
    let mut to = if to.is_object() { to } else { json!({}) };
    for (name, value) in members {
        let before = to.as_object_mut().unwrap().remove(name);
        if !value.is_null() {
            to[name] = merged(before.unwrap_or_default(), value);
        }
    }
    to
}
