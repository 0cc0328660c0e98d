//! Character classes of HTTP and of URIs, each with its grammar rule.

/// `tchar`, the characters of tokens, methods and field names
/// ([RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
///
/// ```text
/// tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~"
///       / DIGIT / ALPHA
/// ```
pub(crate) const fn is_tchar(byte: u8) -> bool {
    const TCHAR: Set = ALPHANUMERIC.or(b"!#$%&'*+-.^_`|~");
    TCHAR.has(byte)
}

/// `token = 1*tchar`
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_tchar)
}

/// Whether servers may treat two names of fields as equal. Servers ignore the case of letters, and CGI turns every character
/// that is not a letter or a digit into an underscore.
pub(crate) fn is_same(field: &str, given: &str) -> bool {
    field.len() == given.len()
        && field.bytes().zip(given.bytes()).all(|(field, given)| {
            field.eq_ignore_ascii_case(&given)
                || !(field.is_ascii_alphanumeric() || given.is_ascii_alphanumeric())
        })
}

/// Whether `fetch` rejects requests with this method
/// ([Fetch](https://fetch.spec.whatwg.org/#forbidden-method)).
pub(crate) fn is_forbidden_method(method: &str) -> bool {
    let is_it = |word: &&str| word.eq_ignore_ascii_case(method);
    ["CONNECT", "TRACE", "TRACK"].iter().any(is_it)
}

/// `field-value` ([RFC 9110, section 5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)), without `obs-text`.
/// A character outside ASCII is not allowed, because some runtimes send it in UTF-8, some send it in Latin-1, and
/// some throw an error.
///
/// ```text
/// field-value   = *field-content
/// field-content = field-vchar [ 1*( SP / HTAB / field-vchar ) field-vchar ]
/// ```
pub(crate) fn is_field_value(text: &str) -> bool {
    let blank = |byte: Option<u8>| matches!(byte, Some(b' ' | b'\t'));
    text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
        && !blank(text.bytes().next())
        && !blank(text.bytes().next_back())
}

/// `VCHAR`: visible ASCII ([RFC 5234, appendix B.1](https://www.rfc-editor.org/rfc/rfc5234#appendix-B.1)).
pub(crate) const fn is_vchar(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~')
}

/// `token68` ([RFC 9110, section 11.2](https://www.rfc-editor.org/rfc/rfc9110#section-11.2)). `b64token` ([RFC
/// 6750, section 2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)) has the same grammar.
///
/// ```text
/// token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
/// ```
pub(crate) fn is_token68(text: &str) -> bool {
    let mut body = text;
    while let Some(rest) = body.strip_suffix("=") {
        body = rest;
    }
    !body.is_empty()
        && body
            .bytes()
            .all(|byte| is_unreserved(byte) || matches!(byte, b'+' | b'/'))
}

/// An access token that servers issue. Some servers use characters that `b64token` does not have, such as `!` and `|`.
/// Quotation marks, backslashes, commas and semicolons are the delimiters of header fields, so no token has them.
pub(crate) fn is_access_token(text: &str) -> bool {
    let is_delimiter = |byte| matches!(byte, b'"' | b'\'' | b'\\' | b',' | b';');
    let is_of_token = |byte: u8| byte.is_ascii_graphic() && !is_delimiter(byte);
    !text.is_empty() && text.bytes().all(is_of_token)
}

/// `unreserved` ([RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
///
/// ```text
/// unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
/// ```
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    UNRESERVED.has(byte)
}

/// `pchar`, including `:` and `@`, but without `pct-encoded` ([RFC 3986, section
/// 3.3](https://www.rfc-editor.org/rfc/rfc3986#section-3.3)).
///
/// ```text
/// pchar      = unreserved / pct-encoded / sub-delims / ":" / "@"
/// sub-delims = "!" / "$" / "&" / "'" / "(" / ")" / "*" / "+" / "," / ";" / "="
/// ```
pub(crate) const fn is_pchar(byte: u8) -> bool {
    const PCHAR: Set = UNRESERVED.or(b"!$&'()*+,;=:@");
    PCHAR.has(byte)
}

const UNRESERVED: Set = ALPHANUMERIC.or(b"-._~");

const ALPHANUMERIC: Set =
    Set([0; 2]).or(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/// A set of ASCII characters, with one bit for each character. In wasm, looking up a character is one shift instead
/// of a chain of comparisons.
#[derive(Clone, Copy)]
struct Set([u64; 2]);

impl Set {
    const fn or(self, characters: &[u8]) -> Self {
        let Self([mut low, mut high]) = self;
        let mut rest = characters;
        while let [character, others @ ..] = rest {
            match *character {
                ..64 => low |= bit(*character),
                _ => high |= bit(*character),
            }
            rest = others;
        }
        Self([low, high])
    }

    const fn has(self, byte: u8) -> bool {
        let Self([low, high]) = self;
        let half = if byte < 64 { low } else { high };
        byte.is_ascii() && half & bit(byte) != 0
    }
}

/// The bit of a character in the half of a [`Set`] to which the character belongs.
#[expect(clippy::as_conversions, reason = "`From` is not const")]
const fn bit(character: u8) -> u64 {
    1_u64.wrapping_shl(character as u32)
}
