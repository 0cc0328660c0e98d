//! The files that each registry gets.

use serde_json::Value;

use crate::shell::{command, output, root};

/// What npm packs.
pub fn npm() -> Result<Vec<String>, String> {
    let pack = [
        "pack",
        "--dry-run",
        "--json",
        "--ignore-scripts",
        "--loglevel=error",
    ];
    let printed = output(&mut command("npm", &pack, "pkg"))?;
    let packed: Value =
        serde_json::from_str(&printed).map_err(|error| format!("npm pack: {error}"))?;
    let files = packed
        .pointer("/0/files")
        .and_then(Value::as_array)
        .ok_or("npm pack lists no files")?;
    let paths = files
        .iter()
        .filter_map(|file| file.get("path")?.as_str().map(str::to_owned));
    Ok(listed(&paths.collect::<Vec<_>>()))
}

/// What JSR gets: all that is in the folder.
pub fn jsr() -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    collect(&root().join("pkg/jsr"), "", &mut files)?;
    Ok(listed(&files))
}

/// What cargo packs.
pub fn krate() -> Result<Vec<String>, String> {
    let list = ["package", "--list", "--locked", "--allow-dirty"];
    let printed = output(&mut command("cargo", &list, ""))?;
    // Git's own facts are there only in a clean tree.
    let files = printed
        .lines()
        .filter(|file| *file != ".cargo_vcs_info.json");
    Ok(listed(&files.map(str::to_owned).collect::<Vec<_>>()))
}

/// The list in its order. The name of a chunk has a hash, which each change of the scripts changes.
fn listed(files: &[String]) -> Vec<String> {
    let mut files: Vec<_> = files
        .iter()
        .map(|file| without_hash(&file.replace('\\', "/")))
        .collect();
    files.sort();
    files
}

fn without_hash(file: &str) -> String {
    let parts = file.rsplit_once("core-").and_then(|(before, rest)| {
        let hash = rest.strip_suffix(".js")?;
        let is_hash = hash.len() == 8
            && hash
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        is_hash.then(|| format!("{before}core-<hash>.js"))
    });
    parts.unwrap_or_else(|| file.to_owned())
}

fn collect(folder: &std::path::Path, below: &str, files: &mut Vec<String>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            collect(&path, &format!("{below}{name}/"), files)?;
        } else {
            files.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn only_the_hash_of_a_chunk_is_left_out() {
        for (file, shown) in [
            ("dist/core-BVA5TTUZ.js", "dist/core-<hash>.js"),
            ("dist/cjs/core-00000000.js", "dist/cjs/core-<hash>.js"),
            ("dist/core-bva5ttuz.js", "dist/core-bva5ttuz.js"),
            ("dist/core-BVA5TTU.js", "dist/core-BVA5TTU.js"),
            ("dist/core-BVA5TTUZ.d.ts", "dist/core-BVA5TTUZ.d.ts"),
            ("dist/core.wasm", "dist/core.wasm"),
            ("dist\\index.js", "dist/index.js"),
        ] {
            assert_eq!(listed(&[file.into()]), [shown]);
        }
    }

    #[test]
    fn a_list_is_sorted_and_keeps_how_often_a_name_is_there() {
        let files = ["b", "core-AAAAAAAA.js", "a", "core-BBBBBBBB.js"].map(String::from);
        assert_eq!(
            listed(&files),
            ["a", "b", "core-<hash>.js", "core-<hash>.js"]
        );
    }
}
