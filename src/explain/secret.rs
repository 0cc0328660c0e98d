//! Mistakes in a secret, and in the key that is made from the secret.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::attempt::Attempt;
use super::given_secret::{Content, GivenSecret};
use crate::encoding::base64::{self, Alphabet};
use crate::encoding::hex;
use crate::scheme::Compiled;
use crate::secret_bytes::SecretBytes;
use crate::text::{cut, position};
use crate::webhook::Validity;
use crate::wipe::wipe;
use crate::{SecretEncoding, SecretText};

/// Another way to read a secret.
#[derive(Clone, Copy, Debug)]
pub(super) enum SecretReading {
    /// The key is the text, including the prefix that the scheme removes.
    WithPrefix,
    /// The key is the text including the prefix, decoded as lenient programs decode base 64.
    WithPrefixDecoded,
    /// The secret is the text without this prefix, which the scheme does not remove.
    WithoutPrefix(&'static str),
    /// The key is the bytes of the text, although the scheme decodes the text.
    Text,
    /// The key is the decoded text, although the scheme does not decode the text, or decodes it in another way.
    Decoded(SecretEncoding),
    /// The secret is the text without these characters at its start and end.
    Trimmed(&'static [char]),
    /// The key is three texts together: the first of these texts, the text of the secret, and the second of these
    /// texts.
    Within(&'static str, &'static str),
    /// The secret is the text after the first colon, then the colon, then the text before it.
    Swapped,
    /// The secret is the text before the first colon.
    First,
    /// The secret is the text after the first colon.
    Second,
    /// The secret is the text after the first occurrence of this mark, without white space at its start and end. The
    /// text before the mark is a name, a version or a note.
    After(&'static str),
    /// The secret is the text before the first occurrence of this mark, without white space at its start and end. The
    /// text after the mark is a note.
    Before(&'static str),
    /// The secret is the text without these characters, wherever they are.
    Without(&'static [char]),
    /// The secret is in use at any time.
    Always,
}

impl SecretReading {
    /// Reads every secret in this way, if that is possible. A secret for which it is not possible stays unchanged.
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        let mut is_changed = false;
        let mut secrets = Vec::with_capacity(attempt.secrets.len());
        for given in attempt.secrets.iter() {
            let read = self.read(given, &attempt.scheme);
            is_changed |= read.is_some();
            secrets.push(read.unwrap_or_else(|| given.duplicate()));
        }
        is_changed.then(|| Attempt {
            secrets: Rc::new(secrets),
            ..attempt.clone()
        })
    }

    fn read(self, given: &GivenSecret, scheme: &Compiled) -> Option<GivenSecret> {
        if matches!(self, Self::Always) {
            let has_end = given.validity.not_before.or(given.validity.not_after);
            return has_end.map(|_| given.duplicate().valid(Validity::ALWAYS));
        }
        let text = str::from_utf8(given.expose()).ok()?;
        let other = self.other_text(text).filter(|other| **other != *text);
        let read = match (other, &given.content) {
            (Some(other), Content::Text(_)) => GivenSecret::text(&given.id, &other),
            (Some(other), _) => GivenSecret::bytes(&given.id, other.as_bytes()),
            (None, Content::Text(_)) if self.is_own(text, scheme) => return None,
            (None, _) => GivenSecret::bytes(&given.id, self.key(text, scheme)?.expose()),
        };
        Some(read.valid(given.validity))
    }

    /// Whether the scheme itself decodes the same part of the text in the same way.
    fn is_own(self, text: &str, scheme: &Compiled) -> bool {
        let own = text.len().saturating_sub(scheme.prefix_of(text).len());
        let is_same = own == bare(text).len();
        matches!(self, Self::Decoded(encoding) if encoding == scheme.key) && is_same
    }

    /// The text that is the secret in this reading. `None` if this reading cannot be applied to `text`, or if
    /// [`Self::key`] applies it.
    fn other_text(self, text: &str) -> Option<SecretText> {
        let (first, second) = cut(text, b':');
        let is_pair = !first.is_empty() && !second.is_empty();
        Some(match self {
            Self::WithoutPrefix(prefix) => text.strip_prefix(prefix)?.into(),
            Self::Trimmed(around) => text.trim_matches(around).into(),
            Self::Swapped if is_pair => joined(&[second, ":", first]),
            Self::First if is_pair => first.into(),
            Self::Second if is_pair => second.into(),
            Self::After(mark) => {
                let place = position(text, mark)?.saturating_add(mark.len());
                text.get(place..)?.trim_ascii().into()
            }
            Self::Before(mark) => text.get(..position(text, mark)?)?.trim_ascii().into(),
            Self::Without(characters) => {
                let mut kept = SecretText::default();
                for character in text.chars().filter(|one| !characters.contains(one)) {
                    kept.push_str(character.encode_utf8(&mut [0; 4]));
                }
                kept
            }
            _ => return None,
        })
    }

    /// The bytes of the key that this reading makes from the text.
    fn key(self, text: &str, scheme: &Compiled) -> Option<SecretBytes> {
        let bare = bare(text);
        let bytes = match self {
            Self::WithPrefix if !scheme.prefix_of(text).is_empty() => text.into(),
            Self::WithPrefixDecoded if text.starts_with(WHSEC) => lenient(text)?,
            Self::Text if scheme.key != SecretEncoding::Utf8 => bare.into(),
            Self::Decoded(SecretEncoding::Hex) => hex::decode(bare).ok()?,
            Self::Decoded(SecretEncoding::Base64) => {
                base64::decode(bare, Alphabet::Standard).ok()?
            }
            Self::Decoded(_) => base64::decode_url(bare).ok()?,
            Self::Within(before, after) => {
                return Some(SecretBytes::from(Vec::from(
                    joined(&[before, text, after]).as_bytes(),
                )));
            }
            _ => return None,
        };
        Some(SecretBytes::from(bytes)).filter(|key| !key.expose().is_empty())
    }
}

fn bare(text: &str) -> &str {
    text.strip_prefix(WHSEC).unwrap_or(text)
}

fn joined(texts: &[&str]) -> SecretText {
    let mut whole = SecretText::default();
    for text in texts {
        whole.push_str(text);
    }
    whole
}

/// Decodes base 64 as Node's `Buffer` does: in both alphabets, with or without padding. Bits after the last whole
/// byte are dropped.
fn lenient(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let decoded = decode_lenient(text, &mut bytes);
    if decoded.is_none() {
        wipe(&mut bytes);
    }
    decoded.map(|()| bytes)
}

/// Decodes a text and appends the bytes. `None` if a character of the text is in neither alphabet.
fn decode_lenient(text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bits, mut count): (u32, u32) = (0, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let digit = match digit {
            b'+' => b'-',
            b'/' => b'_',
            _ => digit,
        };
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        count = count.saturating_add(6);
        if let Some(rest) = count.checked_sub(8) {
            let [.., byte] = bits.wrapping_shr(rest).to_be_bytes();
            bytes.push(byte);
            count = rest;
        }
    }
    Some(())
}

/// The prefix of the webhook secrets of many senders.
const WHSEC: &str = "whsec_";
