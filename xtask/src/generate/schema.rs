//! Writes the JSON Schema of definitions, which contains the names of the schemes that webhooks can have.

use super::file::{Definition, Generated};
use crate::shell::{read, root};

const PATH: &str = "definitions/provider.schema.json";
/// The place of the names in the schema: the first `enum` after the member `webhook` of the root.
const WEBHOOK: &str = "\n    \"webhook\": {";
const NAMES: &str = "\"enum\": [";

/// The schema, in which the list of names is replaced.
pub fn file(entries: &[Definition<'_>]) -> Result<Generated, String> {
    let path = root().join(PATH);
    let text = read(&path)?;
    let place = text.find(WEBHOOK).and_then(|webhook| {
        let start = webhook + text[webhook..].find(NAMES)? + NAMES.len();
        Some((start, start + text[start..].find(']')?))
    });
    let (start, end) = place.ok_or_else(|| format!("{PATH} has no names of schemes"))?;
    let verifies = |entry: &&Definition<'_>| entry.compiled.only_signs().is_none();
    let quoted = |entry: &Definition<'_>| format!("\n                \"{}\"", entry.name);
    let names: Vec<_> = entries.iter().filter(verifies).map(quoted).collect();
    let (before, after) = (&text[..start], &text[end..]);
    let text = format!("{before}{}\n              {after}", names.join(","));
    Ok(Generated { path, text })
}
