//! The words that a template can contain in braces.

use alloc::string::String;
use alloc::vec::Vec;

use super::part::Part;
use crate::grammar;
use crate::text::{cut, did_you_mean, nearest};

/// The names that a template can contain, in addition to the words that every scheme can use.
#[derive(Clone, Debug, Default)]
pub(super) struct PlaceholderNames {
    /// Whether all words are allowed. A [`Scheme`](super::Scheme) can use only the first `FIRST` words. The other
    /// words need a definition, because it describes the names that they use.
    pub(super) is_whole: bool,
    pub(super) vars: Vec<String>,
    pub(super) digests: Vec<String>,
    pub(super) has_nonce: bool,
    pub(super) has_params: bool,
}

/// Whether a word has an argument, which is written after a colon.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Argument {
    None,
    Needed,
    Possible,
}

/// Every word. The words that a [`Scheme`](super::Scheme) can use are first.
const WORDS: [(&str, Part, Argument); 22] = [
    ("body", Part::BODY, Argument::None),
    ("signature", Part::SIGNATURE, Argument::None),
    ("timestamp", Part::TIMESTAMP, Argument::None),
    ("url", Part::URL, Argument::None),
    ("secret", Part::SECRET, Argument::None),
    ("field", Part::FIELD, Argument::Needed),
    ("id", Part::ID, Argument::Possible),
    ("method", Part::METHOD, Argument::None),
    ("host", Part::HOST, Argument::None),
    ("path", Part::PATH, Argument::None),
    ("query", Part::QUERY, Argument::None),
    ("target", Part::TARGET, Argument::None),
    ("query", Part::QUERY_VALUE, Argument::Needed),
    ("form", Part::FORM_VALUE, Argument::Needed),
    ("header", Part::HEADER_VALUE, Argument::Needed),
    ("headers", Part::HEADER_BLOCK, Argument::Needed),
    ("params", Part::PARAMS, Argument::None),
    ("var", Part::VAR, Argument::Needed),
    ("nonce", Part::ID, Argument::None),
    ("key_id", Part::KEY_ID, Argument::None),
    ("digest", Part::DIGEST, Argument::Needed),
    ("lower", Part::LOWER, Argument::Needed),
];

/// The number of words that a [`Scheme`](super::Scheme) can use.
const FIRST: usize = 7;

/// The parts that `{lower:…}` can convert to lower case.
const LOWERED: Part = Part::VALUE.or(Part::URL).or(Part::VAR).or(Part::TIMESTAMP);

impl PlaceholderNames {
    /// The part that begins at a brace or a bracket, with the text of the part and its length in the template.
    pub(super) fn placeholder<'a>(
        &self,
        special: &'a str,
    ) -> Result<(Part, &'a str, usize), &'static str> {
        for pair in ["{{", "}}", "[[", "]]"] {
            if special.starts_with(pair) {
                return Ok((Part::LITERAL, pair.get(1..).unwrap_or_default(), 2));
            }
        }
        let name = cut(special, b'}').0;
        let length = name.len().saturating_add(1);
        let word = match special.bytes().next() {
            Some(b'{') if special.len() < length => {
                return Err("has a { without a }; write {{ for a brace");
            }
            Some(b'{') => name.get(1..).unwrap_or_default(),
            Some(b'[') if self.is_whole => return Ok((Part::GROUP, "[", 1)),
            Some(b']') if self.is_whole => return Ok((Part::CLOSE, "]", 1)),
            Some(b'}') => return Err("has a } without a {; write }} for a brace"),
            _ => return Err(GROUP),
        };
        let (part, text) = self.word(word)?;
        Ok((part, text, length))
    }

    /// The part that a word selects, and the argument of the word.
    fn word<'a>(&self, name: &'a str) -> Result<(Part, &'a str), &'static str> {
        let (word, mut argument) = cut(name, b':');
        if !self.is_whole && matches!(word, "var" | "digest" | "param" | "params") {
            return Err(LATER);
        }
        let given = match argument {
            "" if word.len() < name.len() => return Err(UNKNOWN),
            "" => Argument::None,
            _ => Argument::Needed,
        };
        let most = if self.is_whole { WORDS.len() } else { FIRST };
        let is_it = |(known, _, takes): &&(&str, Part, Argument)| {
            *known == word && (*takes == given || *takes == Argument::Possible)
        };
        let found = WORDS.iter().take(most).find(is_it);
        let mut part = found.ok_or(UNKNOWN)?.1;
        if part == Part::ID && !self.is_whole && !argument.is_empty() {
            return Err(UNKNOWN);
        }
        if part == Part::FIELD {
            if let Some(path) = argument.strip_suffix('?') {
                (part, argument) = (Part::FIELD_OR_EMPTY, path);
            }
            if argument.is_empty() {
                return Err(UNKNOWN);
            }
        }
        if word == "nonce" {
            argument = NONCE;
        }
        self.check(part, argument)?;
        if part == Part::LOWER {
            let (inner, text) = self.word(argument)?;
            if !inner.is_within(LOWERED) {
                return Err(
                    "cannot have {body}, {digest:…}, {secret}, {signature} or {lower:…} in {lower:…}",
                );
            }
            return Ok((inner.or(Part::LOWER), text));
        }
        Ok((part, argument))
    }

    /// Checks that the name in a placeholder is defined.
    fn check(&self, part: Part, name: &str) -> Result<(), &'static str> {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let is_among = |names: &[String]| names.iter().any(|known| known == name);
        match part {
            Part::VAR if !is_among(&self.vars) => Err("has a {var:…} whose name is not in `vars`"),
            Part::DIGEST if !is_among(&self.digests) => {
                Err("has a {digest:…} in an `of`, or one not in `digests`")
            }
            Part::PARAMS if !self.has_params => Err("has {params}, but the scheme has no `params`"),
            Part::ID if name == NONCE && !self.has_nonce => {
                Err("has {nonce}, but the scheme has no `nonce`")
            }
            Part::ID if !name.bytes().all(is_letter) => {
                Err("has an {id:…} with other characters than letters, digits, _ and -")
            }
            // Only tokens are names of header fields. At the wasm boundary, the list of fields also contains other
            // values, whose names are not tokens.
            Part::HEADER_VALUE | Part::HEADER_BLOCK if !grammar::is_token(name) => {
                Err("has an invalid name in {header:…} or {headers:…}; use letters, digits and -")
            }
            _ => Ok(()),
        }
    }

    /// The hint for an unknown placeholder: the most similar word, or a list of all placeholders. Empty if no hint
    /// would help.
    pub(super) fn hint(&self, special: &str) -> String {
        let (word, argument) = cut(cut(special.get(1..).unwrap_or_default(), b'}').0, b':');
        if !self.is_whole {
            return String::new();
        }
        let vars = || self.vars.iter().map(String::as_str);
        if argument.is_empty() && vars().any(|var| var == word) {
            return ["write {var:", word, "}"].concat();
        }
        let words = || WORDS.iter().map(|(known, _, _)| *known);
        let meant = match word {
            "var" => nearest(argument, vars()),
            "digest" => nearest(argument, self.digests.iter().map(String::as_str)),
            _ => nearest(word, words()),
        };
        let given = if argument.is_empty() { word } else { argument };
        match meant.filter(|meant| *meant != given && *meant != word) {
            Some(meant) => did_you_mean(meant),
            None if words().any(|known| known == word) || !special.starts_with('{') => {
                String::new()
            }
            None => match nearest(word, vars()).filter(|_| argument.is_empty()) {
                Some(var) => ["did you mean `var:", var, "`?"].concat(),
                None => ALL_WORDS.into(),
            },
        }
    }
}

/// The nonce is an id with this name.
pub(super) const NONCE: &str = "nonce";

/// The hint that lists all placeholders.
const ALL_WORDS: &str = "known: {body}, {timestamp}, {id}, {id:…}, {method}, {url}, {host}, {path}, {query}, \
                         {target}, {params}, {field:…}, {query:…}, {form:…}, {header:…}, {headers:…}, {digest:…}, {var:…}, \
                         {nonce}, {key_id}, {secret}, {signature}, {lower:…}";
const UNKNOWN: &str = "has an unknown or incomplete placeholder";
const GROUP: &str = "has a [ or ]; write [[ or ]], or use `Compiled::define` for a group";
const LATER: &str = "has a placeholder that only `Compiled::define` supports";
