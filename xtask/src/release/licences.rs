//! Checks the licences of all crates that the lock file lists, including the crates of tools and tests. The npm
//! package has no dependencies.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::shell::{command, output, read, root};

pub fn check() -> Result<String, String> {
    let package = read(&root().join("pkg/package.json"))?;
    let package: Value =
        serde_json::from_str(&package).map_err(|error| format!("pkg/package.json: {error}"))?;
    let all = [
        "dependencies",
        "optionalDependencies",
        "peerDependencies",
        "bundleDependencies",
    ];
    if let Some(name) = all.iter().find(|name| package.get(name).is_some()) {
        return Err(format!("pkg/package.json has {name}"));
    }
    let metadata = [
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--all-features",
    ];
    let metadata = output(&mut command("cargo", &metadata, ""))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .ok_or("cargo metadata names no package")?;
    let text = |package: &Value, member: &str| {
        package
            .get(member)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let crates: Vec<_> = packages
        .iter()
        .map(|package| (text(package, "name"), text(package, "license")))
        .collect();
    let faults = faults(&allowed(&read(&root().join("deny.toml"))?)?, &crates);
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    Ok(format!(
        "{} crates have a licence that deny.toml allows; the npm package has no dependencies",
        crates.len()
    ))
}

/// The licences that `deny.toml` allows. `cargo deny` reads this file, too.
fn allowed(deny: &str) -> Result<BTreeSet<String>, String> {
    let list = deny
        .split_once("\nallow = [")
        .and_then(|(_, rest)| rest.split(']').next());
    let list = list.ok_or("deny.toml allows no licence")?;
    Ok(list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect())
}

fn faults(allowed: &BTreeSet<String>, crates: &[(String, String)]) -> Vec<String> {
    let refused = crates
        .iter()
        .filter(|(_, licence)| !permits(allowed, licence));
    refused
        .map(|(name, licence)| format!("{name}: deny.toml does not allow {licence:?}"))
        .collect()
}

/// Whether an SPDX expression allows the use under licences that are allowed. `/` is an old way to write `OR`.
fn permits(allowed: &BTreeSet<String>, expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    any(allowed, &mut words).unwrap_or(false) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Reads an expression with `OR`. Returns `None` if the text is not an expression.
fn any(allowed: &BTreeSet<String>, words: &mut Words<'_>) -> Option<bool> {
    let mut result = every(allowed, words)?;
    while words.next_if_eq(&"OR").is_some() {
        result |= every(allowed, words)?;
    }
    Some(result)
}

fn every(allowed: &BTreeSet<String>, words: &mut Words<'_>) -> Option<bool> {
    let mut result = one(allowed, words)?;
    while words.next_if_eq(&"AND").is_some() {
        result &= one(allowed, words)?;
    }
    Some(result)
}

fn one(allowed: &BTreeSet<String>, words: &mut Words<'_>) -> Option<bool> {
    let word = words.next()?;
    if word == "(" {
        let inside = any(allowed, words)?;
        return words.next_if_eq(&")").map(|_| inside);
    }
    if matches!(word, "OR" | "AND" | "WITH" | ")") {
        return None;
    }
    if words.next_if_eq(&"WITH").is_some() {
        return Some(allowed.contains(&format!("{word} WITH {}", words.next()?)));
    }
    Some(allowed.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{allowed, faults, permits};

    const DENY: &str = "[licenses]\nallow = [\n  \"MIT\",\n  \"Apache-2.0\",\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n";

    #[test]
    fn an_unreadable_expression_and_an_expression_without_an_allowed_choice_are_rejected() {
        let allowed = allowed(DENY).unwrap();
        for expression in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "(MIT OR Apache-2.0) AND GPL-3.0-only",
            "MIT WITH Some-exception",
            "MIT OR",
            "OR MIT",
            "(MIT",
            "MIT)",
            "MIT Apache-2.0",
            "mit",
        ] {
            assert!(!permits(&allowed, expression), "{expression}");
        }
        let crates = [("a", "MIT"), ("b", "GPL-3.0-only")]
            .map(|(name, licence)| (name.to_owned(), licence.to_owned()));
        assert_eq!(
            faults(&allowed, &crates),
            ["b: deny.toml does not allow \"GPL-3.0-only\""]
        );
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        let allowed = allowed(DENY).unwrap();
        for expression in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "GPL-3.0-only/MIT",
            "MIT AND Apache-2.0",
            "GPL-3.0-only AND MIT OR Apache-2.0",
            "(GPL-3.0-only OR MIT) AND Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(permits(&allowed, expression), "{expression}");
        }
    }

    #[test]
    fn a_missing_list_is_rejected() {
        assert!(allowed("[licenses]\n").is_err());
    }
}
