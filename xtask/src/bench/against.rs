//! Compares the package of the current sources with the package of another commit. The xtask of that commit builds
//! its package in a separate worktree.

use std::path::{Path, PathBuf};

use crate::shell::{Done, command, copy, fresh_folder, output, run, step, target};
use crate::{build, npm};

/// Builds the two packages and compares them. Fails if a row is slower than allowed.
pub fn against(commit: &str) -> Done {
    let hash = resolved(commit)?;
    let name = &hash[..SHORT.min(hash.len())];
    let place = target().join("against");
    let tree = Worktree::add(place.join("tree"), &hash)?;
    step(
        &format!("build of {name} (3 minutes the first time)"),
        || build_there(&tree.0, &place),
    )?;
    build::build()?;
    npm::install("tests")?;
    npm::install("tests/bench")?;
    step(&format!("measuring against {name} (2 minutes)"), || {
        let mut measure = command("node", &["tests/bench/against.mjs", name], "");
        run(measure.arg(tree.0.join("pkg")))
    })
}

/// The number of digits of a commit's hash that a message shows.
const SHORT: usize = 10;

fn resolved(commit: &str) -> Result<String, String> {
    let named = format!("{commit}^{{commit}}");
    let verify = ["rev-parse", "--verify", "--end-of-options", &named];
    let hash = output(&mut command("git", &verify, ""));
    hash.map(|hash| hash.trim().to_owned())
        .map_err(|reason| format!("{commit:?} names no commit here: {reason}"))
}

/// Builds the package of the worktree `tree`. The xtask of the worktree is compiled into a folder that is kept, so
/// that the next comparison is faster. The compiled program is copied, because the program of the next commit
/// replaces it.
fn build_there(tree: &Path, place: &Path) -> Done {
    let tools = place.join("tools");
    let mut compile = command("cargo", &["build", "--quiet", "--locked"], "");
    compile
        .args(["--package", "xtask", "--target-dir"])
        .arg(&tools);
    run(compile.current_dir(tree).env_remove("CARGO_TARGET_DIR"))?;
    let program = place.join(XTASK);
    fresh_folder(&place.join("bin"))?;
    copy(&tools.join("debug").join(NAME), &program)?;
    let mut build = command(&program.to_string_lossy(), &["build"], "");
    run(build
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", tree.join("target")))
}

const NAME: &str = if cfg!(windows) { "xtask.exe" } else { "xtask" };
const XTASK: &str = if cfg!(windows) {
    "bin/xtask.exe"
} else {
    "bin/xtask"
};

/// A worktree, which is removed on drop.
struct Worktree(PathBuf);

impl Worktree {
    /// Removes a worktree that an earlier run left behind, and then adds the worktree.
    fn add(path: PathBuf, hash: &str) -> Result<Self, String> {
        let tree = Self(path);
        tree.remove();
        let mut add = command("git", &["worktree", "add", "--quiet", "--detach"], "");
        run(add.arg(&tree.0).arg(hash))?;
        Ok(tree)
    }

    fn remove(&self) {
        let mut remove = command("git", &["worktree", "remove", "--force", "--force"], "");
        let removed = output(remove.arg(&self.0));
        if removed.is_err() && self.0.exists() {
            _ = std::fs::remove_dir_all(&self.0);
        }
        _ = output(&mut command("git", &["worktree", "prune"], ""));
    }
}

impl Drop for Worktree {
    fn drop(&mut self) {
        self.remove();
    }
}
