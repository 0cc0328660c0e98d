//! The description of a scheme, as data.

use crate::{Algorithm, Encoding, SecretEncoding, TimestampFormat};

/// The description of a scheme.
///
/// # Examples
///
/// ```
/// use payauth::scheme::{Carrier, Envelope, Scheme};
/// use payauth::{TimestampFormat, UnixTime};
///
/// const SCHEME: Scheme<'_> = Scheme {
///     timestamp: Some(TimestampFormat::Unix),
///     ..Scheme::new("{timestamp}.{body}", &[
///         Carrier::header("X-Signature", "t={timestamp},v1={signature}").list(","),
///     ])
/// };
///
/// let scheme = SCHEME.compile()?;
/// let key = scheme.key("secret", "hunter2")?;
/// let now = UnixTime::from_secs(1_709_380_800)?;
/// let fields = scheme.sign(&key, &Envelope::new(now), b"{}")?;
/// assert!(fields.get("X-Signature").unwrap().starts_with("t=1709380800,v1="));
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "users write it as a literal over `Scheme::new`"
)]
pub struct Scheme<'a> {
    /// The namespace of the ids of the messages. If `name` is empty, a name is made from the scheme itself.
    pub name: &'a str,
    /// The way in which the tag is computed.
    pub construction: Construction,
    /// The hash function that the HMAC or the digest uses.
    pub hash: Algorithm,
    /// The encoding of the text of a secret. The decoded bytes are the key.
    pub key: SecretEncoding,
    /// A prefix that is removed from the text of a secret before it is decoded. A secret without the
    /// prefix is accepted, too.
    pub key_prefix: &'a str,
    /// The template of the signed message.
    pub message: &'a str,
    /// The encoding of the tag.
    pub encoding: Encoding,
    /// The case of the hex digits that are accepted in a tag.
    pub hex_case: HexCase,
    /// The places in which the signature, the time and the ids are sent.
    pub carriers: &'a [Carrier<'a>],
    /// The format of `{timestamp}`; `None` if no template contains it.
    pub timestamp: Option<TimestampFormat>,
    /// The tolerance of a timestamp in seconds, for the past and for the future.
    pub tolerance_secs: u32,
    /// The path of the member of the body that contains the sender's id of the event; empty if there is no such
    /// member. The id must be signed, and must stay the same when the event is sent again.
    pub event_id: &'a str,
}

impl<'a> Scheme<'a> {
    /// HMAC-SHA-256 of `message`. The key is the bytes of the secret's text, the tag is lower-case hex, and there
    /// is no timestamp. If you add a timestamp, the tolerance is five minutes, as for Stripe, Slack and Standard
    /// Webhooks.
    #[must_use]
    pub const fn new(message: &'a str, carriers: &'a [Carrier<'a>]) -> Self {
        Self {
            name: "",
            construction: Construction::HMAC,
            hash: Algorithm::Sha256,
            key: SecretEncoding::Utf8,
            key_prefix: "",
            message,
            encoding: Encoding::HexLower,
            hex_case: HexCase::Either,
            carriers,
            timestamp: None,
            tolerance_secs: 300,
            event_id: "",
        }
    }
}

/// The way in which a tag is computed. The default is an HMAC.
///
/// Some providers use a plain hash of a message that contains the secret: [`Construction::DIGEST`]. Such a scheme
/// can only verify, because a hash of a secret and of text that others choose is not a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Construction(TagAlgorithm);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum TagAlgorithm {
    Hmac,
    Unmarked,
    Digest,
}

impl Construction {
    /// HMAC (RFC 2104).
    pub const HMAC: Self = Self(TagAlgorithm::Hmac);

    /// HMAC of members that can contain the separator between them.
    pub(crate) const UNMARKED: Self = Self(TagAlgorithm::Unmarked);

    /// A plain hash of a message with the placeholder `{secret}`. A scheme with this construction can only verify;
    /// it cannot sign a request.
    pub const DIGEST: Self = Self(TagAlgorithm::Digest);

    pub(super) const ALL: [Self; 3] = [Self::HMAC, Self::UNMARKED, Self::DIGEST];
}

/// The case of the hex digits that are accepted in a tag that is verified.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum HexCase {
    /// `a` to `f`
    Lower,
    /// `A` to `F`
    Upper,
    /// `a` to `f` and `A` to `F`
    Either,
}

impl HexCase {
    /// The three variants.
    pub const ALL: [Self; 3] = [Self::Lower, Self::Upper, Self::Either];
}

/// A place in which a value is sent: a header field, a member of a JSON body, or a parameter of a query
/// or a form.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Carrier<'a> {
    /// The kind of the place in which the value is sent.
    pub place: Place,
    /// The name of the field or of the parameter, or the path of the member.
    pub name: &'a str,
    /// The text at the beginning of the place, before the value.
    pub prefix: &'a str,
    /// The template of the value.
    pub value: &'a str,
    /// The separator of the items of a list; empty if the value is not a list.
    pub separator: &'a str,
    /// Whether the carrier may be missing in a message.
    pub is_optional: bool,
}

/// The kind of the place in which a carrier is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Place {
    /// The carrier is a header field.
    Header,
    /// The carrier is a member of the body, which is JSON.
    Body,
    /// The carrier is a parameter in the query of the URL.
    Query,
    /// The carrier is a parameter in the body, which is a form.
    Form,
}

impl<'a> Carrier<'a> {
    /// The header field `name`, whose value has the template `value`.
    #[must_use]
    pub const fn header(name: &'a str, value: &'a str) -> Self {
        Self {
            place: Place::Header,
            name,
            prefix: "",
            value,
            separator: "",
            is_optional: false,
        }
    }

    /// The member of the body at the path `name`, whose value has the template `value`.
    #[must_use]
    pub const fn member(name: &'a str, value: &'a str) -> Self {
        Self {
            place: Place::Body,
            ..Self::header(name, value)
        }
    }

    /// The same carrier, with a list as its value. The separator is one ASCII character that is not a letter or a
    /// digit, optionally followed by a space.
    ///
    /// In a received message, the items may occur in any order and more than one time. Unknown items are ignored.
    #[must_use]
    pub const fn list(self, separator: &'a str) -> Self {
        Self { separator, ..self }
    }

    /// The same carrier, with a prefix before the value or, in a list, before the first item.
    #[must_use]
    pub const fn prefix(self, prefix: &'a str) -> Self {
        Self { prefix, ..self }
    }
}
