//! The crates of which a published package is made, as cargo lists them, with the checksums of the lock file.

use crate::lock;
use crate::shell::{command, output, read, root};

/// A crate of which a package is made.
#[derive(Debug, PartialEq)]
pub struct Component {
    pub name: String,
    pub version: String,
    pub licence: String,
    /// The SHA-256 of the crate in the registry; `None` for a crate of this repository.
    pub checksum: Option<String>,
    /// The indexes of its direct dependencies in the list of components.
    pub uses: Vec<usize>,
}

/// The crates that are a part of the published package. The first is the crate of the package itself.
pub fn of(package: &[&str]) -> Result<Vec<Component>, String> {
    let edges = [
        "--edges",
        "normal,no-proc-macro",
        "--no-dedupe",
        "--prefix",
        "depth",
        "--format",
        "|{p}|{l}",
    ];
    let mut tree = command("cargo", &["tree", "--locked"], "");
    read_tree(
        &output(tree.args(package).args(edges))?,
        &read(&root().join("Cargo.lock"))?,
    )
}

fn read_tree(tree: &str, lock: &str) -> Result<Vec<Component>, String> {
    let mut found: Vec<Component> = Vec::new();
    let mut above: Vec<usize> = Vec::new();
    for line in tree.lines() {
        let unread = || format!("cargo tree: {line:?}");
        let mut parts = line.split('|');
        let depth: usize = parts
            .next()
            .and_then(|depth| depth.parse().ok())
            .ok_or_else(unread)?;
        let mut words = parts.next().ok_or_else(unread)?.split(' ');
        let name = words.next().ok_or_else(unread)?;
        let version = words
            .next()
            .and_then(|version| version.strip_prefix('v'))
            .ok_or_else(unread)?;
        let known = found
            .iter()
            .position(|one| one.name == name && one.version == version);
        let place = known.unwrap_or(found.len());
        if known.is_none() {
            found.push(Component {
                name: name.into(),
                version: version.into(),
                licence: parts.next().unwrap_or_default().replace('/', " OR "),
                checksum: checksum(lock, name, version),
                uses: Vec::new(),
            });
        }
        above.truncate(depth);
        if let Some(user) = above.last().and_then(|user| found.get_mut(*user))
            && !user.uses.contains(&place)
        {
            user.uses.push(place);
        }
        above.push(place);
    }
    if found.is_empty() {
        Err("cargo tree names no crate".into())
    } else {
        Ok(found)
    }
}

fn checksum(lock: &str, name: &str, version: &str) -> Option<String> {
    let is = |package: &&str| {
        lock::value(package, "name") == Some(name)
            && lock::value(package, "version") == Some(version)
    };
    let package = lock.split("[[package]]").find(is)?;
    lock::value(package, "checksum").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::read_tree;

    const LOCK: &str = "[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nchecksum = \"00\"\n\n\
        [[package]]\nname = \"b\"\nversion = \"2.0.0\"\nchecksum = \"11\"\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\n";
    const TREE: &str = "0|a v0.1.0 (/somewhere)|MIT/Apache-2.0\n1|b v1.0.0|MIT\n1|c v3.0.0|ISC\n2|b v2.0.0|MIT\n2|b v1.0.0|MIT\n";

    #[test]
    fn a_tree_that_cannot_be_read_is_rejected() {
        for tree in [
            "",
            "a v0.1.0",
            "0|a",
            "0|a 0.1.0|MIT",
            "x|a v0.1.0|MIT",
            "\n",
        ] {
            assert!(read_tree(tree, LOCK).is_err(), "{tree:?}");
        }
    }

    #[test]
    fn each_version_of_a_crate_is_one_component_with_its_own_checksum() {
        let found = read_tree(TREE, LOCK).unwrap();
        let shown: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    &*one.name,
                    &*one.version,
                    one.checksum.as_deref(),
                    &*one.uses,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("a", "0.1.0", None, &[1, 2][..]),
                ("b", "1.0.0", Some("00"), &[]),
                ("c", "3.0.0", None, &[3, 1]),
                ("b", "2.0.0", Some("11"), &[]),
            ]
        );
        assert_eq!(found[0].licence, "MIT OR Apache-2.0");
    }
}
