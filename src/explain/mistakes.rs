//! The usual mistakes: data, and nothing but data.

use super::address::UrlChange;
use super::body::Rewrite;
use super::change::{Axis, Change, Mistake};
use super::json_text::{Escapes, Spacing, Style};
use super::layout::Layout;
use super::rows::{
    AS_IT_IS, BOM, DOT_NET, JAVASCRIPT, MILLIS, PHP, PYTHON, RFC_3986, SPACED, UNIX, URL_STANDARD,
    body, form, json, key, message, time, written,
};
use super::secret::SecretReading;
use super::tag::{HashChange, Written};
use crate::encoding::hex::Case;
use crate::scheme::Part;
use crate::{Algorithm, Encoding, SecretEncoding};

/// All is well.
pub(super) const NONE: Mistake = Mistake::new(
    "none",
    Axis::Clock,
    "Nothing is to be done: the signature fits.",
    &[],
);

pub(super) const TOO_OLD: Mistake = Mistake::new(
    "too-old",
    Axis::Clock,
    "Compare the clocks of both hosts, pass the time at which the message came as `now`, or widen the \
     window by `pastSecs`.",
    &[],
);

pub(super) const TOO_NEW: Mistake = Mistake::new(
    "too-new",
    Axis::Clock,
    "Compare the clocks of both hosts, pass the time at which the message came as `now`, or widen the \
     window by `futureSecs`.",
    &[],
);

/// Every mistake that is tried, in the order in which it is. Of those that come to the same, the
/// first is named.
#[rustfmt::skip]
pub const MISTAKES: &[Mistake] = &[
    Mistake::new("body-newline-lost", Axis::Body,
        "Keep the line break at the end of the body: it was signed, and something cut it off.",
        &[body(Rewrite::Ending("\n")), body(Rewrite::Ending("\r\n"))]),
    Mistake::new("body-newline-added", Axis::Body,
        "Take away the line break or the blanks around the body, which were not signed: an \
         editor or `echo` without -n adds them.",
        &[
            body(Rewrite::WithoutEnding("\r\n")), body(Rewrite::WithoutEnding("\n")),
            body(Rewrite::Trimmed),
        ]),
    Mistake::new("body-crlf-lost", Axis::Body,
        "Keep the body's line breaks as they came: CR LF was signed, and something made LF of \
         it.",
        &[body(Rewrite::CrLf)]),
    Mistake::new("body-crlf-added", Axis::Body,
        "Keep the body's line breaks as they came: LF was signed, and something made CR LF of \
         it.",
        &[body(Rewrite::Lf)]),
    Mistake::new("body-bom-lost", Axis::Body,
        "Take the body as bytes: a byte order mark at its beginning was signed, and decoding \
         drops it.",
        &[body(Rewrite::Beginning(BOM))]),
    Mistake::new("body-bom-added", Axis::Body,
        "Take away the byte order mark at the beginning of the body, which was not signed.",
        &[body(Rewrite::WithoutBeginning(BOM))]),
    Mistake::new("body-reserialised", Axis::Body,
        "Verify the bytes as they came, before anything parses them and writes them again: \
         compact JSON was signed.",
        &[json(Style::COMPACT)]),
    Mistake::new("body-spaced", Axis::Body,
        "Verify the bytes as they came, and sign those that are sent: JSON with a space after \
         commas and colons was signed, as Python's json.dumps writes it.",
        &[json(SPACED), json(SPACED.escaped(Escapes::Unicode))]),
    Mistake::new("body-indented", Axis::Body,
        "Verify the bytes as they came, and sign those that are sent: JSON in indented lines was \
         signed.",
        &[
            json(Style::laid(Spacing::Lines("  "))), json(Style::laid(Spacing::Lines("    "))),
            json(Style::laid(Spacing::Lines("\t"))),
        ]),
    Mistake::new("body-keys-sorted", Axis::Body,
        "Verify the bytes as they came, and sign those that are sent: JSON whose members are in \
         the order of their names was signed.",
        &[
            json(Style::COMPACT.sorted()), json(SPACED.sorted()),
            json(SPACED.sorted().escaped(Escapes::Unicode)),
        ]),
    Mistake::new("body-unicode-escaped", Axis::Body,
        "Verify the bytes as they came: JSON with `\\uXXXX` for all outside ASCII was signed, \
         and something wrote the characters themselves.",
        &[
            json(AS_IT_IS.escaped(Escapes::Unicode)), json(AS_IT_IS.escaped(Escapes::UnicodeUpper)),
        ]),
    Mistake::new("body-slashes-escaped", Axis::Body,
        "Verify the bytes as they came: JSON with `\\/` for each slash was signed, as PHP's \
         json_encode writes it.",
        &[
            json(AS_IT_IS.escaped(Escapes::Slashes)),
            json(AS_IT_IS.escaped(Escapes::SlashesAndUnicode)),
        ]),
    Mistake::new("body-slashes-unescaped", Axis::Body,
        "Verify the bytes as they came: JSON with plain slashes was signed, and something wrote \
         `\\/` for each.",
        &[json(AS_IT_IS.escaped(Escapes::NoSlashes))]),
    Mistake::new("body-unicode-unescaped", Axis::Body,
        "Verify the bytes as they came: JSON with characters as they are was signed, and \
         something wrote `\\uXXXX` for them.",
        &[json(AS_IT_IS.escaped(Escapes::None))]),
    Mistake::new("body-html-escaped", Axis::Body,
        "Verify the bytes as they came: JSON with `\\u003c`, `\\u003e` and `\\u0026` for `<`, \
         `>` and `&` was signed, as Go's json.Marshal writes it.",
        &[json(AS_IT_IS.escaped(Escapes::Html))]),
    Mistake::new("body-stringified", Axis::Body,
        "Verify the bytes as they came: the body was made a JSON string, in quotes and with \
         escapes, after it was signed.",
        &[body(Rewrite::Unquoted)]),
    Mistake::new("body-empty", Axis::Body,
        "Sign the body that is sent: an empty one was signed, so it was not there yet, or had \
         been read before.",
        &[body(Rewrite::Empty)]),
    Mistake::new("body-hex", Axis::Body,
        "Use the bytes of the body on both sides: one side had them as hex digits.",
        &[body(Rewrite::Hex), body(Rewrite::OfHex)]),
    Mistake::new("body-base64", Axis::Body,
        "Use the bytes of the body on both sides: one side had them as base64, as AWS hands \
         bodies over where isBase64Encoded is true.",
        &[body(Rewrite::Base64), body(Rewrite::OfBase64)]),
    Mistake::new("body-form-decoded", Axis::Body,
        "Verify the form as it came, with its percent signs, before a parser decodes it.",
        &[body(Rewrite::Form), body(Rewrite::Field("payload"))]),
    Mistake::new("body-form-encoded", Axis::Body,
        "Sign the form as it is sent, with its percent signs: its decoded text was signed.",
        &[body(Rewrite::OfForm)]),
    Mistake::new("body-latin1", Axis::Body,
        "Take the body as bytes, or decode it as UTF-8: it was decoded as Latin-1, which makes \
         two characters of one.",
        &[body(Rewrite::Latin1)]),
    Mistake::new("body-form-rewritten", Axis::Body,
        "Verify the form as it came, before anything parses it and writes it again: the same fields were signed with \
         other escapes, as `+` or `%20` for a space.",
        &[
            form(URL_STANDARD), form(PYTHON), form(PHP), form(RFC_3986), form(JAVASCRIPT), form(DOT_NET),
            body(Rewrite::FormCase(Case::Upper)), body(Rewrite::FormCase(Case::Lower)),
        ]),
    Mistake::new("body-form-json", Axis::Body,
        "Verify the form as it came: something parsed it and made JSON of its fields.",
        &[
            body(Rewrite::FormOfJson(URL_STANDARD)), body(Rewrite::FormOfJson(RFC_3986)),
            body(Rewrite::FormOfJson(JAVASCRIPT)),
        ]),
    Mistake::new("body-partly-escaped", Axis::Body,
        "Verify the bytes as they came: JSON with `\\uXXXX` for some characters and not for others was signed, and \
         something wrote the characters themselves.",
        &[
            json(AS_IT_IS.escaped(Escapes::Beyond(Case::Lower))), json(AS_IT_IS.escaped(Escapes::Beyond(Case::Upper))),
            json(AS_IT_IS.escaped(Escapes::Meta)), json(AS_IT_IS.escaped(Escapes::DotNet)),
            json(AS_IT_IS.escaped(Escapes::At)),
        ]),
    Mistake::new("url-query", Axis::Url,
        "Give the URL without its query, as it is registered with the sender.",
        &[Change::Url(UrlChange::Query)]),
    Mistake::new("url-slash", Axis::Url,
        "Give the URL as it is registered with the sender: one side has a slash at the end of \
         its path.",
        &[Change::Url(UrlChange::Slash)]),
    Mistake::new("url-http", Axis::Url,
        "Give the URL as it is registered with the sender: one side has http and the other \
         https, as behind a proxy that ends TLS.",
        &[Change::Url(UrlChange::Http)]),
    Mistake::new("url-host-case", Axis::Url,
        "Give the host of the URL in lower case.",
        &[Change::Url(UrlChange::Case)]),
    Mistake::new("url-port", Axis::Url,
        "Give the URL without its port, as it is registered with the sender.",
        &[Change::Url(UrlChange::Port)]),
    Mistake::new("url-path", Axis::Url,
        "Give the path and the query alone, or make the sender sign the whole URL: it signed no \
         scheme and no host.",
        &[Change::Url(UrlChange::Whole)]),
    Mistake::new("url-escapes", Axis::Url,
        "Give the URL with the escapes that were signed: one side has a character as it is, and the other as `%` and \
         two hex digits, or as `+`.",
        &[
            Change::Url(UrlChange::Escaped(":/?@!$'()*,;")), Change::Url(UrlChange::Escaped("")),
            Change::Url(UrlChange::Unescaped("@")), Change::Url(UrlChange::Unescaped(":/?@!$'()*,;")),
            Change::Url(UrlChange::Digits(Case::Upper)), Change::Url(UrlChange::Digits(Case::Lower)),
            Change::Url(UrlChange::Spaces { is_plus: false }), Change::Url(UrlChange::Spaces { is_plus: true }),
        ]),
    Mistake::new("secret-newline", Axis::Key,
        "Read the secret without the line break at its end: one side has it in the key, as a \
         file or `echo` without -n adds it.",
        &[
            key(SecretReading::Trimmed(&['\r', '\n'])), key(SecretReading::Within("", "\n")),
            key(SecretReading::Within("", "\r\n")),
        ]),
    Mistake::new("secret-spaces", Axis::Key,
        "Read the secret without the blanks around it: one side has them in the key.",
        &[
            key(SecretReading::Trimmed(&[' ', '\t', '\r', '\n', '\u{a0}', '\u{feff}'])),
            key(SecretReading::Within("", " ")), key(SecretReading::Within(" ", "")),
        ]),
    Mistake::new("secret-quoted", Axis::Key,
        "Read the secret without the quotes around it: one side has them in the key, as an .env \
         file keeps them.",
        &[
            key(SecretReading::Trimmed(&['"', '\'', '`'])), key(SecretReading::Within("\"", "\"")),
            key(SecretReading::Within("'", "'")),
        ]),
    Mistake::new("secret-prefix-kept", Axis::Key,
        "Cut `whsec_` off the secret and decode the rest, where the message is signed: the \
         prefix was left in the key.",
        &[key(SecretReading::WithPrefix), key(SecretReading::WithPrefixDecoded)]),
    Mistake::new("secret-prefix-stripped", Axis::Key,
        "Keep `whsec_` in the key, where the message is signed: in this scheme it is a part of \
         the secret.",
        &[key(SecretReading::WithoutPrefix("whsec_"))]),
    Mistake::new("secret-not-decoded", Axis::Key,
        "Decode the secret where the message is signed: its text was the key, and in this scheme \
         its base64 or hex is.",
        &[key(SecretReading::Text)]),
    Mistake::new("secret-decoded-base64", Axis::Key,
        "Make the key as the scheme says, where the message is signed, or give the secret here as \
         bytes: its base64 was decoded.",
        &[
            key(SecretReading::Decoded(SecretEncoding::Base64)),
            key(SecretReading::Decoded(SecretEncoding::Base64Url)),
        ]),
    Mistake::new("secret-decoded-hex", Axis::Key,
        "Make the key as the scheme says, where the message is signed, or give the secret here as \
         bytes: its hex digits were decoded.",
        &[key(SecretReading::Decoded(SecretEncoding::Hex))]),
    Mistake::new("secret-swapped", Axis::Key,
        "Give the two halves of the secret in the other order, API key and API secret \
         exchanged.",
        &[key(SecretReading::Swapped)]),
    Mistake::new("secret-half", Axis::Key,
        "Give one half of the secret: what stands before, or after, its colon was the key \
         alone.",
        &[key(SecretReading::First), key(SecretReading::Second)]),
    Mistake::new("secret-not-in-use", Axis::Key,
        "Look at `notBefore` and `notAfter`: the secret that fits is not in use at `now`.",
        &[key(SecretReading::Always)]),
    Mistake::new("secret-pasted-with-more", Axis::Key,
        "Give the secret alone: what stood beside it was pasted with it, as a name, a version or a note.",
        &[
            key(SecretReading::After(",")), key(SecretReading::After("=")), key(SecretReading::After(": ")), key(SecretReading::After(" ")),
            key(SecretReading::Before(" ")), key(SecretReading::Trimmed(&[',', ';', '<', '>', '(', ')'])),
        ]),
    Mistake::new("secret-invisible", Axis::Key,
        "Type the secret, or copy it from its page again: it has characters in it that have no width.",
        &[key(SecretReading::Without(&['\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{ad}', '\u{feff}']))]),
    Mistake::new("milliseconds", Axis::Time,
        "Sign and send the time in seconds: it is in milliseconds, so divide Date.now() by 1000 \
         and drop the rest.",
        &[time(UNIX, MILLIS, false), time(UNIX, MILLIS, true), time(UNIX, UNIX, true)]),
    Mistake::new("seconds", Axis::Time,
        "Sign and send the time in milliseconds: it is in seconds.",
        &[time(MILLIS, UNIX, false), time(MILLIS, UNIX, true), time(MILLIS, MILLIS, true)]),
    Mistake::new("timestamp-first", Axis::Time,
        "Sign the timestamp where the scheme has it: it was signed first.",
        &[
            message(Layout::TimeFirst(None)), message(Layout::TimeFirst(Some("."))),
            message(Layout::TimeFirst(Some(""))),
        ]),
    Mistake::new("timestamp-last", Axis::Time,
        "Sign the timestamp where the scheme has it: it was signed last.",
        &[
            message(Layout::TimeLast(None)), message(Layout::TimeLast(Some("."))),
            message(Layout::TimeLast(Some(""))),
        ]),
    Mistake::new("timestamp-missing", Axis::Time,
        "Sign the timestamp as well: it travels, and was not signed.",
        &[message(Layout::Without(Part::TIMESTAMP))]),
    Mistake::new("timestamp-separator", Axis::Time,
        "Put between the timestamp and the rest what the scheme has there: it was another mark.",
        &[
            message(Layout::Separator(".")), message(Layout::Separator(":")),
            message(Layout::Separator("|")), message(Layout::Separator(",")),
            message(Layout::Separator("\n")), message(Layout::Separator(" ")),
            message(Layout::Separator("-")), message(Layout::Separator("_")),
            message(Layout::Separator("&")),
        ]),
    Mistake::new("timestamp-elsewhere", Axis::Time,
        "Sign and verify the time that another header field has: the scheme leaves it out.",
        &[
            message(Layout::FieldFirst(".")), message(Layout::FieldFirst(":")), message(Layout::FieldFirst("")),
            message(Layout::FieldLast(".")), message(Layout::FieldLast("")),
        ]),
    Mistake::new("body-alone", Axis::Message,
        "Sign all that the scheme signs: the body alone was signed.",
        &[message(Layout::BodyAlone)]),
    Mistake::new("id-missing", Axis::Message,
        "Sign the id of the message as well: it travels, and was not signed.",
        &[message(Layout::Without(Part::ID))]),
    Mistake::new("separators-missing", Axis::Message,
        "Put between the parts what the scheme has there: they were signed one after the other \
         with nothing between.",
        &[message(Layout::Joined)]),
    Mistake::new("version-missing", Axis::Message,
        "Begin what is signed with the text that the scheme has there, as `v0:`: it was left \
         out.",
        &[message(Layout::Bare)]),
    Mistake::new("message-newline", Axis::Message,
        "Sign without a line break at the end: `echo` without -n adds it.",
        &[message(Layout::LineBreak)]),
    Mistake::new("body-and-url-swapped", Axis::Message,
        "Put the body and the URL in the order that the scheme has: they were signed in the other one.",
        &[message(Layout::Crossed)]),
    Mistake::new("tag-base64", Axis::Tag,
        "Write the signature as the scheme says: it is in base64.",
        &[written(Written::In(Encoding::Base64))]),
    Mistake::new("tag-hex", Axis::Tag,
        "Write the signature as the scheme says: it is in hex.",
        &[written(Written::In(Encoding::HexLower))]),
    Mistake::new("tag-case", Axis::Tag,
        "Write the hex digits of the signature in the case that the scheme has.",
        &[written(Written::OtherCase)]),
    Mistake::new("tag-base64url", Axis::Tag,
        "Write the signature as the scheme says: it is in base64url, with `-` and `_`.",
        &[
            written(Written::In(Encoding::Base64Url)),
            written(Written::In(Encoding::Base64UrlUnpadded)),
        ]),
    Mistake::new("tag-unpadded", Axis::Tag,
        "Keep the `=` at the end of the signature: something cut its padding off.",
        &[written(Written::Unpadded)]),
    Mistake::new("tag-hex-in-base64", Axis::Tag,
        "Encode the bytes of the tag once: its hex digits were encoded in base64, as hash_hmac \
         without its last argument does in PHP.",
        &[written(Written::HexInBase64)]),
    Mistake::new("tag-0x", Axis::Tag,
        "Write the signature without `0x`.",
        &[written(Written::ZeroX)]),
    Mistake::new("tag-prefix-missing", Axis::Tag,
        "Leave before the signature what the scheme has there, as `sha256=`: something cut it \
         off.",
        &[written(Written::Bare)]),
    Mistake::new("tag-prefix-extra", Axis::Tag,
        "Write before the signature what the scheme has there and nothing else: it has another \
         prefix.",
        &[
            written(Written::After("sha256=")), written(Written::After("SHA256=")),
            written(Written::After("sha1=")), written(Written::After("sha512=")),
            written(Written::After("v1=")), written(Written::After("v0=")),
            written(Written::After("v1,")), written(Written::After("hmac ")),
        ]),
    Mistake::new("hash-sha1", Axis::Hash,
        "Use the hash function of the scheme: the message was signed with HMAC-SHA-1.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha1))]),
    Mistake::new("hash-sha256", Axis::Hash,
        "Use the hash function of the scheme: the message was signed with HMAC-SHA-256.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha256))]),
    Mistake::new("hash-sha384", Axis::Hash,
        "Use the hash function of the scheme: the message was signed with HMAC-SHA-384.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha384))]),
    Mistake::new("hash-sha512", Axis::Hash,
        "Use the hash function of the scheme: the message was signed with HMAC-SHA-512.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha512))]),
    Mistake::new("hash-plain", Axis::Hash,
        "Use HMAC, and not a hash over the secret and the message: a plain hash of both together was \
         made.",
        &[
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha256)), Change::Hash(HashChange::SecretLast(Algorithm::Sha256)),
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha1)), Change::Hash(HashChange::SecretLast(Algorithm::Sha1)),
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha384)), Change::Hash(HashChange::SecretLast(Algorithm::Sha384)),
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha512)), Change::Hash(HashChange::SecretLast(Algorithm::Sha512)),
        ]),
    Mistake::new("hash-without-secret", Axis::Hash,
        "Use HMAC with the secret: a plain hash of the message was made, which anybody can make.",
        &[
            Change::Hash(HashChange::NoSecret(Algorithm::Sha256)), Change::Hash(HashChange::NoSecret(Algorithm::Sha1)),
            Change::Hash(HashChange::NoSecret(Algorithm::Sha384)), Change::Hash(HashChange::NoSecret(Algorithm::Sha512)),
        ]),
    Mistake::new("key-and-message-swapped", Axis::Hash,
        "Give HMAC the secret as its key and the message as its data: they were exchanged.",
        &[Change::Hash(HashChange::Crossed)]),
    TOO_OLD,
    TOO_NEW,
];

/// The name of every mistake, and of none.
#[cfg(feature = "wasm-facts")]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let all = [&NONE].into_iter().chain(MISTAKES);
    all.map(|mistake| mistake.name)
}
