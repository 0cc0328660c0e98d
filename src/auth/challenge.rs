//! Challenges: the `WWW-Authenticate` field
//! ([RFC 9110, section 11.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1)).
//!
//! ```text
//! WWW-Authenticate = #challenge
//! challenge        = auth-scheme [ 1*SP ( token68 / #auth-param ) ]
//! auth-param       = token BWS "=" BWS ( token / quoted-string )
//! ```
//!
//! A comma separates challenges, and also separates the parameters of a challenge. A word before a blank begins a
//! challenge; a word before `=` is the name of a parameter.

use alloc::string::String;

use crate::grammar::{is_tchar, is_unreserved};

/// The maximum length of a field that is read, in bytes.
const MAX_FIELD: usize = 8 * 1024;

/// The maximum number of parameters in one challenge. There is a limit because the names of all parameters are
/// compared with each other.
const MAX_PARAMETERS: usize = 32;

/// A piece of a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Part<'a> {
    /// The authentication scheme that begins a challenge, such as `Bearer`; case-insensitive.
    Scheme(&'a str),
    /// A parameter of the challenge: the name, which is case-insensitive, and the value.
    Parameter(&'a str, Value<'a>),
}

/// The value of a parameter: a token, or a quoted string with its quotes and escapes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Value<'a>(&'a str);

impl<'a> Value<'a> {
    /// The characters of the value, without quotes and with escapes resolved.
    pub fn chars(self) -> impl Iterator<Item = char> + 'a {
        let inside = self
            .0
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let mut characters = inside.unwrap_or(self.0).chars();
        core::iter::from_fn(move || match characters.next()? {
            '\\' => characters.next(),
            plain => Some(plain),
        })
    }

    /// The text of the value, without quotes and with escapes resolved.
    #[must_use]
    pub fn text(self) -> String {
        self.chars().collect()
    }
}

/// The challenges of a `WWW-Authenticate` field that was read.
#[derive(Clone, Copy, Debug)]
pub struct Challenges<'a>(&'a str);

impl<'a> Challenges<'a> {
    /// The parts of the challenges in their order: each scheme, then the parameters of that scheme.
    pub fn parts(self) -> impl Iterator<Item = Part<'a>> {
        let mut reader = ChallengeReader::new(self.0);
        core::iter::from_fn(move || reader.part()?)
    }

    /// Whether a challenge of `scheme` has the parameter `name` with the value `value`.
    #[must_use]
    pub fn say(self, scheme: &str, name: &str, value: &str) -> bool {
        let mut is_scheme = false;
        for part in self.parts() {
            match part {
                Part::Scheme(given) => is_scheme = given.eq_ignore_ascii_case(scheme),
                Part::Parameter(given, says) => {
                    if is_scheme
                        && given.eq_ignore_ascii_case(name)
                        && says.chars().eq(value.chars())
                    {
                        return true;
                    }
                }
            }
        }
        false
    }
}

/// Reads a `WWW-Authenticate` field, or several such fields that were joined by commas. Returns `None` if the field
/// is malformed or longer than 8 KiB. Also returns `None` if a challenge repeats a parameter or has more than 32
/// parameters.
///
/// # Examples
///
/// ```
/// use payauth::auth::challenge::{Part, read};
///
/// let challenges = read(r#"Basic realm="a, b", Bearer realm="api", error="invalid_token""#).unwrap();
/// assert!(challenges.say("bearer", "error", "invalid_token"));
/// assert_eq!(challenges.parts().nth(2), Some(Part::Scheme("Bearer")));
/// assert!(read(r#"Bearer error="never closed"#).is_none());
/// ```
#[must_use]
pub fn read(field: &str) -> Option<Challenges<'_>> {
    if field.len() > MAX_FIELD {
        return None;
    }
    let mut reader = ChallengeReader::new(field);
    let mut challenge = None;
    while let Some(part) = reader.part()? {
        match part {
            Part::Scheme(_) => challenge = Some(reader),
            Part::Parameter(name, _) => {
                if challenge?.has_too_many(name, &reader) {
                    return None;
                }
            }
        }
    }
    Some(Challenges(field))
}

#[derive(Clone, Copy)]
struct ChallengeReader<'a> {
    rest: &'a str,
    /// Whether the part that was read last is a scheme, and a space follows.
    is_begun: bool,
}

impl<'a> ChallengeReader<'a> {
    const fn new(rest: &'a str) -> Self {
        Self {
            rest,
            is_begun: false,
        }
    }

    /// Reads the next part. Returns `Some(None)` at the end of the field, and `None` if the field is malformed.
    #[expect(
        clippy::option_option,
        reason = "a malformed field, the end of the field and a part are three cases"
    )]
    fn part(&mut self) -> Option<Option<Part<'a>>> {
        if !self.is_begun || self.skip_token68() {
            self.take(|byte| is_blank(byte) || byte == b',');
            if self.rest.is_empty() {
                return Some(None);
            }
        }
        let must_be_parameter = self.is_begun;
        self.is_begun = false;
        let word = self.token()?;
        let after_word = self.rest;
        self.take(is_blank);
        let part = if self.take_byte(b'=') {
            self.take(is_blank);
            Part::Parameter(word, self.value()?)
        } else if must_be_parameter {
            return None;
        } else {
            self.rest = after_word;
            self.is_begun = self.rest.starts_with(' ');
            Part::Scheme(word)
        };
        (self.is_begun || self.is_at_end()).then_some(Some(part))
    }

    /// Whether the scheme is followed by nothing, or by a `token68`, which is skipped. Otherwise, a parameter
    /// follows the scheme.
    fn skip_token68(&mut self) -> bool {
        self.take(is_blank);
        let before = self.rest;
        self.take(|byte| is_unreserved(byte) || matches!(byte, b'+' | b'/'));
        self.take(|byte| byte == b'=');
        let is_end = self.is_at_end();
        if is_end {
            self.is_begun = false;
        } else {
            self.rest = before;
        }
        is_end
    }

    fn is_at_end(&mut self) -> bool {
        self.take(is_blank);
        self.rest.is_empty() || self.rest.starts_with(',')
    }

    /// Reads `token / quoted-string`. The text of the value is unchanged.
    fn value(&mut self) -> Option<Value<'a>> {
        let from = self.rest;
        if !self.take_byte(b'"') {
            return self.token().map(Value);
        }
        // quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE
        loop {
            self.take(|byte| !matches!(byte, b'"' | b'\\') && is_text(byte));
            if self.take_byte(b'"') {
                let length = from.len().saturating_sub(self.rest.len());
                return from.get(..length).map(Value);
            }
            let mut pair = self.rest.strip_prefix('\\')?.chars();
            pair.next().filter(|next| !next.is_control())?;
            self.rest = pair.as_str();
        }
    }

    /// Whether the name `name` occurs more than once in the parameters before `end`, or there are too many
    /// parameters before `end`.
    fn has_too_many(mut self, name: &str, end: &Self) -> bool {
        let (mut same, mut all) = (0_usize, 0_usize);
        while self.rest.len() > end.rest.len() {
            if let Some(Some(Part::Parameter(given, _))) = self.part() {
                all = all.saturating_add(1);
                if given.eq_ignore_ascii_case(name) {
                    same = same.saturating_add(1);
                }
            }
        }
        same > 1 || all > MAX_PARAMETERS
    }

    fn token(&mut self) -> Option<&'a str> {
        Some(self.take(is_tchar)).filter(|token| !token.is_empty())
    }

    fn take_byte(&mut self, byte: u8) -> bool {
        let is_there = self.rest.bytes().next() == Some(byte);
        if is_there {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        is_there
    }

    #[inline(never)]
    fn take(&mut self, is_it: fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().position(|byte| !is_it(byte));
        let end = end.unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        taken
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The characters of a quoted string, except quotes and backslashes.
const fn is_text(byte: u8) -> bool {
    byte == b'\t' || !byte.is_ascii_control()
}
