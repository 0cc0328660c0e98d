//! The usual mistakes, as data.

use super::address::UrlChange;
use super::body::Rewrite;
use super::change::{Axis, Change, Mistake};
use super::json_text::{Escapes, Spacing, Style};
use super::layout::Layout;
use super::method::MethodChange;
use super::outcome::{TOO_NEW, TOO_OLD};
use super::rows::{
    AS_IT_IS, BOM, DOT_NET, JAVASCRIPT, MILLIS, PHP, PYTHON, RFC_3986, SPACED, UNIX, URL_STANDARD,
    body, form, json, key, message, method, time, written,
};
use super::secret::SecretReading;
use super::tag::{HashChange, Written};
use super::timing::Timing;
use crate::encoding::hex::Case;
use crate::scheme::Part;
use crate::{Algorithm, Encoding, SecretEncoding};

/// Every mistake that is tried, in order. If two mistakes have the same effect, the first is
/// reported.
#[rustfmt::skip]
pub const MISTAKES: &[Mistake] = &[
    Mistake::new("body-newline-lost", Axis::Body,
        "Keep the line break at the end of the body: something removed this signed line break.",
        &[body(Rewrite::Ending("\n")), body(Rewrite::Ending("\r\n"))]),
    Mistake::new("body-newline-added", Axis::Body,
        "Remove the line break or the spaces around the body: they were not signed. An editor adds \
         them, and so does `echo` without -n.",
        &[
            body(Rewrite::WithoutEnding("\r\n")), body(Rewrite::WithoutEnding("\n")),
            body(Rewrite::Trimmed),
        ]),
    Mistake::new("body-crlf-lost", Axis::Body,
        "Keep the body's line breaks unchanged: CR LF was signed, and something removed the CR.",
        &[body(Rewrite::CrLf)]),
    Mistake::new("body-crlf-added", Axis::Body,
        "Keep the body's line breaks unchanged: LF was signed, and something added a CR.",
        &[body(Rewrite::Lf)]),
    Mistake::new("body-bom-lost", Axis::Body,
        "Read the body as bytes: the signed body begins with a byte order mark, which decoding drops.",
        &[body(Rewrite::Beginning(BOM))]),
    Mistake::new("body-bom-added", Axis::Body,
        "Remove the byte order mark at the start of the body: the mark was not signed.",
        &[body(Rewrite::WithoutBeginning(BOM))]),
    Mistake::new("body-reserialised", Axis::Body,
        "Verify the bytes as received, before they are parsed and serialised again: compact JSON \
         was signed.",
        &[json(Style::COMPACT)]),
    Mistake::new("body-spaced", Axis::Body,
        "Verify and sign the bytes that are sent. JSON with a space after commas and colons was \
         signed: Python's json.dumps writes such JSON.",
        &[json(SPACED), json(SPACED.escaped(Escapes::Unicode))]),
    Mistake::new("body-indented", Axis::Body,
        "Verify and sign the bytes that are sent. Indented JSON was signed.",
        &[
            json(Style::laid(Spacing::Lines("  "))), json(Style::laid(Spacing::Lines("    "))),
            json(Style::laid(Spacing::Lines("\t"))),
        ]),
    Mistake::new("body-keys-sorted", Axis::Body,
        "Verify and sign the bytes that are sent. JSON with its members sorted by name was signed.",
        &[
            json(Style::COMPACT.sorted()), json(SPACED.sorted()),
            json(SPACED.sorted().escaped(Escapes::Unicode)),
        ]),
    Mistake::new("body-unicode-escaped", Axis::Body,
        "Verify the bytes as received: JSON with `\\uXXXX` for non-ASCII characters was signed, \
         and something unescaped them.",
        &[
            json(AS_IT_IS.escaped(Escapes::Unicode)), json(AS_IT_IS.escaped(Escapes::UnicodeUpper)),
        ]),
    Mistake::new("body-slashes-escaped", Axis::Body,
        "Verify the bytes as received: JSON with `\\/` for each slash was signed. PHP's \
         json_encode writes such JSON.",
        &[
            json(AS_IT_IS.escaped(Escapes::Slashes)),
            json(AS_IT_IS.escaped(Escapes::SlashesAndUnicode)),
        ]),
    Mistake::new("body-slashes-unescaped", Axis::Body,
        "Verify the bytes as received: JSON with plain slashes was signed, and something changed \
         each to `\\/`.",
        &[json(AS_IT_IS.escaped(Escapes::NoSlashes))]),
    Mistake::new("body-unicode-unescaped", Axis::Body,
        "Verify the bytes as received: JSON with plain non-ASCII characters was signed, and \
         something changed each to `\\uXXXX`.",
        &[json(AS_IT_IS.escaped(Escapes::None))]),
    Mistake::new("body-html-escaped", Axis::Body,
        "Verify the bytes as received: JSON with `\\u003c`, `\\u003e` and `\\u0026` for `<`, `>` \
         and `&` was signed. Go's json.Marshal writes such JSON.",
        &[json(AS_IT_IS.escaped(Escapes::Html))]),
    Mistake::new("body-stringified", Axis::Body,
        "Verify the bytes as received: after it was signed, the body was turned into a JSON \
         string, with quotes and escapes.",
        &[body(Rewrite::Unquoted)]),
    Mistake::new("body-empty", Axis::Body,
        "Sign the body that is sent: an empty body was signed. Perhaps the body was \
         already read, or was set later.",
        &[body(Rewrite::Empty)]),
    Mistake::new("body-hex", Axis::Body,
        "Use the bytes of the body on both sides: one side used the body in hex.",
        &[body(Rewrite::Hex), body(Rewrite::OfHex)]),
    Mistake::new("body-base64", Axis::Body,
        "Use the bytes of the body on both sides: one side used the body in base64. AWS passes a body \
         in base64 if isBase64Encoded is true.",
        &[body(Rewrite::Base64), body(Rewrite::OfBase64)]),
    Mistake::new("body-form-decoded", Axis::Body,
        "Verify the form as received, with its percent signs, before a parser decodes it.",
        &[body(Rewrite::Form), body(Rewrite::Field("payload"))]),
    Mistake::new("body-form-encoded", Axis::Body,
        "Sign the form as it is sent, with its percent signs: the decoded text was signed.",
        &[body(Rewrite::OfForm)]),
    Mistake::new("body-latin1", Axis::Body,
        "Read the body as bytes, or decode it as UTF-8: it was decoded as Latin-1, so one character \
         became two.",
        &[body(Rewrite::Latin1)]),
    Mistake::new("body-form-rewritten", Axis::Body,
        "Verify the form as received, before it is parsed and serialised again: the same fields \
         were signed with other escapes, such as `%20` for `+`.",
        &[
            form(URL_STANDARD), form(PYTHON), form(PHP), form(RFC_3986), form(JAVASCRIPT), form(DOT_NET),
            body(Rewrite::FormCase(Case::Upper)), body(Rewrite::FormCase(Case::Lower)),
        ]),
    Mistake::new("body-form-json", Axis::Body,
        "Verify the form as received: something parsed it and turned it into JSON.",
        &[
            body(Rewrite::FormOfJson(URL_STANDARD)), body(Rewrite::FormOfJson(RFC_3986)),
            body(Rewrite::FormOfJson(JAVASCRIPT)),
        ]),
    Mistake::new("body-partly-escaped", Axis::Body,
        "Verify the bytes as received: JSON with `\\uXXXX` for some characters was signed, and \
         something unescaped them.",
        &[
            json(AS_IT_IS.escaped(Escapes::Beyond(Case::Lower))), json(AS_IT_IS.escaped(Escapes::Beyond(Case::Upper))),
            json(AS_IT_IS.escaped(Escapes::Meta)), json(AS_IT_IS.escaped(Escapes::DotNet)),
            json(AS_IT_IS.escaped(Escapes::At)),
        ]),
    Mistake::new("url-query", Axis::Url,
        "Pass the URL as it is registered with the sender, without a query.",
        &[Change::Url(UrlChange::Query)]),
    Mistake::new("url-slash", Axis::Url,
        "Pass the URL as it is registered with the sender: one side has a slash at the end of the \
         path.",
        &[Change::Url(UrlChange::Slash)]),
    Mistake::new("url-http", Axis::Url,
        "Pass the URL as it is registered with the sender: one side has http, the other https. A \
         proxy that terminates TLS causes this.",
        &[Change::Url(UrlChange::Http)]),
    Mistake::new("url-host-case", Axis::Url,
        "Pass the host of the URL in lower case.",
        &[Change::Url(UrlChange::Case)]),
    Mistake::new("url-port", Axis::Url,
        "Pass the URL as it is registered with the sender, without a port.",
        &[Change::Url(UrlChange::Port)]),
    Mistake::new("url-path", Axis::Url,
        "Pass only the path and the query, or make the sender sign the whole URL: the host \
         was not signed.",
        &[Change::Url(UrlChange::Whole)]),
    Mistake::new("url-escapes", Axis::Url,
        "Pass the URL with the escapes that were signed: the two sides differ, for example in `%3A`, \
         `%3a` and `:`, or in `%20` and `+`.",
        &[
            Change::Url(UrlChange::Escaped(":/?@!$'()*,;")), Change::Url(UrlChange::Escaped("")),
            Change::Url(UrlChange::Unescaped("@")), Change::Url(UrlChange::Unescaped(":/?@!$'()*,;")),
            Change::Url(UrlChange::Digits(Case::Upper)), Change::Url(UrlChange::Digits(Case::Lower)),
            Change::Url(UrlChange::Spaces { is_plus: false }), Change::Url(UrlChange::Spaces { is_plus: true }),
        ]),
    Mistake::new("url-host", Axis::Url,
        "Pass the URL with the host to which the request is sent: the host of another environment was \
         signed.",
        &[
            Change::Url(UrlChange::Origin(0)), Change::Url(UrlChange::Origin(1)),
            Change::Url(UrlChange::Origin(2)), Change::Url(UrlChange::Origin(3)),
        ]),
    Mistake::new("url-prefix", Axis::Url,
        "Sign the whole path, as it is sent: its first segments were not signed.",
        &[
            Change::Url(UrlChange::Under(1)), Change::Url(UrlChange::Under(2)),
            Change::Url(UrlChange::Under(3)),
        ]),
    Mistake::new("url-whole", Axis::Url,
        "Sign only the part of the URL that the scheme signs: the host or the query was signed as well.",
        &[
            message(Layout::Wider(Part::TARGET, Part::URL)), message(Layout::Wider(Part::PATH, Part::TARGET)),
            message(Layout::Wider(Part::PATH, Part::URL)),
        ]),
    Mistake::new("method-case", Axis::Method,
        "Pass the method in upper case, and sign the method in the case that the scheme defines.",
        &[method(MethodChange::Upper), method(MethodChange::OtherCase)]),
    Mistake::new("method-other", Axis::Method,
        "Sign the method with which the request is sent: another method was signed.",
        &[
            method(MethodChange::Other("GET")), method(MethodChange::Other("POST")),
            method(MethodChange::Other("PUT")), method(MethodChange::Other("PATCH")),
            method(MethodChange::Other("DELETE")),
        ]),
    Mistake::new("secret-newline", Axis::Key,
        "Remove the line break at the end of the secret: one side has it in the key. A file may end \
         with a line break, and `echo` without -n adds one.",
        &[
            key(SecretReading::Trimmed(&['\r', '\n'])), key(SecretReading::Within("", "\n")),
            key(SecretReading::Within("", "\r\n")),
        ]),
    Mistake::new("secret-spaces", Axis::Key,
        "Remove the spaces around the secret: one side has them in the key.",
        &[
            key(SecretReading::Trimmed(&[' ', '\t', '\r', '\n', '\u{a0}', '\u{feff}'])),
            key(SecretReading::Within("", " ")), key(SecretReading::Within(" ", "")),
        ]),
    Mistake::new("secret-quoted", Axis::Key,
        "Remove the quotes around the secret: one side has them in the key. An .env file may \
         contain them.",
        &[
            key(SecretReading::Trimmed(&['"', '\'', '`'])), key(SecretReading::Within("\"", "\"")),
            key(SecretReading::Within("'", "'")),
        ]),
    Mistake::new("secret-prefix-kept", Axis::Key,
        "Where the message is signed, remove the prefix, such as `whsec_`, from the secret, and decode \
         the rest as the scheme says.",
        &[key(SecretReading::WithPrefix), key(SecretReading::WithPrefixDecoded)]),
    Mistake::new("secret-prefix-stripped", Axis::Key,
        "Where the message is signed, keep `whsec_` in the key: in this scheme, the prefix is a part \
         of the secret.",
        &[key(SecretReading::WithoutPrefix("whsec_"))]),
    Mistake::new("secret-not-decoded", Axis::Key,
        "Where the message is signed, decode the secret from base64 or hex, as the scheme says: its \
         undecoded text was the key.",
        &[key(SecretReading::Text)]),
    Mistake::new("secret-decoded-base64", Axis::Key,
        "Where the message is signed, use the key that the scheme defines: the secret was decoded \
         from base64. Or pass the decoded bytes in `secrets`.",
        &[
            key(SecretReading::Decoded(SecretEncoding::Base64)),
            key(SecretReading::Decoded(SecretEncoding::Base64Url)),
        ]),
    Mistake::new("secret-decoded-hex", Axis::Key,
        "Where the message is signed, use the key that the scheme defines: the secret was decoded \
         from hex. Or pass the decoded bytes in `secrets`.",
        &[key(SecretReading::Decoded(SecretEncoding::Hex))]),
    Mistake::new("secret-swapped", Axis::Key,
        "Exchange the two halves of the secret: the API key and the API secret are in the wrong \
         order.",
        &[key(SecretReading::Swapped)]),
    Mistake::new("secret-half", Axis::Key,
        "Pass one half of the secret: only the part before or after its colon was the key.",
        &[key(SecretReading::First), key(SecretReading::Second)]),
    Mistake::new("secret-not-in-use", Axis::Key,
        "Check `notBefore` and `notAfter`: the secret that matches is not in use at `now`.",
        &[key(SecretReading::Always)]),
    Mistake::new("secret-pasted-with-more", Axis::Key,
        "Pass only the secret: a name, a version or a note was pasted with it.",
        &[
            key(SecretReading::After(",")), key(SecretReading::After("=")), key(SecretReading::After(": ")), key(SecretReading::After(" ")),
            key(SecretReading::Before(" ")), key(SecretReading::Trimmed(&[',', ';', '<', '>', '(', ')'])),
        ]),
    Mistake::new("secret-invisible", Axis::Key,
        "Type the secret, or copy it again: it contains invisible characters.",
        &[key(SecretReading::Without(&['\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{ad}', '\u{feff}']))]),
    Mistake::new("milliseconds", Axis::Time,
        "Sign and send the time in seconds: it is in milliseconds. Divide Date.now() by 1000 and \
         drop the fraction.",
        &[time(UNIX, MILLIS, false), time(UNIX, MILLIS, true), time(UNIX, UNIX, true)]),
    Mistake::new("seconds", Axis::Time,
        "Sign and send the time in milliseconds: it is in seconds.",
        &[time(MILLIS, UNIX, false), time(MILLIS, UNIX, true), time(MILLIS, MILLIS, true)]),
    Mistake::new("timestamp-format", Axis::Time,
        "Write the time in the scheme's format: it is in another format, such as RFC 3339 instead of digits.",
        &[Change::Time(Timing::Format)]),
    Mistake::new("timestamp-first", Axis::Time,
        "Sign the timestamp at the place that the scheme defines: it was signed first.",
        &[
            message(Layout::TimeFirst(None)), message(Layout::TimeFirst(Some("."))),
            message(Layout::TimeFirst(Some(""))),
        ]),
    Mistake::new("timestamp-last", Axis::Time,
        "Sign the timestamp at the place that the scheme defines: it was signed last.",
        &[
            message(Layout::TimeLast(None)), message(Layout::TimeLast(Some("."))),
            message(Layout::TimeLast(Some(""))),
        ]),
    Mistake::new("timestamp-missing", Axis::Time,
        "Sign the timestamp as well: it was sent unsigned.",
        &[message(Layout::Without(Part::TIMESTAMP))]),
    Mistake::new("timestamp-separator", Axis::Time,
        "Use the scheme's separator next to the timestamp: another separator was signed.",
        &[
            message(Layout::Separator(".")), message(Layout::Separator(":")),
            message(Layout::Separator("|")), message(Layout::Separator(",")),
            message(Layout::Separator("\n")), message(Layout::Separator(" ")),
            message(Layout::Separator("-")), message(Layout::Separator("_")),
            message(Layout::Separator("&")),
        ]),
    Mistake::new("timestamp-elsewhere", Axis::Time,
        "Add the header field that contains a time to the `message` of the scheme: the sender also \
         signed this time.",
        &[
            message(Layout::FieldFirst(".")), message(Layout::FieldFirst(":")), message(Layout::FieldFirst("")),
            message(Layout::FieldLast(".")), message(Layout::FieldLast("")),
        ]),
    Mistake::new("body-alone", Axis::Message,
        "Sign every part that the scheme signs: only the body was signed.",
        &[message(Layout::BodyAlone)]),
    Mistake::new("id-missing", Axis::Message,
        "Sign the id of the message as well: it was sent unsigned.",
        &[message(Layout::Without(Part::ID))]),
    Mistake::new("separators-missing", Axis::Message,
        "Use the scheme's separators between the parts: the parts were signed without separators.",
        &[message(Layout::Joined)]),
    Mistake::new("version-missing", Axis::Message,
        "Begin the signed message with the scheme's text, such as `v0:`.",
        &[message(Layout::Bare)]),
    Mistake::new("message-newline", Axis::Message,
        "Sign the message without a line break at its end: `echo` without -n adds one.",
        &[message(Layout::LineBreak)]),
    Mistake::new("body-and-url-swapped", Axis::Message,
        "Sign the body and the URL in the scheme's order: they were signed in the other order.",
        &[message(Layout::Crossed)]),
    Mistake::new("tag-base64", Axis::Tag,
        "Write the signature as the scheme says: it is in base64.",
        &[written(Written::In(Encoding::Base64))]),
    Mistake::new("tag-hex", Axis::Tag,
        "Write the signature as the scheme says: it is in hex.",
        &[written(Written::In(Encoding::HexLower))]),
    Mistake::new("tag-case", Axis::Tag,
        "Write the signature's hex digits in the scheme's case: they are in the other case.",
        &[written(Written::OtherCase)]),
    Mistake::new("tag-base64url", Axis::Tag,
        "Write the signature as the scheme says: it is in base64url, with `-` and `_`.",
        &[
            written(Written::In(Encoding::Base64Url)),
            written(Written::In(Encoding::Base64UrlUnpadded)),
        ]),
    Mistake::new("tag-unpadded", Axis::Tag,
        "Keep the `=` at the end of the signature: something removed this padding.",
        &[written(Written::Unpadded)]),
    Mistake::new("tag-hex-in-base64", Axis::Tag,
        "Encode the bytes of the tag once: its hex digits were encoded in base64. PHP's hash_hmac \
         returns hex unless its last argument is true.",
        &[written(Written::HexInBase64)]),
    Mistake::new("tag-0x", Axis::Tag,
        "Write the signature without `0x`.",
        &[written(Written::ZeroX)]),
    Mistake::new("tag-prefix-missing", Axis::Tag,
        "Keep the scheme's prefix before the signature, such as `sha256=`: something removed it.",
        &[written(Written::Bare)]),
    Mistake::new("tag-prefix-extra", Axis::Tag,
        "Write only the scheme's prefix before the signature: it has another prefix.",
        &[
            written(Written::After("sha256=")), written(Written::After("SHA256=")),
            written(Written::After("sha1=")), written(Written::After("sha512=")),
            written(Written::After("v1=")), written(Written::After("v0=")),
            written(Written::After("v1,")), written(Written::After("hmac ")),
        ]),
    Mistake::new("hash-sha1", Axis::Hash,
        "Use the scheme's hash function: HMAC-SHA-1 was used.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha1))]),
    Mistake::new("hash-sha256", Axis::Hash,
        "Use the scheme's hash function: HMAC-SHA-256 was used.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha256))]),
    Mistake::new("hash-sha384", Axis::Hash,
        "Use the scheme's hash function: HMAC-SHA-384 was used.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha384))]),
    Mistake::new("hash-sha512", Axis::Hash,
        "Use the scheme's hash function: HMAC-SHA-512 was used.",
        &[Change::Hash(HashChange::Hmac(Algorithm::Sha512))]),
    Mistake::new("hash-plain", Axis::Hash,
        "Use HMAC: a plain hash of the secret and the message was sent.",
        &[
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha256)), Change::Hash(HashChange::SecretLast(Algorithm::Sha256)),
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha1)), Change::Hash(HashChange::SecretLast(Algorithm::Sha1)),
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha384)), Change::Hash(HashChange::SecretLast(Algorithm::Sha384)),
            Change::Hash(HashChange::SecretFirst(Algorithm::Sha512)), Change::Hash(HashChange::SecretLast(Algorithm::Sha512)),
        ]),
    Mistake::new("hash-without-secret", Axis::Hash,
        "Use HMAC with the secret: a plain hash of the message was sent.",
        &[
            Change::Hash(HashChange::NoSecret(Algorithm::Sha256)), Change::Hash(HashChange::NoSecret(Algorithm::Sha1)),
            Change::Hash(HashChange::NoSecret(Algorithm::Sha384)), Change::Hash(HashChange::NoSecret(Algorithm::Sha512)),
        ]),
    Mistake::new("key-and-message-swapped", Axis::Hash,
        "Use the secret as the key of HMAC and the message as the data: they were exchanged.",
        &[Change::Hash(HashChange::Crossed)]),
    TOO_OLD,
    TOO_NEW,
];

/// The names of all mistakes, and the name `none`.
#[cfg(feature = "wasm-facts")]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let all = [&super::outcome::NONE].into_iter().chain(MISTAKES);
    all.map(|mistake| mistake.name)
}
