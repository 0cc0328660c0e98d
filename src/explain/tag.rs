//! Mistakes in a tag's format, hash function and key.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use super::attempt::Attempt;
use super::given_secret::GivenSecret;
use crate::encoding::base64::{self, Alphabet};
use crate::scheme::{Compiled, Construction, HexCase, Part, TemplatePiece};
use crate::{Algorithm, Encoding};

/// Another format of a tag.
#[derive(Clone, Copy, Debug)]
pub(super) enum Written {
    /// The tag is written in this encoding.
    In(Encoding),
    /// The tag is written in hex digits of the other case.
    OtherCase,
    /// The tag is written in base 64 without padding.
    Unpadded,
    /// The tag is written as hex digits, whose text is encoded in base 64.
    HexInBase64,
    /// The tag is written in hex, after `0x`.
    ZeroX,
    /// The tag is written without the prefix of the scheme.
    Bare,
    /// The tag is written after this prefix.
    After(&'static str),
}

impl Written {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        let field = |edit: fn(&str) -> Option<String>| {
            attempt.with_field(Part::SIGNATURE, &|value| {
                edit_runs(value, is_base64_digit, |run| edit_last(run, edit))
            })
        };
        let is_hex = is_hex(attempt.scheme.encoding);
        match self {
            Self::In(encoding) if attempt.scheme.encoding == encoding => None,
            Self::In(encoding) if is_hex && self::is_hex(encoding) => None,
            Self::In(encoding) => Some(encoded(attempt, encoding)),
            Self::OtherCase if is_hex && attempt.scheme.hex_case != HexCase::Either => {
                Some(encoded(attempt, attempt.scheme.encoding))
            }
            Self::OtherCase => None,
            Self::Unpadded => field(padded).map(|changed| encoded(&changed, Encoding::Base64)),
            Self::HexInBase64 => {
                field(unwrapped).map(|changed| encoded(&changed, Encoding::HexLower))
            }
            Self::ZeroX => {
                field(without_zero_x).map(|changed| encoded(&changed, Encoding::HexLower))
            }
            Self::Bare => prefixed(attempt, ""),
            Self::After(prefix) => prefixed(attempt, prefix),
        }
    }
}

fn encoded<'a>(attempt: &Attempt<'a>, encoding: Encoding) -> Attempt<'a> {
    let mut scheme = Compiled::clone(&attempt.scheme);
    scheme.encoding = encoding;
    scheme.hex_case = HexCase::Either;
    attempt.with_scheme(scheme)
}

fn is_hex(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::HexLower | Encoding::HexUpper)
}

/// The message, read with `prefix` directly before the signature.
fn prefixed<'a>(attempt: &Attempt<'a>, prefix: &str) -> Option<Attempt<'a>> {
    let before = attempt.scheme.carrier_pieces();
    let mut after: Vec<TemplatePiece> = Vec::new();
    for piece in &before {
        if piece.0 == Part::SIGNATURE {
            let literal = after.pop_if(|last| last.0 == Part::LITERAL);
            drop(literal);
            if !prefix.is_empty() {
                after.push((Part::LITERAL, prefix.into()));
            }
        }
        after.push(piece.clone());
    }
    let scheme = Compiled::clone(&attempt.scheme);
    (after != before).then(|| attempt.with_scheme(scheme.with_carriers(&after)))
}

/// The text, in which `edit` changes the runs of the characters for which `is_inside` is true. `None` if `edit`
/// changes no run.
pub(super) fn edit_runs(
    text: &str,
    is_inside: fn(u8) -> bool,
    edit: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let (mut edited, mut rest, mut is_edited) = (String::new(), text, false);
    while !rest.is_empty() {
        let first = rest.bytes().next().is_some_and(is_inside);
        let other = |byte| is_inside(byte) != first;
        let length = rest.bytes().position(other).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(length)?;
        let changed = if first { edit(run) } else { None };
        is_edited |= changed.is_some();
        edited.push_str(changed.as_deref().unwrap_or(run));
        rest = after;
    }
    is_edited.then_some(edited)
}

/// The run with an edited part after its last `=` that is not padding, as in `sha256=…`.
fn edit_last(run: &str, edit: fn(&str) -> Option<String>) -> Option<String> {
    let digits = run.trim_end_matches('=');
    let start = digits.rfind('=').map_or(0, |place| place.saturating_add(1));
    let (before, tag) = run.split_at_checked(start)?;
    Some([before, &*edit(tag)?].concat())
}

/// Whether a byte can be part of a tag in base 64. `=` is included, so that a run contains its padding.
fn is_base64_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// The minimum number of characters of a tag in base 64 without padding: the tag has 20 bytes.
const MIN_TAG: usize = 27;

fn padded(run: &str) -> Option<String> {
    let is_whole = run.len() < MIN_TAG || run.ends_with('=');
    match run.len() % 4 {
        2 if !is_whole => Some([run, "=="].concat()),
        3 if !is_whole => Some([run, "="].concat()),
        _ => None,
    }
}

fn unwrapped(run: &str) -> Option<String> {
    let bytes = base64::decode(run, Alphabet::Standard).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let is_tag = text.len() >= MIN_TAG && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_tag.then_some(text)
}

fn without_zero_x(run: &str) -> Option<String> {
    let digits = run.strip_prefix("0x").or_else(|| run.strip_prefix("0X"))?;
    Some(digits.into())
}

/// Another way to compute a tag.
#[derive(Clone, Copy, Debug)]
pub(super) enum HashChange {
    /// HMAC with this hash function.
    Hmac(Algorithm),
    /// This hash function, applied to the secret and then the message.
    SecretFirst(Algorithm),
    /// This hash function, applied to the message and then the secret.
    SecretLast(Algorithm),
    /// This hash function, applied to the message only.
    NoSecret(Algorithm),
    /// HMAC of the secret, with the message as the key.
    Crossed,
}

impl HashChange {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        let mut scheme = Compiled::clone(&attempt.scheme);
        if scheme.construction == Construction::DIGEST {
            return None;
        }
        match self {
            Self::Hmac(hash) => {
                let is_other = scheme.hash != hash;
                scheme.hash = hash;
                return is_other.then(|| attempt.with_scheme(scheme));
            }
            Self::Crossed => return crossed(attempt, scheme),
            Self::SecretFirst(hash) | Self::SecretLast(hash) | Self::NoSecret(hash) => {
                scheme.hash = hash;
            }
        }
        scheme.construction = Construction::DIGEST;
        let message = self.message(scheme.message_pieces(), str::from_utf8(&attempt.body).ok()?);
        Some(attempt.with_scheme(scheme.with_message(&message)))
    }

    /// The parts of the text that is hashed. They include the text of the body, because a plain hash has no
    /// separate body.
    fn message(self, mut message: Vec<TemplatePiece>, body: &str) -> Vec<TemplatePiece> {
        for piece in &mut message {
            if piece.0 == Part::BODY {
                *piece = (Part::LITERAL, body.into());
            }
        }
        let secret = (Part::SECRET, String::new());
        match self {
            Self::SecretFirst(_) => message.insert(0, secret),
            Self::SecretLast(_) => message.push(secret),
            Self::NoSecret(_) | Self::Hmac(_) | Self::Crossed => {}
        }
        message
    }
}

/// Uses each secret as the message, and the message as the key. Only the body, the URL and fixed text may be parts
/// of the message.
fn crossed<'a>(attempt: &Attempt<'a>, scheme: Compiled) -> Option<Attempt<'a>> {
    let mut key = Vec::new();
    for (part, text) in scheme.message_pieces() {
        key.extend_from_slice(match part {
            Part::LITERAL => text.as_bytes(),
            Part::URL => attempt.url.as_bytes(),
            Part::BODY => &attempt.body,
            _ => return None,
        });
    }
    let cross = |given: &GivenSecret| given.crossed(&key);
    let secrets = attempt.secrets.iter().map(cross).collect::<Option<_>>()?;
    let changed = attempt.with_scheme(scheme.with_message(&[(Part::SECRET, String::new())]));
    Some(Attempt {
        secrets: Rc::new(secrets),
        ..changed
    })
}
