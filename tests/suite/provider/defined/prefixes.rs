//! The prefix of a credential shows to which environment the credential belongs.

use std::sync::Arc;

use payauth::provider::{Client, Credentials, Profile};
use payauth::{Error, ErrorKind};
use serde_json::{Value, json};

use super::ALL;
use crate::support::text;

const PREFIXES: [&str; 3] = ["s", "sk_", "sk_t_"];

/// All lists of these prefixes.
fn lists() -> Vec<Vec<&'static str>> {
    let is_in = |list: usize, place: usize| list >> place & 1 == 1;
    let list = |number: usize| (0..3).filter(move |place| is_in(number, *place));
    (0..8)
        .map(|number| list(number).map(|place| PREFIXES[place]).collect())
        .collect()
}

fn profile(live: &[&str], test: &[&str]) -> Arc<Profile> {
    let mut prefix = json!({});
    for (environment, list) in [("live", live), ("test", test)] {
        if !list.is_empty() {
            prefix[environment] = json!(list);
        }
    }
    let credential = if prefix == json!({}) {
        json!({})
    } else {
        json!({ "prefix": prefix })
    };
    let definition = json!({
        "name": "shop",
        "servers": { "live": "https://shop.example", "test": "https://test.shop.example" },
        "credentials": { "key": credential },
        "auth": { "bearer": "{key}" },
    });
    Profile::define(&definition.to_string()).unwrap().into()
}

fn accepts(profile: &Arc<Profile>, environment: &str, key: &str) -> bool {
    let mut credentials = Credentials::default();
    credentials.push("key", key).unwrap();
    match Client::new(profile.clone(), credentials, environment, "") {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(
                (error.kind(), error.argument()),
                (ErrorKind::Credentials, "key")
            );
            assert!(!error.to_string().contains(key), "{error}");
            false
        }
    }
}

#[test]
fn longest_prefix_decides_to_which_environment_a_credential_belongs() {
    for (live, test) in lists()
        .iter()
        .flat_map(|live| lists().into_iter().map(move |test| (live, test)))
    {
        let profile = profile(live, &test);
        for key in ["other", "sx", "sk_x", "sk_t_x"] {
            for (environment, own, others) in [("live", live, &test), ("test", &test, live)] {
                let longest = |list: &[&str]| {
                    list.iter()
                        .filter(|text| key.starts_with(**text))
                        .map(|text| text.len())
                        .max()
                };
                let expected = match (longest(own), longest(others)) {
                    (None, None) => own.is_empty(),
                    (mine, theirs) => mine >= theirs,
                };
                assert_eq!(
                    accepts(&profile, environment, key),
                    expected,
                    "{environment} {key} {live:?} {test:?}"
                );
            }
        }
    }
}

/// A client with these credentials, and a URL that a definition without a public URL needs.
fn made(profile: &Arc<Profile>, given: &Value, environment: &str) -> Result<Client, Error> {
    let client = |url: &str| {
        let mut credentials = Credentials::default();
        for (name, value) in given.as_object().unwrap() {
            credentials.push(name, text(value))?;
        }
        Client::new(profile.clone(), credentials, environment, url)
    };
    client("").or_else(|error| match error.argument() {
        "baseUrl" => client("https://shop.example/prod"),
        _ => Err(error),
    })
}

#[test]
fn shipped_provider_rejects_a_credential_with_the_prefix_of_another_environment() {
    let mut count = 0;
    for name in ALL.iter() {
        let profile: Arc<Profile> = Profile::named(name).unwrap().into();
        let pairs = profile.credentials.iter().flat_map(|known| {
            let servers = profile.servers.iter();
            servers.map(move |server| (known, &server.name))
        });
        for (credential, environment) in pairs {
            let own = credential
                .prefixes
                .iter()
                .filter(|prefix| prefix.environment == *environment);
            let own: Vec<&str> = own.map(|prefix| &*prefix.text).collect();
            for other in &credential.prefixes {
                if other.environment.is_empty()
                    || own.contains(&&*other.text)
                    || other.environment == *environment
                {
                    continue;
                }
                let mut given = json!({});
                for known in &profile.credentials {
                    let fits =
                        |prefix: &&payauth::provider::Prefix| prefix.environment == *environment;
                    let start = known
                        .prefixes
                        .iter()
                        .find(fits)
                        .map_or("", |prefix| &*prefix.text);
                    given[&known.name] = json!(format!("{start}abcd1234"));
                }
                let client = |given: &Value| made(&profile, given, environment);
                assert!(client(&given).is_ok(), "{name} {environment}");
                given[&credential.name] = json!(format!("{}abcd1234", other.text));
                let error = client(&given).unwrap_err();
                assert_eq!(
                    (error.kind(), error.argument()),
                    (ErrorKind::Credentials, &*credential.name),
                    "{name} {environment}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 0);
}
