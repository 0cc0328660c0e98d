//! Rejects texts without a placeholder where a placeholder is needed. A text that is the same for every client
//! cannot authenticate a client.

use alloc::string::String;
use alloc::vec::Vec;

use super::names::DefinedNames;
use crate::Error;
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::{Auth, Text, TextPart, TokenCall};
use crate::text::{did_you_mean, nearest, pieces};

/// Rejects a text that is the same for every client.
pub(super) fn check(
    member: &Member<'_, '_>,
    text: &Text,
    names: &DefinedNames<'_>,
) -> Result<(), Error> {
    if has_value(text) {
        return Ok(());
    }
    let known: Vec<&str> = names.credentials.iter().map(|known| &*known.name).collect();
    let given = member.text()?;
    let meant = pieces(&given, b' ').find_map(|word| nearest(bare(word), known.iter().copied()));
    let hint = match meant {
        Some(name) => did_you_mean(&braced(name)),
        None if known.is_empty() => "define a credential in `credentials`".into(),
        None => {
            let mut hint = String::from("write one of these:");
            for name in known {
                hint.push(' ');
                hint.push_str(&braced(name));
            }
            hint
        }
    };
    Err(member.fault(CONSTANT).with_hint(&hint))
}

pub(super) const CONSTANT: &str = "must contain a credential or a constant of the server in braces; otherwise, every client sends the same text";

/// Whether a text contains a credential of the client, the token or a constant of the environment.
pub(super) fn has_value(text: &Text) -> bool {
    let is_value = |part: &TextPart| !matches!(part, TextPart::Literal(_) | TextPart::Environment);
    text.parts.iter().any(is_value)
}

/// Rejects a text that is only the name of a credential, if no placeholder uses this credential.
pub(super) fn check_names(
    member: &Member<'_, '_>,
    members: &[&str],
    names: &DefinedNames<'_>,
    is_used: &dyn Fn(&str) -> bool,
) -> Result<(), Error> {
    for name in members {
        if let Some(member) = member.get(name) {
            check_name(&member, names, is_used)?;
        }
    }
    Ok(())
}

fn check_name(
    member: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    is_used: &dyn Fn(&str) -> bool,
) -> Result<(), Error> {
    if member.value.kind() == Kind::Object {
        return member.each(usize::MAX, &mut |name, member| match name {
            "scheme" => Ok(()),
            _ => check_name(member, names, is_used),
        });
    }
    let text = member.value.text().unwrap_or_default();
    match names.credential(bare(&text)) {
        Some(known) if !is_used(&known.name) => Err(member
            .fault("is the name of a credential without braces, so the name itself would be sent")
            .with_hint(&["write `", &braced(&known.name), "`"].concat())),
        _ => Ok(()),
    }
}

/// A word without the characters that other languages write around a name, as in `<key>`, `$key`, `:key` and
/// `%key%`.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
}

fn braced(name: &str) -> String {
    ["{", name, "}"].concat()
}

impl Auth {
    /// Whether a part of the auth contains the credential `name`.
    pub(super) fn uses(&self, name: &str) -> bool {
        let signature = self.signature.as_ref();
        let secret = signature.map(|signature| &signature.secret);
        let mut texts = self
            .bearer
            .iter()
            .chain(self.basic.iter().flatten())
            .chain(self.fields.iter().map(|(_, text)| text))
            .chain(secret);
        texts.any(|text| text.uses(name))
            || signature.is_some_and(|signature| signature.vars.iter().any(|var| var == name))
    }
}

impl TokenCall {
    /// Whether a part of the token call contains the credential `name`.
    pub(super) fn uses(&self, name: &str) -> bool {
        let mut texts = self.url.iter().chain(self.texts());
        texts.any(|text| text.uses(name))
    }
}

impl Text {
    /// Whether the text contains the credential `name`.
    pub(super) fn uses(&self, name: &str) -> bool {
        self.credentials().any(|known| known == name)
    }
}
