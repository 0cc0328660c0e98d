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
    /// The namespace of the ids of its messages. If this is empty, a name is made from the scheme
    /// itself.
    pub name: &'a str,
    /// How the tag is computed.
    pub construction: Construction,
    /// The hash function under the HMAC.
    pub hash: Algorithm,
    /// How the text of a secret is decoded into the bytes of the key.
    pub key: SecretEncoding,
    /// A prefix that is removed from the text of a secret before it is decoded. A secret without the
    /// prefix is accepted, too.
    pub key_prefix: &'a str,
    /// The signed message: a template.
    pub message: &'a str,
    /// The encoding of the tag.
    pub encoding: Encoding,
    /// Which hex digits are accepted in a tag.
    pub hex_case: HexCase,
    /// Where the signature, the time and the ids are sent.
    pub carriers: &'a [Carrier<'a>],
    /// The format of `{timestamp}`; `None` if no template contains it.
    pub timestamp: Option<TimestampFormat>,
    /// The tolerance of a timestamp in seconds, in both directions.
    pub tolerance_secs: u32,
    /// The path of the member of the body with the sender's id of the event. The id must be signed, and stay
    /// the same when the event is sent again. Empty if there is no such member.
    pub event_id: &'a str,
}

impl<'a> Scheme<'a> {
    /// HMAC-SHA-256 over `message`. The key is the bytes of the secret's text, the tag is lower-case hex, and
    /// there is no timestamp. If you add a timestamp, the tolerance is five minutes, as for Stripe, Slack and
    /// Standard Webhooks.
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

/// How a tag is computed: as an HMAC.
///
/// Some providers use a plain hash instead, with the secret in the message: [`Construction::DIGEST`].
/// It can only verify, because a hash of a secret and of text that others choose is not a signature.
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

    /// HMAC over members that can contain the separator between them.
    pub(crate) const UNMARKED: Self = Self(TagAlgorithm::Unmarked);

    /// A plain digest over a message with the placeholder `{secret}`. It can only verify; it cannot sign a
    /// request.
    pub const DIGEST: Self = Self(TagAlgorithm::Digest);

    pub(super) const ALL: [Self; 3] = [Self::HMAC, Self::UNMARKED, Self::DIGEST];
}

/// Which hex digits are accepted in a tag that is verified.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum HexCase {
    /// `a` to `f`
    Lower,
    /// `A` to `F`
    Upper,
    /// Both.
    Either,
}

impl HexCase {
    /// Every case.
    pub const ALL: [Self; 3] = [Self::Lower, Self::Upper, Self::Either];
}

/// A place in which a value is sent: a header field, a member of a JSON body, or a parameter of a query
/// or a form.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Carrier<'a> {
    /// The kind of the place.
    pub place: Place,
    /// The name of the field or of the parameter, or the path of the member.
    pub name: &'a str,
    /// The prefix of the value.
    pub prefix: &'a str,
    /// The value: a template.
    pub value: &'a str,
    /// The separator of the items of a list; empty if the value is not a list.
    pub separator: &'a str,
    /// Whether the place may be absent.
    pub is_optional: bool,
}

/// Where a carrier is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Place {
    /// In the header.
    Header,
    /// In the body, which is JSON.
    Body,
    /// In the query of the URL.
    Query,
    /// In the body, which is a form.
    Form,
}

impl<'a> Carrier<'a> {
    /// The header field `name`, with the template `value`.
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

    /// The member of the body at the path `name`.
    #[must_use]
    pub const fn member(name: &'a str, value: &'a str) -> Self {
        Self {
            place: Place::Body,
            ..Self::header(name, value)
        }
    }

    /// The same carrier with a list as its value. The separator is one ASCII character that is not a letter
    /// or a digit, optionally followed by a space.
    ///
    /// In a received message, items may occur in any order and more than once. Unknown items are ignored.
    #[must_use]
    pub const fn list(self, separator: &'a str) -> Self {
        Self { separator, ..self }
    }

    /// The same carrier with a prefix before the value, or before the first item.
    #[must_use]
    pub const fn prefix(self, prefix: &'a str) -> Self {
        Self { prefix, ..self }
    }
}
