//! The values of the placeholders of a template.

use core::cmp::Ordering;

use super::Compiled;
use super::inputs::{MessageInputs, push_lower};
use super::message::missing;
use super::params;
use super::part::Part;
use crate::encoding::json::Kind;
use crate::{Error, ErrorKind, SecretText};

impl Compiled {
    /// The text of a part of a message, if the part is not the body or a digest. A text that must be composed is
    /// written to `own`.
    pub(super) fn text_of<'v>(
        &'v self,
        (part, text): (Part, &'v str),
        secret: &'v str,
        values: &MessageInputs<'v>,
        own: &'v mut SecretText,
    ) -> Result<&'v str, Error> {
        if part.has(Part::LOWER) {
            return self.lower((part, text), secret, values, own);
        }
        let inputs = values.inputs;
        match part {
            // If there is no timestamp, the text next to its place could begin or end with a timestamp.
            Part::TIMESTAMP if inputs.timestamp.is_empty() => Err(missing(self.time_name())),
            Part::TIMESTAMP => Ok(&inputs.timestamp),
            Part::ID => Ok(inputs.id(text)),
            Part::SECRET => Ok(secret),
            // If the caller signs, the key id was checked before. So this is a received message without a key id.
            Part::KEY_ID if inputs.key_id.is_empty() && self.carriers.has(Part::KEY_ID) => {
                let detail = "must have a key id for this scheme";
                let name = self.carrier_of(Part::KEY_ID, "");
                Err(Error::named(ErrorKind::FieldMissing, name, detail))
            }
            Part::KEY_ID => needed("keyId", &inputs.key_id),
            Part::VAR => needed_var(text, inputs.var(text)),
            Part::FIELD | Part::FIELD_OR_EMPTY => {
                *own = values.member(part, text)?;
                Ok(own)
            }
            Part::URL | Part::METHOD | Part::HOST | Part::PATH | Part::QUERY | Part::TARGET => {
                inputs.of_request(part)
            }
            Part::HEADER_VALUE => inputs.field(text),
            Part::QUERY_VALUE | Part::FORM_VALUE | Part::HEADER_BLOCK | Part::PARAMS => {
                self.write(part, text, values, own)?;
                Ok(own)
            }
            _ => Ok(text),
        }
    }

    /// Writes a value that consists of several pieces.
    fn write(
        &self,
        part: Part,
        name: &str,
        values: &MessageInputs<'_>,
        own: &mut SecretText,
    ) -> Result<(), Error> {
        let found = match part {
            Part::QUERY_VALUE => params::only(values.inputs.address()?.query, "url", name)?,
            Part::FORM_VALUE => params::only(values.form, "body", name)?,
            Part::HEADER_BLOCK => return values.block(name, own),
            _ => {
                let checks = [!self.is_joined, self.checks_values()];
                return self.params.write(values, checks, own);
            }
        };
        *own = found.unwrap_or_default();
        Ok(())
    }

    #[inline(never)]
    fn lower<'v>(
        &'v self,
        (part, text): (Part, &'v str),
        secret: &'v str,
        values: &MessageInputs<'v>,
        own: &'v mut SecretText,
    ) -> Result<&'v str, Error> {
        let mut inner = SecretText::default();
        let plain = (part.without(Part::LOWER), text);
        push_lower(own, self.text_of(plain, secret, values, &mut inner)?);
        Ok(own)
    }

    /// Whether each placeholder of the group that begins at `group` has a value.
    pub(super) fn is_there(
        &self,
        parts: &super::template::Parts,
        group: usize,
        values: &MessageInputs<'_>,
    ) -> Result<bool, Error> {
        let mut index = group;
        loop {
            index = index.saturating_add(1);
            let (part, text) = parts.get(index);
            let mut own = SecretText::default();
            let is_empty = match part.without(Part::LOWER) {
                Part::CLOSE | Part::END => return Ok(true),
                Part::LITERAL | Part::DIGEST | Part::SECRET => false,
                Part::KEY_ID => values.inputs.key_id.is_empty(),
                Part::TIMESTAMP => values.inputs.timestamp.is_empty(),
                Part::VAR => values.inputs.var(text).is_empty(),
                Part::FIELD => values.member(Part::FIELD_OR_EMPTY, text)?.is_empty(),
                _ => self.text_of((part, text), "", values, &mut own)?.is_empty(),
            };
            if is_empty {
                return Ok(false);
            }
        }
    }
}

impl MessageInputs<'_> {
    /// The text of a member of the body: a string, a number as it is written in the body, `true` or `false`. Values
    /// of other types are rejected, because they could be written in several ways.
    pub(super) fn member(&self, part: Part, path: &str) -> Result<SecretText, Error> {
        let Some(member) = self.root.and_then(|root| root.at(path)) else {
            return match part {
                Part::FIELD_OR_EMPTY => Ok(SecretText::default()),
                _ => Err(missing(path)),
            };
        };
        match member.kind() {
            Kind::String => Ok(member.text().unwrap_or_default()),
            Kind::Number | Kind::Bool => Ok(member.raw().into()),
            Kind::Null | Kind::Array | Kind::Object => {
                let detail = "must be a string, a number, true or false";
                Err(Error::named(ErrorKind::FieldMalformed, path, detail))
            }
        }
    }

    /// Writes every header field whose name has this prefix, sorted by name. Each field is its name in lower case,
    /// a colon, its value and a line feed.
    fn block(&self, prefix: &str, block: &mut SecretText) -> Result<(), Error> {
        let is_so_begun = |name: &str| {
            let start = name.get(..prefix.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        let mut last = "";
        for _ in 0..=MAX_BLOCK {
            // Searches for the next name in each step, because a sort would be larger.
            let mut next: Option<(&str, &str)> = None;
            for (name, value) in self.inputs.fields.iter() {
                if !is_so_begun(name) || order(name, last).is_le() {
                    continue;
                }
                match next.map_or(Ordering::Less, |(least, _)| order(name, least)) {
                    Ordering::Less => next = Some((name, value)),
                    Ordering::Equal => {
                        let detail = "is the prefix of a field that occurs more than once";
                        return Err(Error::named(ErrorKind::FieldAmbiguous, prefix, detail));
                    }
                    Ordering::Greater => {}
                }
            }
            let Some((name, value)) = next else {
                return Ok(());
            };
            push_lower(block, name);
            for text in [":", value.trim_ascii(), "\n"] {
                block.push_str(text);
            }
            last = name;
        }
        let detail = "have more than 256 fields with the prefix of {headers:…}";
        Err(Error::new(ErrorKind::TooLarge, "headers", detail))
    }
}

/// The maximum number of fields that `{headers:…}` signs. There is a limit because all fields are searched for each
/// of these fields.
const MAX_BLOCK: usize = 256;

/// The order of two names that are converted to lower case.
fn order(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

fn needed_var<'v>(name: &str, value: &'v str) -> Result<&'v str, Error> {
    if value.is_empty() {
        return needed(&["vars.", name].concat(), value);
    }
    Ok(value)
}

fn needed<'v>(name: &str, value: &'v str) -> Result<&'v str, Error> {
    if value.is_empty() {
        let detail = "is required by this scheme";
        return Err(Error::named(ErrorKind::Option, name, detail));
    }
    Ok(value)
}
