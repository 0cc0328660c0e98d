//! Mistakes in the signed URL.

use alloc::borrow::Cow;
use alloc::string::String;

use super::attempt::Attempt;
use super::form_text::{with_case, with_escapes, with_spaces, without_escapes};
use crate::encoding::hex::Case;
use crate::scheme::authority;
use crate::text::cut;

/// A difference between the passed URL and the signed URL.
#[derive(Clone, Copy, Debug)]
pub(super) enum UrlChange {
    /// The passed URL has a query.
    Query,
    /// The path of the passed URL ends with a slash and the signed path does not, or the reverse.
    Slash,
    /// The passed URL has `http` and the signed URL has `https`, or the reverse.
    Http,
    /// The host of the passed URL has capital letters.
    Case,
    /// The passed URL has a port.
    Port,
    /// The passed URL is complete, but only its path was signed.
    Whole,
    /// The passed URL escapes these characters; if the text is empty, any ASCII characters.
    Escaped(&'static str),
    /// The query of the passed URL contains these characters unescaped.
    Unescaped(&'static str),
    /// The escapes of the signed URL have hex digits of this case; the escapes of the passed URL have digits of the
    /// other case.
    Digits(Case),
    /// The query of the passed URL has `%20` for a space and `+` was signed, or the reverse.
    Spaces { is_plus: bool },
    /// The origin of the passed URL is not this origin of the provider.
    Origin(usize),
    /// The path of the passed URL begins with this number of segments that were not signed.
    Under(usize),
}

/// The pieces of a URL.
struct Url<'a> {
    /// Empty for a URL that is only a path and a query.
    scheme: &'a str,
    authority: &'a str,
    path: &'a str,
    /// The query, including its question mark.
    query: &'a str,
}

impl UrlChange {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        let url = Url::read(&attempt.url)?;
        let changed = match self {
            Self::Origin(place) => [attempt.origins.get(place)?, url.path, url.query].concat(),
            _ => self.change(&url)?,
        };
        (changed != attempt.url).then(|| Attempt {
            url: Cow::Owned(changed),
            ..attempt.clone()
        })
    }

    fn change(self, url: &Url<'_>) -> Option<String> {
        let (host, path) = (url.authority.to_ascii_lowercase(), [url.path, "/"].concat());
        let is_http = url.scheme == "http";
        let changed = match self {
            Self::Query => Url { query: "", ..*url },
            Self::Slash => Url {
                path: url.path.strip_suffix('/').unwrap_or(&path),
                ..*url
            },
            Self::Http if url.scheme.is_empty() => return None,
            Self::Http => Url {
                scheme: if is_http { "https" } else { "http" },
                ..*url
            },
            Self::Case => Url {
                authority: &host,
                ..*url
            },
            Self::Port => Url {
                authority: without_port(url.authority),
                ..*url
            },
            Self::Under(segments) => Url {
                path: below(url.path, segments)?,
                ..*url
            },
            Self::Whole => return Some([url.path, url.query].concat()),
            _ => return self.escapes(url),
        };
        Some(changed.write())
    }

    /// The URL with changed escapes in the path and the query.
    fn escapes(self, url: &Url<'_>) -> Option<String> {
        let query = url.query.strip_prefix('?').map(|query| match self {
            Self::Unescaped(of) => with_escapes(query, of),
            Self::Spaces { is_plus } => with_spaces(query, is_plus),
            _ => query.into(),
        });
        let mark = if query.is_some() { "?" } else { "" };
        let rest = [url.path, mark, &query.unwrap_or_default()].concat();
        let rest = match self {
            Self::Escaped(of) => without_escapes(&rest, of)?,
            Self::Digits(case) => with_case(&rest, case)?,
            _ => rest,
        };
        Some([url.origin(), rest].concat())
    }
}

/// The path below its first segments.
fn below(path: &str, segments: usize) -> Option<&str> {
    let mut rest = path;
    for _ in 0..segments {
        rest = rest.get(1..)?;
        rest = rest.get(rest.bytes().position(|byte| byte == b'/')?..)?;
    }
    Some(rest)
}

/// The authority without the port. Colons before the last colon are part of an IPv6 address in brackets, or of a
/// user's password.
fn without_port(authority: &str) -> &str {
    let last = authority.rfind([':', ']', '@']).unwrap_or_default();
    match authority.split_at_checked(last) {
        Some((host, port)) if port.starts_with(':') => host,
        _ => authority,
    }
}

impl<'a> Url<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (mut scheme, mut rest) = ("", text);
        if !text.starts_with('/') {
            (scheme, rest) = text.split_at_checked(authority(text)?)?;
            scheme = scheme.strip_suffix("://")?;
        }
        let (rest, query) = rest.split_at_checked(cut(rest, b'?').0.len())?;
        let (authority, path) = rest.split_at_checked(cut(rest, b'/').0.len())?;
        Some(Self {
            scheme,
            authority,
            path,
            query,
        })
    }

    fn write(&self) -> String {
        [&*self.origin(), self.path, self.query].concat()
    }

    fn origin(&self) -> String {
        if self.scheme.is_empty() {
            return String::new();
        }
        [self.scheme, "://", self.authority].concat()
    }
}
