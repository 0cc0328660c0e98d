//! Checks that wasm-bindgen and its tool have the same version. wasm-bindgen writes descriptions into a module, and the
//! tool reads these descriptions.

use crate::lock::versions;
use crate::shell::Done;

/// Checks the text of `Cargo.lock`. The manifest of the crate allows a range of versions, so only the lock file
/// ensures that the two versions are the same.
pub fn fits(lock: &str) -> Done {
    let [library, tool] =
        ["wasm-bindgen", "wasm-bindgen-cli-support"].map(|name| versions(lock, name));
    match (&*library, &*tool) {
        ([library], [tool]) if library == tool => Ok(()),
        ([library], [tool]) => Err(format!(
            "Cargo.lock has wasm-bindgen {library}, but xtask binds the module with wasm-bindgen-cli-support {tool}, and \
             they must be one version: run `cargo update -p wasm-bindgen --precise {tool}`, or name {library} in \
             xtask/Cargo.toml and xtask/wasm-test-runner/Cargo.toml"
        )),
        _ => Err(format!(
            "Cargo.lock must have one version each of wasm-bindgen and wasm-bindgen-cli-support; it has {} and {}",
            named(&library),
            named(&tool)
        )),
    }
}

fn named(versions: &[String]) -> String {
    if versions.is_empty() {
        return "none".into();
    }
    versions.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::fits;

    fn lock(packages: &[(&str, &str)]) -> String {
        let package = |(name, version): &(&str, &str)| {
            format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\n")
        };
        packages.iter().map(package).collect()
    }

    #[test]
    fn a_version_that_differs_from_the_tool_is_rejected_with_the_command_that_fixes_it() {
        let tool = ("wasm-bindgen-cli-support", "0.2.130");
        for version in ["0.2.129", "0.2.131", "0.2.13"] {
            let error = fits(&lock(&[("wasm-bindgen", version), tool])).unwrap_err();
            assert!(
                error.contains(&format!("wasm-bindgen {version}, but")),
                "{error}"
            );
            assert!(
                error.contains("`cargo update -p wasm-bindgen --precise 0.2.130`"),
                "{error}"
            );
        }
        assert_eq!(fits(&lock(&[("wasm-bindgen", "0.2.130"), tool])), Ok(()));
    }

    #[test]
    fn two_versions_or_a_missing_version_are_rejected() {
        let tool = ("wasm-bindgen-cli-support", "0.2.130");
        let library = ("wasm-bindgen", "0.2.130");
        for (packages, said) in [
            (
                vec![library, ("wasm-bindgen", "0.2.129"), tool],
                "0.2.130 and 0.2.129 and 0.2.130",
            ),
            (vec![library], "it has 0.2.130 and none"),
            (vec![tool], "it has none and 0.2.130"),
            (vec![], "it has none and none"),
        ] {
            let error = fits(&lock(&packages)).unwrap_err();
            assert!(error.ends_with(said), "{error}");
        }
    }
}
