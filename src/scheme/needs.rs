//! The values that a scheme needs to sign a request, and the header fields that it reads.

use alloc::vec::Vec;

use super::Compiled;
use super::misread::CONTENT_TYPE;
use super::names::NONCE;
use super::part::Part;
use super::template::Parts;
use crate::outlined::Outlined;
use crate::{Error, ErrorKind};

impl Compiled {
    /// Whether signing a request needs other parts of it than the bytes of the body: the method, the URL or header
    /// fields. A parameter or a member of the body needs the field `Content-Type`, which names the format of the body.
    pub(crate) fn reads_request(&self) -> bool {
        const READ: Part = Part::URL
            .or(Part::METHOD)
            .or(Part::OF_REQUEST)
            .or(Part::LOOKED_UP)
            .or(Part::PARAMS)
            .or(Part::QUERY_CARRIER);
        let mut all = self.all_parts();
        self.reads_body() || all.any(|(part, _)| part.has(READ))
    }

    /// Rejects a missing URL, if the scheme reads the URL, a part of it, or a parameter of its query. `carriers` is the
    /// set of the carriers that are read too.
    pub(super) fn check_url(&self, url: &str, carriers: Part) -> Result<(), Error> {
        const READ: Part = Part::URL
            .or(Part::OF_REQUEST.without(Part::HEADER_BLOCK))
            .or(Part::QUERY_VALUE)
            .or(Part::QUERY_CARRIER);
        let is_read = self.params.from_query || self.reads().or(carriers).has(READ);
        // A URL that consists only of digits could continue a timestamp next to it.
        if is_read && url.bytes().all(|byte| byte.is_ascii_digit()) {
            let detail = "is required by this scheme; pass the URL of the request";
            return Err(Error::new(ErrorKind::Option, "url", detail));
        }
        Ok(())
    }

    /// Whether the scheme signs the method of a request.
    pub(super) fn signs_method(&self) -> bool {
        let mut all = self.all_parts();
        all.any(|(part, _)| part.has(Part::METHOD))
    }

    /// The variables that the scheme uses. Each variable occurs only once.
    pub(crate) fn used_vars(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for (part, name) in self.all_parts() {
            if part.has(Part::VAR) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether the scheme uses a variable outside of groups. A group without a value is left out.
    pub(crate) fn needs_var(&self, name: &str) -> bool {
        let mut was_it = false;
        let mut is_needed = false;
        for (part, text) in self.all_parts() {
            match part {
                Part::LITERAL => {}
                Part::CLOSE => was_it = false,
                _ => {
                    is_needed |= was_it;
                    was_it = part.has(Part::VAR) && text == name;
                }
            }
        }
        is_needed || was_it
    }

    /// The values of a request that others can read in the URL: those that the query contains, and those of which it
    /// contains a hash that anyone can compute. `is_keyed` is false if others know the key of the signature.
    pub(crate) fn values_in_query(&self, is_keyed: bool) -> Vec<(Part, &str)> {
        self.open_values(Part::QUERY_CARRIER, Part::END, is_keyed)
    }

    /// The values that are sent as a hash that anyone can compute, and that contains neither a time nor a nonce. Two
    /// requests may have the same hash, for example two requests without a body, and anyone can test guesses of the
    /// values with it.
    pub(crate) fn values_sent_hashed(&self, is_keyed: bool) -> Vec<(Part, &str)> {
        self.open_values(Part::CARRIER, Part::TIMESTAMP.or(Part::ID), is_keyed)
    }

    /// Whether `is_it` is true for a value, or for a value in the header field that this value reads, if the scheme
    /// writes this field. A digest in the field contains the values that are hashed.
    pub(crate) fn has_value(
        &self,
        part: Part,
        name: &str,
        is_it: &dyn Fn(Part, &str) -> bool,
    ) -> bool {
        let mut is_read = false;
        for index in 0..self.parts.len() {
            let (written, value) = self.parts.get(index);
            if written.has(Part::CARRIER) {
                is_read = written == Part::HEADER && part.reads_field(name, value);
            } else if is_read && written.has(Part::VAR) && is_it(written, value) {
                return true;
            } else if is_read
                && written == Part::DIGEST
                && let Some((_, digest)) = self.digest(value)
            {
                let mut values = Vec::new();
                add_values(&digest.of, &mut values);
                // `check_digests` rejects a digest of a field in which a digest is sent, so this ends.
                if values
                    .iter()
                    .any(|(part, name)| self.has_value(*part, name, is_it))
                {
                    return true;
                }
            }
        }
        is_it(part, name)
    }

    /// The values in hashes that carriers of the kind `kind` contain, without the hashes that also contain a part of
    /// `fresh`. If `fresh` is empty, the variables in these carriers are added, too.
    fn open_values(&self, kind: Part, fresh: Part, is_keyed: bool) -> Vec<(Part, &str)> {
        let (mut values, mut place) = (Vec::new(), Part::END);
        let mut is_signature_open = false;
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                place = part;
            } else if place.has(kind) {
                is_signature_open |= part == Part::SIGNATURE && !is_keyed;
                if fresh == Part::END && part.has(Part::VAR) {
                    values.push((part, name));
                }
            }
        }
        is_signature_open &= !self.message.has(fresh);
        if is_signature_open {
            add_values(&self.parts, &mut values);
        }
        for digest in &self.digests {
            let is_open = !digest.set.has(fresh) && self.sends(digest, kind);
            if is_open || is_signature_open && self.is_in_message(digest) {
                add_values(&digest.of, &mut values);
            }
        }
        values
    }

    /// Whether the scheme needs the id of a key, or another id than the nonce.
    pub(crate) fn needs_id(&self) -> bool {
        let mut all = self.all_parts();
        all.any(|(part, name)| part.has(Part::KEY_ID) || part.has(Part::ID) && name != NONCE)
    }

    /// Whether a message without a carrier that is a header field or a parameter is rejected.
    pub(crate) fn needs_carrier(&self) -> bool {
        const OUTSIDE: Part = Part::HEADER.or(Part::QUERY_CARRIER).or(Part::FORM_CARRIER);
        let is_required = |index: usize| self.parts.get(index.saturating_add(1)).0 != Part::GROUP;
        let mut all = 0..self.parts.len();
        all.any(|index| self.parts.get(index).0.has(OUTSIDE) && is_required(index))
    }

    /// The names of the header fields that the scheme writes.
    pub(crate) fn written_fields(&self) -> impl Iterator<Item = &str> {
        let all = self.all_parts();
        all.filter_map(|(part, name)| (part == Part::HEADER).then_some(name))
    }

    /// The names of the header fields that the scheme reads. Each name occurs only once. A scheme that reads parameters
    /// or members of the body also reads `Content-Type`, which says in which format a program reads the body.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = Vec::new();
        if self.reads_body() {
            names.push(CONTENT_TYPE);
        }
        for (part, name) in self.all_parts() {
            let is_known = |known: &&str| known.eq_ignore_ascii_case(name);
            if part.has(Part::HEADER.or(Part::HEADER_VALUE)) && !names.iter().any(is_known) {
                names.push(name);
            }
        }
        names.into_iter()
    }

    /// Whether the scheme reads a header field.
    pub(super) fn looks_at(&self, name: &str) -> bool {
        self.field_names()
            .any(|known| known.eq_ignore_ascii_case(name))
    }

    pub(super) fn all_parts(&self) -> impl Iterator<Item = (Part, &str)> {
        let of_digests = self.digests.iter().map(|digest| &digest.of);
        let templates = core::iter::once(&self.parts).chain(of_digests);
        Outlined(templates.flat_map(|parts| (0..parts.len()).map(|index| parts.get(index))))
    }
}

/// Adds the variables and the header fields in a template.
fn add_values<'v>(template: &'v Parts, values: &mut Vec<(Part, &'v str)>) {
    for index in 0..template.len() {
        let (part, name) = template.get(index);
        if part.has(Part::CARRIER) {
            break;
        }
        if part.has(Part::VAR.or(Part::HEADER_VALUE).or(Part::HEADER_BLOCK)) {
            values.push((part, name));
        }
    }
}
