//! Reads cargo's lock files.

/// The versions of a crate in the text of a lock file, in the order of the file.
pub fn versions(lock: &str, name: &str) -> Vec<String> {
    let is_named = |package: &&str| value(package, "name") == Some(name);
    let packages = lock.split("[[package]]").skip(1).filter(is_named);
    packages
        .filter_map(|package| value(package, "version"))
        .map(str::to_owned)
        .collect()
}

/// The text of a member of a package. `key` is the name of the member.
pub fn value<'a>(package: &'a str, key: &str) -> Option<&'a str> {
    let line = |line: &'a str| line.strip_prefix(key)?.strip_prefix(" = \"");
    package.lines().find_map(line)?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::versions;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n\
        [[package]]\nname = \"ab\"\nversion = \"2.0.0\"\ndependencies = [\n \"a 3.0.0\",\n]\n\n\
        [[package]]\nname = \"a\"\nversion = \"3.0.0\"\n";

    #[test]
    fn every_version_of_a_crate_is_found_but_no_version_of_another_crate() {
        assert_eq!(versions(LOCK, "a"), ["1.0.0", "3.0.0"]);
        assert_eq!(versions(LOCK, "ab"), ["2.0.0"]);
        for absent in ["b", "", "a 3.0.0", "version"] {
            assert_eq!(versions(LOCK, absent), [""; 0], "{absent}");
        }
        assert_eq!(versions("", "a"), [""; 0]);
    }
}
