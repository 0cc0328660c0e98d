//! Changed definitions: each definition is rejected with the path of a member, or obeys the safety rules.

use std::sync::Arc;

use payauth::ErrorKind;
use payauth::provider::{Call, Client, Credentials, Profile};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use crate::provider::defined::{ALL, collect, whole};
use crate::support::at;

/// Hostile values that replace a value of a definition.
#[rustfmt::skip]
const HOSTILE: &[&str] = &[
    "null", "true", "false", "0", "-1", "7", "1e308", "4294967296", "[]", "{}", "\"\"", "\"x\"", "\"{\"", "\"}\"", "\"{}\"", "\"{{\"", "\"{token}\"",
    "\"{environment}\"", "\"{CANARY}\"", "\"https://evil.example\"", "\"http://127.0.0.1\"", "\"https://{x}.example\"", "\"//x\"", "\"/../x\"", "\"/x?y\"",
    "\"header:X\"", "\"a.b.c\"", "\"*\"", "\"0\"", "\"\\u0000\"", "\"\\r\\nX: y\"", "\"é\"", "\"Cookie\"", "\"Host\"", "\"POST\"", "\"none\"", "\"required\"",
    "{\"a\":\"{apiKey}\"}", "[\"a\",\"b\"]", "[[[[]]]]", "{\"url\":\"/x\",\"lifetime\":60}", "{\"bearer\":\"{token}\"}", "{\"user\":\"{apiKey}\"}",
    "{\"secret\":\"x\",\"scheme\":{\"hash\":\"sha256\",\"message\":\"{body}\",\"encoding\":\"hex\",\"headers\":{\"X\":\"{signature}\"}}}",
];

fn definition(which: usize) -> Value {
    match ALL.get(which) {
        Some(name) => serde_json::from_str(Profile::definition(name).unwrap()).unwrap(),
        None => whole(),
    }
}

/// A change: the place, the place of a value to copy, and a hostile value. The member is removed if the last two are
/// `None`.
type Change = (Index, Option<Index>, Option<Index>);

fn change(definition: &mut Value, (place, from, hostile): &Change) {
    let mut pointers = Vec::new();
    collect("", definition, &mut pointers);
    if pointers.is_empty() {
        return;
    }
    let pointer = place.get(&pointers).clone();
    let value = match (from, hostile) {
        (Some(from), _) => definition
            .pointer(&pointers[from.index(pointers.len())])
            .cloned(),
        (None, Some(hostile)) => serde_json::from_str(HOSTILE[hostile.index(HOSTILE.len())]).ok(),
        (None, None) => None,
    };
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (definition.pointer_mut(parent).unwrap(), value) {
        (Value::Object(object), Some(value)) => {
            object.insert(name.replace("~1", "/").replace("~0", "~"), value);
        }
        (Value::Object(object), None) => drop(object.remove(name)),
        (Value::Array(list), Some(value)) => list[name.parse::<usize>().unwrap()] = value,
        (Value::Array(list), None) => drop(list.remove(name.parse().unwrap())),
        _ => {}
    }
}

/// A client whose secret credentials contain `CANARY`, and whose public credentials contain `public`. `None` if the
/// client cannot be made.
fn client(profile: &Arc<Profile>, environment: &str) -> Option<Client> {
    let mut credentials = Credentials::default();
    for credential in &profile.credentials {
        let fits = |prefix: &&payauth::provider::Prefix| {
            prefix.environment.is_empty() || prefix.environment == environment
        };
        let prefix = credential.prefixes.iter().find(fits);
        let word = if credential.is_public {
            "public"
        } else {
            "CANARY"
        };
        let text = format!("{}{word}", prefix.map_or("", |prefix| &prefix.text));
        credentials.push(&credential.name, &text).ok()?;
    }
    Client::new(profile.clone(), credentials, environment, "").ok()
}

/// Whether a URL begins with one of the origins. A placeholder of an origin matches the value `public`.
fn is_of_origins(url: &str, origins: &[String]) -> bool {
    origins.iter().any(|origin| {
        let (mut url, mut left) = (url, &**origin);
        while let Some((before, rest)) = left.split_once('{') {
            let Some(after) = url.strip_prefix(before) else {
                return false;
            };
            let label = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            let length = after.bytes().take_while(label).count();
            // The value of a credential in a host is `public` in every case.
            let Some(after) = after.strip_prefix("public").filter(|_| length >= 6) else {
                return false;
            };
            (url, left) = (after, rest.split_once('}').unwrap().1);
        }
        url.strip_prefix(left)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

fn check_client(profile: &Arc<Profile>, client: &Client) -> Result<(), TestCaseError> {
    let paths = profile
        .endpoints
        .iter()
        .map(|endpoint| endpoint.path.replace(['{', '}'], ""));
    let unknown = format!("{}x", profile.path_prefix);
    for path in paths.chain([unknown]) {
        let mut call =
            Call::new(&path, at(1_709_380_800)).nonce("0123456789abcdef0123456789abcdef");
        if client.takes_token(&call, true).unwrap_or_default() {
            call = call.authorization("Bearer CANARY");
        }
        for key in [None, Some("6ba7b810-9dad-41d1-80b4-00c04fd430c8")] {
            call.idempotency_key = key;
            let Ok(request) = client.sign(&call, Some(b"a=b")) else {
                continue;
            };
            let url = request.url();
            prop_assert!(
                is_of_origins(url, &profile.origins),
                "{url} {:?}",
                profile.origins
            );
            prop_assert!(!url.contains("CANARY"), "{url}");
            let length: usize = request
                .fields()
                .map(|(name, value)| name.len() + value.len())
                .sum();
            prop_assert!(length < 1 << 20, "{length}");
        }
    }
    if let Ok((request, body)) = client.token_request() {
        let url = request.url();
        prop_assert!(
            is_of_origins(url, &profile.origins),
            "{url} {:?}",
            profile.origins
        );
        prop_assert!(!url.contains("CANARY"), "{url}");
        prop_assert!(body.len() < 1 << 20);
    }
    Ok(())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let profile = match Profile::define(text) {
        Ok(profile) => Arc::new(profile),
        Err(error) => {
            prop_assert_eq!(error.kind(), ErrorKind::Definition, "{}", error);
            prop_assert!(error.index().is_none_or(|index| index <= text.len()));
            return Ok(());
        }
    };
    for origin in &profile.origins {
        let is_loopback = ["http://localhost", "http://127.", "http://[::1]"]
            .iter()
            .any(|start| origin.starts_with(start));
        prop_assert!(origin.starts_with("https://") || is_loopback, "{origin}");
    }
    for server in &profile.servers {
        if let Some(client) = client(&profile, &server.name) {
            check_client(&profile, &client)?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn changed_definitions_are_rejected_at_a_path_or_obey_the_safety_rules(
        which in 0..20_usize,
        changes in prop::collection::vec((any::<Index>(), prop::option::weighted(0.4, any::<Index>()), prop::option::weighted(0.9, any::<Index>())), 0..5),
    ) {
        let mut definition = definition(which);
        for one in &changes {
            change(&mut definition, one);
        }
        check(&definition.to_string())?;
    }

    #[test]
    fn definitions_with_changed_characters_are_rejected_or_obey_the_safety_rules(
        which in 0..20_usize,
        changes in prop::collection::vec((any::<Index>(), 0..4_usize, select(&["", "{", "}", "\"", "\\", ",", ":", "[", "]", "0", "x", "é", "\u{0}", "{token}", "/", "."][..])), 1..6),
    ) {
        let mut text = definition(which).to_string();
        for (place, length, piece) in &changes {
            let mut start = place.index(text.len() + 1);
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(start..end, piece);
        }
        check(&text)?;
    }
}
