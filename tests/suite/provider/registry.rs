//! The lists of providers are equal, so that no suite can forget a provider of the crate.

use std::collections::BTreeSet;

use payauth::provider::Profile;
use serde_json::Value;

use super::PROFILES;

fn file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The rows of the table that the tests of both languages read.
fn rows() -> serde_json::Map<String, Value> {
    serde_json::from_str(&file("tests/providers.json")).unwrap()
}

#[track_caller]
fn assert_same(what: &str, names: &BTreeSet<String>, other: &str, others: &BTreeSet<String>) {
    let missing: Vec<_> = names.difference(others).collect();
    assert!(
        missing.is_empty(),
        "{missing:?} of {what} is missing in {other}"
    );
    let missing: Vec<_> = others.difference(names).collect();
    assert!(
        missing.is_empty(),
        "{missing:?} of {other} is missing in {what}"
    );
}

#[test]
fn tables_of_providers_have_the_same_names() {
    let listed = PROFILES.map(str::to_owned).into();
    let rows = rows().keys().cloned().collect();
    assert_same(
        "tests/suite/support/providers.rs",
        &listed,
        "tests/providers.json",
        &rows,
    );
}

#[test]
fn each_listed_provider_is_a_provider_of_the_crate() {
    for name in PROFILES {
        assert!(Profile::named(name).is_some(), "{name}");
    }
}

/// Finds a provider that has a function in the package, but no row in the tables.
#[test]
fn each_provider_of_the_package_has_a_row() {
    let facade = file("pkg/src/host/providers.ts");
    let made = facade
        .lines()
        .filter_map(|line| line.strip_prefix("export function ")?.split('(').next());
    let rows = rows();
    for name in made {
        assert!(
            rows.contains_key(name),
            "{name} of pkg/src/host/providers.ts has no row in tests/providers.json"
        );
    }
}

#[test]
fn row_has_each_credential_and_environment_that_a_client_needs() {
    for (name, row) in rows() {
        let profile = Profile::named(&name).unwrap();
        let known = |credential: &str| {
            ["credentials", "more"]
                .iter()
                .any(|group| row[group].get(credential).is_some())
        };
        for credential in &profile.credentials {
            assert!(
                known(&credential.name),
                "{name}: {} is missing in tests/providers.json",
                credential.name
            );
        }
        for host in row["hosts"].as_object().into_iter().flatten() {
            let is_known = profile.servers.iter().any(|server| server.name == *host.0);
            assert!(is_known, "{name}: {}", host.0);
        }
    }
}
