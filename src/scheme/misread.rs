//! The parts of a request or of a received message that a program could read in another way than the scheme signs them.

use super::Compiled;
use super::inputs::Inputs;
use super::params;
use super::part::Part;
use super::receive::malformed;
use crate::grammar::is_same;
use crate::text::{cut, position};
use crate::{Error, ErrorKind};

impl Compiled {
    /// Rejects a field that servers may read as a signed field.
    pub(super) fn check_misread(&self, inputs: &Inputs) -> Result<(), Error> {
        for (name, _) in inputs.fields.iter() {
            if self.is_signed_otherwise(name) {
                let detail =
                    "could be read by a server as a signed field; write the name as in the scheme";
                return Err(Error::named(ErrorKind::FieldForbidden, name, detail));
            }
        }
        Ok(())
    }

    /// Rejects a body whose `Content-Type` names another format than the format that the scheme signs.
    pub(super) fn check_sent_format(&self, inputs: &Inputs, body: &[u8]) -> Result<(), Error> {
        let is_form = self.reads_form();
        let is_other = |(name, value): (&str, &str)| {
            name.eq_ignore_ascii_case(CONTENT_TYPE)
                && if is_form {
                    !is_of(value, &[FORM])
                } else {
                    may_be_form(value)
                }
        };
        if body.is_empty() || !inputs.fields.iter().any(is_other) {
            return Ok(());
        }
        let detail = if is_form {
            "must be a form for this scheme; pass a text, and set Content-Type to application/x-www-form-urlencoded"
        } else {
            "must be JSON for this scheme; set Content-Type to application/json"
        };
        Err(Error::new(ErrorKind::Body, "body", detail))
    }

    /// Rejects a received body whose `Content-Type` names another format than the format that the scheme reads. Anyone
    /// can change this field, and a program that chooses a parser by it would read other values than the signed values.
    pub(crate) fn check_format(&self, inputs: &Inputs, body: &[u8]) -> Result<(), Error> {
        let given = inputs.field(CONTENT_TYPE)?;
        let (is_other, detail) = if self.reads_form() {
            let detail = "must be application/x-www-form-urlencoded or text/plain, because this scheme reads a form";
            (!is_of(given, &[FORM, TEXT]), detail)
        } else {
            let detail = "must not be the type of a form, because this scheme reads JSON";
            (may_be_form(given), detail)
        };
        if is_other && !given.is_empty() && !body.is_empty() {
            return Err(malformed(CONTENT_TYPE, detail));
        }
        Ok(())
    }

    /// Whether servers may read this field as a field that the scheme signs, although the scheme signs only a field
    /// with another name. The two names have different marks, such as `_` and `-`.
    pub(crate) fn is_signed_otherwise(&self, name: &str) -> bool {
        self.signed_fields().any(|(known, is_prefix)| {
            let end = if is_prefix { known.len() } else { name.len() };
            let given = name.get(..end).unwrap_or_default();
            is_same(known, given) && !known.eq_ignore_ascii_case(given)
        })
    }

    /// The names of the header fields that the scheme signs. `true` follows a name that is the prefix of names.
    pub(crate) fn signed_fields(&self) -> impl Iterator<Item = (&str, bool)> {
        let all = self.all_parts();
        all.filter_map(|(part, name)| {
            let is_prefix = part.has(Part::HEADER_BLOCK);
            (is_prefix || part.has(Part::HEADER_VALUE)).then_some((name, is_prefix))
        })
    }

    /// Whether servers may read a parameter of this query as a parameter that the scheme writes.
    pub(crate) fn writes_parameter_of(&self, query: &str) -> bool {
        let mut all = self.all_parts();
        all.any(|(part, name)| part == Part::QUERY_CARRIER && params::has_like(query, name))
    }

    /// Whether the scheme writes a field that servers may read as a signed field with another name.
    pub(super) fn has_two_spellings(&self) -> bool {
        let mut written = self.written_fields();
        written.any(|name| self.is_signed_otherwise(name))
    }

    /// Whether the scheme signs the place of its own signature.
    pub(super) fn signs_itself(&self) -> bool {
        let has_names = self.reads().has(Part::LOOKED_UP.or(Part::HEADER_BLOCK));
        let mut all = 0..self.parts.len();
        has_names
            && all.any(|index| {
                let (carrier, name) = self.parts.get(index);
                let read = match carrier {
                    Part::HEADER => Part::HEADER_VALUE,
                    Part::QUERY_CARRIER => Part::QUERY_VALUE,
                    Part::FORM_CARRIER => Part::FORM_VALUE,
                    _ => return false,
                };
                let is_it = |(part, known): (Part, &str)| {
                    let is_equal = known == name
                        || carrier == Part::HEADER && known.eq_ignore_ascii_case(name);
                    part.has(read) && is_equal
                };
                self.signs_at(index) && self.all_parts().any(is_it)
            })
    }
}

/// Whether a `Content-Type` is that of the other format: JSON for a form, and a form for JSON.
pub(crate) fn is_opposite_format(is_form: bool, value: &str) -> bool {
    if is_form {
        position(&value.to_ascii_lowercase(), "json").is_some()
    } else {
        is_of(value, &[FORM])
    }
}

/// Whether a `Content-Type` is one of these types, and its parameters name no other type.
fn is_of(value: &str, types: &[&str]) -> bool {
    let (given, parameters) = cut(value, b';');
    let is_alone = parameters.bytes().all(|byte| byte != b'/');
    let given = given.trim_ascii();
    is_alone && types.iter().any(|known| given.eq_ignore_ascii_case(known))
}

/// Whether some program may read a `Content-Type` as a type of forms. The whole text is searched, because programs
/// read a repeated or malformed type in different ways.
fn may_be_form(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let is_in = |word| position(&value, word).is_some();
    is_in("urlencoded") || is_in("multipart/")
}

/// The field that says in which format a body is.
pub(super) const CONTENT_TYPE: &str = "Content-Type";
const FORM: &str = "application/x-www-form-urlencoded";
/// The type that `fetch` writes for a body of text. No parser reads members or parameters of this type.
const TEXT: &str = "text/plain";
