//! Challenges: the `WWW-Authenticate` field
//! ([RFC 9110, section 11.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1)).
//!
//! ```text
//! WWW-Authenticate = #challenge
//! challenge        = auth-scheme [ 1*SP ( token68 / #auth-param ) ]
//! auth-param       = token BWS "=" BWS ( token / quoted-string )
//! ```
//!
//! A comma separates challenges and parameters alike: a word before a blank begins a challenge, a
//! word before `=` is a parameter.

use alloc::string::String;
use alloc::vec::Vec;

use crate::grammar::{is_tchar, is_token, is_unreserved};

/// The longest field that is read.
const LONGEST: usize = 8 * 1024;

/// One of the ways to authenticate that a server offers.
#[derive(Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Challenge<'a> {
    /// The scheme, as in `Bearer`; it has no case.
    pub scheme: &'a str,
    /// The parameters, each a name, which has no case, and a value.
    pub parameters: Vec<(&'a str, String)>,
}

impl Challenge<'_> {
    /// The value of the parameter called `name`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        for (given, value) in &self.parameters {
            if given.eq_ignore_ascii_case(name) {
                return Some(value);
            }
        }
        None
    }
}

/// Reads a `WWW-Authenticate` field, or several that were joined by commas; `None` if it is
/// malformed, repeats a parameter in one challenge, or is longer than 8 KiB.
///
/// # Examples
///
/// ```
/// use payauth::auth::challenge::read;
///
/// let field = r#"Basic realm="a, b", Bearer realm="api", error="invalid_token""#;
/// let challenges = read(field).unwrap();
/// assert_eq!(challenges[1].scheme, "Bearer");
/// assert_eq!(challenges[1].parameter("error"), Some("invalid_token"));
/// assert_eq!(read(r#"Bearer error="never closed"#), None);
/// ```
#[must_use]
pub fn read(field: &str) -> Option<Vec<Challenge<'_>>> {
    if field.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { rest: field };
    let mut challenges: Vec<Challenge<'_>> = Vec::new();
    loop {
        reader.skip(|byte| matches!(byte, b',' | b' ' | b'\t'));
        if reader.rest.is_empty() {
            return Some(challenges);
        }
        let word = reader.token()?;
        match reader.value()? {
            Some(value) => {
                let challenge = challenges.last_mut()?;
                if challenge.parameter(word).is_some() {
                    return None;
                }
                challenge.parameters.push((word, value));
            }
            None => challenges.push(reader.challenge(word)?),
        }
        reader.skip(is_blank);
        if !reader.rest.is_empty() && !reader.rest.starts_with(',') {
            return None;
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// What follows the name of a scheme: nothing, a `token68`, or the first parameter.
    fn challenge(&mut self, scheme: &'a str) -> Option<Challenge<'a>> {
        let mut challenge = Challenge {
            scheme,
            ..Challenge::default()
        };
        if !self.rest.starts_with(' ') {
            return Some(challenge);
        }
        self.skip(is_blank);
        let before = self.rest;
        self.take(is_token68_char);
        self.take(|byte| byte == b'=');
        let after = self.rest;
        self.skip(is_blank);
        if after.len() < before.len() && (self.rest.is_empty() || self.rest.starts_with(',')) {
            return Some(challenge);
        }
        self.rest = before;
        if before.is_empty() || before.starts_with(',') {
            return Some(challenge);
        }
        let name = self.token()?;
        let value = self.value()??;
        challenge.parameters.push((name, value));
        Some(challenge)
    }

    /// The value after `=`; `Some(None)` where no `=` follows, so that the word was no parameter.
    #[expect(
        clippy::option_option,
        reason = "malformed, absent and present are three things"
    )]
    fn value(&mut self) -> Option<Option<String>> {
        let trimmed = self.rest.trim_start_matches(BLANKS);
        let Some(rest) = trimmed.strip_prefix('=') else {
            return Some(None);
        };
        self.rest = rest.trim_start_matches(BLANKS);
        if self.rest.starts_with('"') {
            return self.quoted_string().map(Some);
        }
        self.token().map(String::from).map(Some)
    }

    /// `quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE`
    fn quoted_string(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut characters = self.rest.chars();
        characters.next();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => text.push(characters.next().filter(|next| !next.is_control())?),
                control if control.is_control() && control != '\t' => return None,
                plain => text.push(plain),
            }
        }
        self.rest = characters.as_str();
        Some(text)
    }

    fn token(&mut self) -> Option<&'a str> {
        let token = self.take(is_tchar);
        is_token(token).then_some(token)
    }

    fn skip(&mut self, is_it: fn(u8) -> bool) {
        self.take(is_it);
    }

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

const fn is_token68_char(byte: u8) -> bool {
    is_unreserved(byte) || matches!(byte, b'+' | b'/')
}

const BLANKS: [char; 2] = [' ', '\t'];
