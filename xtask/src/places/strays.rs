//! Finds names and addresses in other files that differ from those in `release/places.json`.

use serde_json::Value;

use super::named::{FILE, Places};

/// The faults in files. Each file is a path and a text.
pub fn faults(places: &Places, files: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in files {
        let words = text.split(is_between).filter(|word| !word.is_empty());
        for (wrong, expected) in words.filter_map(|word| stray(places, word)) {
            faults.push(fault(path, wrong, expected));
        }
    }
    for (path, member, expected) in needed(places) {
        match files.iter().find(|(file, _)| file == path) {
            None => faults.push(format!("{path}: missing")),
            Some((_, text)) => {
                let found = member.find(text).unwrap_or_default();
                if found != expected {
                    faults.push(fault(path, &found, expected));
                }
            }
        }
    }
    faults
}

fn fault(path: &str, wrong: &str, expected: &str) -> String {
    format!("{path}: {wrong:?}, but {FILE} has {expected:?}")
}

/// Whether a letter ends a word, because the letter cannot be in a URL, a name or an address.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || "\"'`<>()[]{}|,;".contains(letter)
}

/// Finds a name or address in a word. If it differs from the value in `release/places.json`, returns the found
/// value and the right value.
fn stray<'a>(places: &'a Places, word: &'a str) -> Option<(&'a str, &'a str)> {
    let word = word.trim_end_matches(['.', ':', '!', '?']);
    let kinds = [
        (scoped(word), &places.jsr),
        (repository(word), &places.repository),
        (address(word), &places.reports),
    ];
    kinds.into_iter().find_map(|(found, place)| {
        found
            .filter(|found| *found != place.is)
            .zip(Some(&*place.is))
    })
}

/// The scope and the name of a package, as in `jsr:@payauth/payauth@1`.
fn scoped(word: &str) -> Option<&str> {
    let start = word.find('@')?;
    let (before, name) = word.split_at(start);
    let end = name.get(1..)?.find('@').map_or(name.len(), |at| at + 1);
    let name = name.get(..end)?;
    let (scope, package) = name.get(1..)?.split_once('/')?;
    let is_scope =
        !scope.is_empty() && scope.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_own = package == "payauth" || package.starts_with("payauth/");
    let is_name = before.is_empty() || before.ends_with([':', '/']);
    (is_scope && is_own && is_name)
        .then(|| name.get(..=scope.len() + "/payauth".len()))
        .flatten()
}

/// The URL of a repository of payauth, without the part after the name. The host must be a known host of
/// repositories.
fn repository(word: &str) -> Option<&str> {
    let start = word.find("https://")?;
    let url = word.get(start..)?;
    let rest = url.strip_prefix("https://")?;
    let host = rest.split('/').next()?;
    if !FORGES.contains(&host) {
        return None;
    }
    let path = rest.get(host.len() + 1..)?;
    let mut parts = path.split(['/', '#', '?']);
    let (owner, name) = (parts.next()?, parts.next()?);
    let length = "https://".len() + host.len() + owner.len() + name.len() + 2;
    let whole = url.get(..length)?;
    let is_own = name.trim_end_matches(".git") == "payauth";
    is_own.then(|| whole.trim_end_matches(".git"))
}

const FORGES: [&str; 4] = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"];

/// An email address to which people could report a vulnerability. Its mailbox has the name `security`, or its host
/// begins with `payauth.`.
fn address(word: &str) -> Option<&str> {
    let address = word.strip_prefix("mailto:").unwrap_or(word);
    let (mailbox, host) = address.split_once('@')?;
    let (first, rest) = host.split_once('.')?;
    let is_host = !first.is_empty() && rest.starts_with(|c: char| c.is_ascii_lowercase());
    let is_mail = is_host && !mailbox.contains(['/', ':', '=']);
    (is_mail && (mailbox == "security" || first == "payauth")).then_some(address)
}

/// The place in a file where a name or address must be.
enum Member {
    /// The member of JSON with this path.
    Json(&'static [&'static str]),
    /// The first value after this text.
    After(&'static str),
}

impl Member {
    fn find(&self, text: &str) -> Option<String> {
        match self {
            Self::Json(path) => {
                let value: Value = serde_json::from_str(text).ok()?;
                let found = path
                    .iter()
                    .try_fold(&value, |value, name| value.get(name))?;
                let found = found.as_str()?.trim_start_matches("git+");
                Some(found.trim_end_matches(".git").to_owned())
            }
            Self::After(label) => {
                let (_, rest) = text.split_once(label)?;
                let end = rest.find(['"', '>'])?;
                rest.get(..end).map(str::to_owned)
            }
        }
    }
}

/// The files that must have a name or address. Each has the place of the value in the file, and the right value.
fn needed(places: &Places) -> [(&'static str, Member, &str); 5] {
    let [repository, npm] = [&places.repository.is, &places.npm.is];
    let package = "pkg/package.json";
    [
        (package, Member::Json(&["name"]), npm),
        (package, Member::Json(&["repository", "url"]), repository),
        ("Cargo.toml", Member::After("\nname = \""), &places.krate.is),
        ("Cargo.toml", Member::After("\nrepository = \""), repository),
        (
            "SECURITY.md",
            Member::After("privately: <"),
            &places.reports.is,
        ),
    ]
}
