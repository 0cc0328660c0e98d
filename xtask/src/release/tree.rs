//! Checks the state of the working tree in git.

use crate::shell::{Done, command, output};

/// Returns an error if the working tree has changes that are not committed.
pub fn clean() -> Done {
    refused(&output(&mut command(
        "git",
        &["status", "--porcelain"],
        "",
    ))?)
}

/// The hash of the commit that is released.
pub fn commit() -> Result<String, String> {
    let commit = output(&mut command("git", &["rev-parse", "HEAD"], ""))?;
    Ok(commit.trim().to_owned())
}

fn refused(status: &str) -> Done {
    let changed: Vec<_> = status
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the tree has changes that are not committed, so the build would belong to no commit:\n{}\ncommit or stash them first",
        changed.join("\n")
    ))
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn a_tree_with_a_change_or_a_new_file_is_rejected() {
        for status in [" M src/lib.rs\n", "?? new.rs\n", "D  a\n M b\n"] {
            let error = refused(status).unwrap_err();
            assert!(error.contains(status.trim_end()), "{error}");
        }
        for status in ["", "\n"] {
            assert_eq!(refused(status), Ok(()));
        }
    }
}
