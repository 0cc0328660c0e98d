//! Splits source text into tokens, which are words and marks, and in TypeScript also strings. Comments are left
//! out.

/// The language of a source tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Language {
    Rust,
    TypeScript,
}

/// A word, a mark, or a string with its quotes.
#[derive(Debug)]
pub struct Token<'a> {
    pub line: usize,
    pub text: &'a str,
}

/// The tokens of a file. `::` is one token. Strings of Rust are left out.
pub fn tokens(source: &str, language: Language) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < source.len() {
        let rest = &source[at..];
        let before = tokens.last().map_or("", |token| token.text);
        let (length, is_token) = first(rest, before, language);
        let text = &rest[..length];
        if is_token {
            tokens.push(Token { line, text });
        }
        line += text.matches('\n').count();
        at += length;
    }
    tokens
}

/// The length of the token, space, comment or string at the beginning of `rest`, and whether it becomes a token.
fn first(rest: &str, before: &str, language: Language) -> (usize, bool) {
    let character = rest.chars().next().unwrap_or(' ');
    if character.is_whitespace() {
        return (character.len_utf8(), false);
    }
    if let Some(length) = comment(rest, language) {
        return (length, false);
    }
    let literal = match language {
        Language::Rust => rust_literal(rest),
        Language::TypeScript => script_literal(rest, before),
    };
    if let Some(length) = literal {
        return (length, language == Language::TypeScript);
    }
    if rest.starts_with("::") {
        return (2, true);
    }
    let is_word = |character: char| {
        let has_dollar = language == Language::TypeScript;
        character.is_alphanumeric() || character == '_' || (character == '$' && has_dollar)
    };
    let word = rest.find(|character| !is_word(character));
    let length = word.unwrap_or(rest.len());
    (length.max(character.len_utf8()), true)
}

fn comment(rest: &str, language: Language) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let (mut at, mut depth) = (2, 1);
    while depth > 0 && at < rest.len() {
        let (length, change) = match &rest.as_bytes()[at..] {
            [b'*', b'/', ..] => (2, -1),
            [b'/', b'*', ..] if language == Language::Rust => (2, 1),
            _ => (1, 0),
        };
        (at, depth) = (at + length, depth + change);
    }
    Some(at)
}

/// The length of a string or a character of Rust. A lifetime is not a character: it becomes a mark and a word.
fn rust_literal(rest: &str) -> Option<usize> {
    let is_prefix = |character| matches!(character, 'b' | 'c' | 'r');
    let prefix = rest.find(|character| !is_prefix(character))?;
    let text = &rest[prefix..];
    if rest[..prefix].contains('r') {
        let hashes = text.find(|character| character != '#')?;
        let content = text[hashes..].strip_prefix('"')?;
        let end = ["\"", &text[..hashes]].concat();
        let length = content
            .find(&end)
            .map_or(content.len(), |at| at + end.len());
        return Some(prefix + hashes + 1 + length);
    }
    let mut characters = text.chars();
    match (characters.next()?, characters.next()?, characters.next()) {
        ('"', ..) | ('\'', '\\', _) => Some(prefix + quoted(text)),
        ('\'', one, Some('\'')) => Some(prefix + 2 + one.len_utf8()),
        _ => None,
    }
}

/// The length of a string, a template or a regular expression. A `/` directly after a value is a division, not the
/// beginning of a regular expression.
fn script_literal(rest: &str, before: &str) -> Option<usize> {
    let ends_value =
        |character: char| character.is_alphanumeric() || "_$)]\"'`".contains(character);
    let divides = before != "return" && before.ends_with(ends_value);
    match rest.as_bytes().first()? {
        b'"' | b'\'' => Some(quoted(rest)),
        b'`' => Some(template(rest)),
        b'/' if !divides => Some(pattern(rest)),
        _ => None,
    }
}

/// The length of a text in quotes. The text ends at the quote with which it begins. A quote after `\` does not end
/// the text.
fn quoted(rest: &str) -> usize {
    let mut bytes = rest.bytes().enumerate();
    let quote = bytes.next().map(|(_, byte)| byte);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' {
            bytes.next();
        } else if Some(byte) == quote {
            return at + 1;
        }
    }
    rest.len()
}

/// The length of a template. The expressions in a template may contain other templates.
fn template(rest: &str) -> usize {
    let (mut at, mut depth) = (1, 0);
    while let Some(byte) = rest.as_bytes().get(at) {
        match byte {
            b'\\' => at += 1,
            b'`' if depth == 0 => return at + 1,
            b'`' => at += template(&rest[at..]) - 1,
            b'{' if depth > 0 || rest.as_bytes()[at - 1] == b'$' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// The length of a regular expression. A `/` inside a character class does not end the expression.
fn pattern(rest: &str) -> usize {
    let (mut at, mut is_class) = (1, false);
    while let Some(byte) = rest.as_bytes().get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => is_class = true,
            b']' => is_class = false,
            b'/' if !is_class => return at + 1,
            b'\n' => return 1,
            _ => {}
        }
        at += 1;
    }
    1
}
