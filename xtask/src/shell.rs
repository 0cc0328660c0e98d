//! Runs other programs, and prints what they do.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The result of a step: nothing, or the reason of the failure.
pub type Done = Result<(), String>;

/// The root folder of the repository.
pub fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}

/// The folder for everything that is built: cargo's target folder. `CARGO_TARGET_DIR` can select another folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .and_then(|given| std::path::absolute(given).ok())
        .unwrap_or_else(|| root().join("target"))
}

/// Runs an action. Prints the title before the action, and the duration after the action. Every half minute, prints
/// that the action is still running.
pub fn step<T>(title: &str, action: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    println!("\n== {title}");
    let start = Instant::now();
    let (_ends_with_step, end) = mpsc::channel::<()>();
    let shown = title.to_owned();
    thread::spawn(move || {
        while end.recv_timeout(HALF_A_MINUTE) == Err(RecvTimeoutError::Timeout) {
            println!("   {shown}: {} s so far", start.elapsed().as_secs());
        }
    });
    let result = action()?;
    println!("   {title}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

const HALF_A_MINUTE: Duration = Duration::from_secs(30);

/// A command that will run in the folder `folder` of the repository.
pub fn command(program: &str, arguments: &[&str], folder: &str) -> Command {
    // On Windows, npm is a script, which is found only by its complete name.
    let is_npm_script = cfg!(windows) && program == "npm";
    let mut command = Command::new(if is_npm_script { "npm.cmd" } else { program });
    command.args(arguments).current_dir(root().join(folder));
    if std::env::var_os("CARGO_TARGET_DIR").is_some() {
        // The path in `CARGO_TARGET_DIR` may be relative to another folder.
        command.env("CARGO_TARGET_DIR", target());
    }
    command
}

/// Runs a command to its end. Fails if the command fails.
pub fn run(command: &mut Command) -> Done {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .map_err(|error| format!("cannot start {shown}: {error}"))?;
    succeeded(&shown, status)
}

fn succeeded(shown: &str, status: ExitStatus) -> Done {
    if status.success() {
        Ok(())
    } else {
        Err(format!("{shown} ended with {status}"))
    }
}

/// Runs a command to its end, prints its output when it appears, and returns the output.
pub fn shown(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let failed = |error| format!("cannot run {shown}: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut printed = String::new();
    for line in BufReader::new(child.stdout.take().ok_or("no output")?).lines() {
        let line = line.map_err(failed)?;
        println!("{line}");
        printed.push_str(&line);
        printed.push('\n');
    }
    succeeded(&shown, child.wait().map_err(failed)?)?;
    Ok(printed)
}

/// Runs a command to its end and returns its output.
pub fn output(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let output = command
        .output()
        .map_err(|error| format!("cannot start {shown}: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{shown} ended with {}\n{said}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads a text file.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Done {
    std::fs::write(path, content)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Copies a file.
pub fn copy(from: &Path, to: &Path) -> Done {
    std::fs::copy(from, to).map(drop).map_err(|error| {
        format!(
            "cannot copy {} to {}: {error}",
            from.display(),
            to.display()
        )
    })
}

/// Copies a file, or a folder with its contents.
pub fn copy_all(from: &Path, to: &Path) -> Done {
    if !from.is_dir() {
        return copy(from, to);
    }
    fresh_folder(to)?;
    copy_into(from, to)
}

/// Copies the contents of a folder into another folder. The other contents of that folder are kept.
pub fn copy_into(from: &Path, to: &Path) -> Done {
    let entries =
        std::fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?;
    entries
        .flatten()
        .try_for_each(|entry| copy_all(&entry.path(), &to.join(entry.file_name())))
}

/// Makes an empty folder. If the folder exists, its contents are removed.
pub fn fresh_folder(path: &Path) -> Done {
    empty_but(path, &[])
}

/// Makes a folder. If the folder exists, its contents are removed, except the names in `kept`.
pub fn empty_but(path: &Path, kept: &[&str]) -> Done {
    let failed = |error| format!("{}: {error}", path.display());
    std::fs::create_dir_all(path).map_err(failed)?;
    for entry in std::fs::read_dir(path).map_err(failed)?.flatten() {
        if !kept.iter().any(|name| entry.file_name() == *name) {
            remove(&entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> std::io::Result<()> {
    if path.is_dir() {
        std::fs::remove_dir_all(path)
    } else {
        std::fs::remove_file(path)
    }
}
