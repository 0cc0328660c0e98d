//! Character classes of HTTP and of URIs, each beside its production.

/// `tchar`, of which tokens, methods and field names are made
/// ([RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
///
/// ```text
/// tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~"
///       / DIGIT / ALPHA
/// ```
pub(crate) const fn is_tchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// `token = 1*tchar`
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_tchar)
}

/// `field-value` ([RFC 9110, section 5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)),
/// without `obs-text`: outside ASCII some runtimes send UTF-8, some Latin-1, and some throw.
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

/// `token68` ([RFC 9110, section 11.2](https://www.rfc-editor.org/rfc/rfc9110#section-11.2)), which
/// is also `b64token` ([RFC 6750, section 2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)).
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

/// `unreserved` ([RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
///
/// ```text
/// unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
/// ```
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// `pchar` without `pct-encoded`, `:` and `@` included
/// ([RFC 3986, section 3.3](https://www.rfc-editor.org/rfc/rfc3986#section-3.3)).
///
/// ```text
/// pchar      = unreserved / pct-encoded / sub-delims / ":" / "@"
/// sub-delims = "!" / "$" / "&" / "'" / "(" / ")" / "*" / "+" / "," / ";" / "="
/// ```
pub(crate) const fn is_pchar(byte: u8) -> bool {
    is_unreserved(byte)
        || matches!(
            byte,
            b'!' | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
        )
}
