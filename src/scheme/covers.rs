//! The parts of a message that a signature covers.

use alloc::string::String;
use alloc::vec::Vec;

use super::Compiled;
use super::digest::Digest;
use super::inputs::Inputs;
use super::names::NONCE;
use super::part::Part;
use super::template::Parts;
use super::words::WEAKNESSES;
use crate::pairs::PairsIter;

/// The parts of a message that its signature covers.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Covers {
    /// The whole body.
    Body,
    /// Only these values. `query:…` and `form:…` each name one parameter, and `header:…` names one header field.
    /// `query` and `form` mean all parameters that the scheme does not leave out. `lower:…` is a value that is signed
    /// in lower case, so anyone can change the case of its letters. Every other name is the path of a member of the
    /// body. If such a path could be read as one of the names above, or begins with `field:`, the name is `field:`
    /// and the path. So two different values never have the same name.
    Fields(Vec<String>),
    /// Nothing in the body. Anyone who has seen one message can send other messages.
    Nothing,
}

impl Covers {
    /// Whether the member of the body at this path is signed.
    pub(crate) fn has_member(&self, path: &str) -> bool {
        match self {
            Self::Body => true,
            Self::Fields(names) => names.contains(&member(path)),
            Self::Nothing => false,
        }
    }
}

/// The prefixes of names. A path with such a prefix is not the name of its member.
const PREFIXES: [&str; 5] = ["query:", "form:", "header:", "lower:", "field:"];

/// The name of the member at a path.
fn member(path: &str) -> String {
    let is_all = matches!(path, "query" | "form");
    if is_all || PREFIXES.iter().any(|prefix| path.starts_with(prefix)) {
        return ["field:", path].concat();
    }
    path.into()
}

impl Compiled {
    /// Whether the member of the body at this path can be the id of an event: the member is signed, and no part of
    /// another value can be moved into the id.
    pub(crate) fn has_event_id(&self, path: &str) -> bool {
        self.keeps_ids() && self.covers().has_member(path)
    }

    /// Whether no part of another value can be moved into a member of the body.
    pub(crate) fn keeps_ids(&self) -> bool {
        !self.is_joined || self.has_fenced_body()
    }

    /// Whether the body is in the message, and only the secret or an end of the message is next to the body. Then no
    /// part of another value can be moved into the body, because only the sender knows the secret.
    fn has_fenced_body(&self) -> bool {
        const END: Part = Part::CARRIER.or(Part::SECRET);
        let is_fence = |part: Part| part == Part::END || part.has(END);
        let mut before = Part::END;
        let mut index = 0_usize;
        loop {
            let (part, _) = self.parts.get(index);
            index = index.saturating_add(1);
            match part {
                Part::BODY => return is_fence(before) && is_fence(self.parts.get(index).0),
                part if part == Part::END || part.has(Part::CARRIER) => return false,
                part => before = part,
            }
        }
    }

    /// The parts of a message that a signature of this scheme covers.
    #[must_use]
    pub fn covers(&self) -> Covers {
        if self.is_token || self.is_extendable() {
            return Covers::Nothing;
        }
        if self.message.has(Part::BODY) {
            return Covers::Body;
        }
        let mut paths = Vec::new();
        self.collect(&self.parts, &mut paths);
        for digest in self.digests.iter().filter(|digest| self.signs(digest)) {
            self.collect(&digest.of, &mut paths);
        }
        if paths.is_empty() {
            return Covers::Nothing;
        }
        Covers::Fields(paths)
    }

    /// The reasons why the scheme proves less than an HMAC of unambiguous values.
    #[must_use]
    pub fn weak(&self) -> Vec<&'static str> {
        let all = [
            self.is_token,
            self.is_digest() && !self.is_token,
            self.begins_with_secret(),
            self.is_joined,
        ];
        let mut weak = Vec::new();
        for (is_so, name) in all.into_iter().zip(WEAKNESSES) {
            if is_so {
                weak.push(name);
            }
        }
        weak
    }

    /// Collects the names of the values that a template signs.
    fn collect(&self, parts: &Parts, paths: &mut Vec<String>) {
        for index in 0..parts.len() {
            let (part, name) = parts.get(index);
            if part.has(Part::CARRIER) {
                break;
            }
            let case = if part.has(Part::LOWER) { "lower:" } else { "" };
            match part.without(Part::LOWER) {
                Part::FIELD | Part::FIELD_OR_EMPTY => push(paths, [case, "", &member(name)]),
                Part::QUERY_VALUE => push(paths, [case, "query:", name]),
                Part::FORM_VALUE => push(paths, [case, "form:", name]),
                Part::HEADER_VALUE => push(paths, [case, "header:", name]),
                Part::QUERY | Part::TARGET => push(paths, [case, "query", ""]),
                Part::PARAMS => {
                    for (is_there, source) in [
                        (self.params.from_query, "query"),
                        (self.params.from_form, "form"),
                    ] {
                        if is_there {
                            push(paths, [case, source, ""]);
                        }
                    }
                }
                Part::DIGEST => {
                    if let Some((_, digest)) = self.digest(name) {
                        self.collect(&digest.of, paths);
                    }
                }
                _ => {}
            }
        }
    }

    /// The signed ids, except the nonce, as lines in the order of the message. Each id has a line with its name and
    /// a line with its signed text. If there is only one id and the id has no name, the result is only the text of
    /// the id. If values are joined without separators, the result is empty, because the border of an id could move.
    pub(crate) fn identity(&self, inputs: &Inputs) -> String {
        let mut signed = Inputs::default();
        if self.is_joined {
            return signed.ids;
        }
        self.push_ids(&self.parts, inputs, &mut signed);
        let is_sent = |digest: &&Digest| self.signs(digest) && !self.is_in_message(digest);
        for digest in self.digests.iter().filter(is_sent) {
            self.push_ids(&digest.of, inputs, &mut signed);
        }
        let mut lines = PairsIter { lines: &signed.ids };
        match (lines.next(), lines.next()) {
            (Some(("", text)), None) => text.into(),
            _ => signed.ids,
        }
    }

    fn push_ids(&self, parts: &Parts, inputs: &Inputs, signed: &mut Inputs) {
        for index in 0..parts.len() {
            let (part, name) = parts.get(index);
            if part.has(Part::CARRIER) {
                break;
            }
            if let (Part::DIGEST, Some((_, digest))) = (part, self.digest(name)) {
                self.push_ids(&digest.of, inputs, signed);
            }
            let id = inputs.id(name);
            if !part.has(Part::ID) || name == NONCE || id.is_empty() {
                continue;
            }
            if part.has(Part::LOWER) {
                signed.push_id(name, &id.to_ascii_lowercase());
            } else {
                signed.push_id(name, id);
            }
        }
    }

    /// Whether a digest begins with the secret, and the text after the secret can be extended. Anyone can extend
    /// such a digest, unless the last value that others can choose is a member of a JSON body. A text in JSON
    /// cannot contain the padding bytes of the hash function.
    pub(crate) fn is_extendable(&self) -> bool {
        self.begins_with_secret() && !self.last_free().has(Part::ANY_FIELD)
    }

    /// Whether the message is hashed without HMAC, and a value that others can choose is after the secret.
    pub(crate) fn begins_with_secret(&self) -> bool {
        let mut is_after = false;
        for index in 0..self.parts.len() {
            let part = self.parts.get(index).0;
            if part.has(Part::CARRIER) {
                break;
            }
            is_after |= part == Part::SECRET;
            if is_after && part.has(CHOSEN) {
                return self.is_digest();
            }
        }
        false
    }

    /// The last part of the message whose value others can choose.
    fn last_free(&self) -> Part {
        let mut last = Part::END;
        for index in 0..self.parts.len() {
            let part = self.parts.get(index).0;
            if part.has(Part::CARRIER) {
                break;
            }
            if part.has(CHOSEN) {
                last = part;
            }
        }
        last
    }

    /// Whether the value of a carrier is also signed, as a part of another signed value.
    pub(super) fn is_bound(&self, carrier: Part, name: &str) -> bool {
        let in_digest = |digest: &Digest| {
            self.is_in_message(digest) && self.reads_carrier(&digest.of, carrier, name)
        };
        self.reads_carrier(&self.parts, carrier, name) || self.digests.iter().any(in_digest)
    }

    /// Whether a template contains the value of a carrier: by the name of the carrier, by a prefix of the name
    /// (`{headers:…}`), or as a part of a larger value.
    pub(super) fn reads_carrier(&self, parts: &Parts, carrier: Part, name: &str) -> bool {
        let is_excluded = self.params.exclude.iter().any(|excluded| excluded == name);
        let starts_with = |given: &str| {
            let start = name.get(..given.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(given))
        };
        let is_it = |(part, given): (Part, &str)| {
            let has_params = part.has(Part::PARAMS) && !is_excluded;
            if carrier.has(Part::QUERY_CARRIER) {
                part.has(Part::QUERY.or(Part::TARGET).or(Part::URL))
                    || has_params && self.params.from_query
                    || part.has(Part::QUERY_VALUE) && given == name
            } else if carrier.has(Part::FORM_CARRIER) {
                part.has(Part::BODY)
                    || has_params && self.params.from_form
                    || part.has(Part::FORM_VALUE) && given == name
            } else if carrier.has(Part::HEADER) {
                part.has(Part::HEADER_BLOCK) && starts_with(given)
                    || part.has(Part::HEADER_VALUE) && given.eq_ignore_ascii_case(name)
            } else {
                carrier.has(Part::MEMBER) && part.has(Part::ANY_FIELD) && given == name
            }
        };
        let all = (0..parts.len()).map(|index| parts.get(index));
        all.take_while(|(part, _)| !part.has(Part::CARRIER))
            .any(is_it)
    }
}

/// The parts whose values others can choose.
const CHOSEN: Part = Part::FREE
    .or(Part::VALUE)
    .or(Part::URL)
    .or(Part::TIMESTAMP)
    .or(Part::DIGEST);

fn push(paths: &mut Vec<String>, name: [&str; 3]) {
    let name = name.concat();
    if !paths.contains(&name) {
        paths.push(name);
    }
}
