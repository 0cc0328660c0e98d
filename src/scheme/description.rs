//! The description of a scheme: data, and nothing but data.

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
    /// Whose the ids of its messages are. Where it is empty, they are those of this scheme alone.
    pub name: &'a str,
    /// What the tag is made with.
    pub construction: Construction,
    /// The hash function under the HMAC.
    pub hash: Algorithm,
    /// How the text of a secret is decoded to the bytes of the key.
    pub key: SecretEncoding,
    /// What is cut off the text of a secret before that, if it is there.
    pub key_prefix: &'a str,
    /// What is signed: a template.
    pub message: &'a str,
    /// How the tag is written.
    pub encoding: Encoding,
    /// Which hex digits are accepted in a tag.
    pub hex_case: HexCase,
    /// Where the signature, and what goes with it, travels.
    pub carriers: &'a [Carrier<'a>],
    /// How `{timestamp}` is written; `None` where no template has it.
    pub timestamp: Option<TimestampFormat>,
    /// How far a timestamp may be from now, into the past and into the future.
    pub tolerance_secs: u32,
    /// The path of the member of the body that is the sender's id of the event, the same when it is
    /// sent again; it must be covered. Empty if there is no such member.
    pub event_id: &'a str,
}

impl<'a> Scheme<'a> {
    /// HMAC-SHA-256 over `message` with the secret's own bytes, the tag in lower-case hex, and no
    /// timestamp. Where there is one, five minutes are tolerated, as Stripe, Slack and Standard
    /// Webhooks do.
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

/// What a tag is made with: an HMAC.
///
/// Two providers have a plain hash in its place, with the secret inside the message. That is for
/// their profiles alone, because a hash over a secret and text of somebody else's is no signature.
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

    /// HMAC over members whose borders the sender does not mark: what is between them can be in them.
    pub(crate) const UNMARKED: Self = Self(TagAlgorithm::Unmarked);

    /// A plain digest over a message that has the placeholder `{secret}`: it verifies, and never signs a
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

/// A place where something travels: a header field, a member of a JSON body, or a parameter of a query
/// or a form.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Carrier<'a> {
    /// Which of them it is.
    pub place: Place,
    /// The name of the field or of the parameter, or the path of the member.
    pub name: &'a str,
    /// What stands before the value.
    pub prefix: &'a str,
    /// The value: a template.
    pub value: &'a str,
    /// The text between the items of a list; empty if the value is not a list.
    pub separator: &'a str,
    /// Whether it may be absent.
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
    /// The header field `name`, whose value the template `value` gives.
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

    /// The same, as a list: one ASCII character, or that and a space, stands between the items.
    ///
    /// When it is verified, items may occur in any order and more than once. Unknown items are ignored.
    #[must_use]
    pub const fn list(self, separator: &'a str) -> Self {
        Self { separator, ..self }
    }

    /// The same with text before the value, or before the first item.
    #[must_use]
    pub const fn prefix(self, prefix: &'a str) -> Self {
        Self { prefix, ..self }
    }
}
