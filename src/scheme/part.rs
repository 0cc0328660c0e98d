//! The kinds of the parts of which a scheme's templates consist.

use super::Place;
use crate::grammar::is_same;

/// The kind of a part of a scheme. The value can also be a set of kinds, with one bit for each kind.
///
/// The names of schemes are made from these bits, and replay keys from these names. So the bits must not change.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Part(u32);

macro_rules! parts {
    ($($(#[doc = $doc:expr])+ $name:ident = $bit:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) const $name: Self = Self(1 << $bit);)+
    };
}

impl Part {
    /// The end of the parts. This is also the empty set.
    pub(crate) const END: Self = Self(0);

    parts! {
        /// Literal text.
        LITERAL = 0;
        /// `{body}`
        BODY = 1;
        /// `{signature}`. For a token: `{secret}`.
        SIGNATURE = 2;
        /// `{timestamp}`
        TIMESTAMP = 3;
        /// `{id}`, `{id:…}` and `{nonce}`. The nonce is the id with the name `nonce`.
        ID = 4;
        /// `{url}`
        URL = 5;
        /// `{secret}`
        SECRET = 6;
        /// `{field:…}`
        FIELD = 7;
        /// `{field:…?}`
        FIELD_OR_EMPTY = 8;
        /// The name of a carrier that is a header field. The parts after it are the value of the field.
        HEADER = 9;
        /// The path of a carrier that is a member of the body. The parts after it are the value of the member.
        MEMBER = 10;
        /// The prefix of the value of a carrier.
        PREFIX = 11;
        /// The separator of items. The value of a carrier with this part is a list.
        LIST = 12;
        /// The border between two items. The next item begins after this part.
        NEXT = 13;
        /// `[` in a message. After the name of a carrier, it means that the carrier may be missing.
        GROUP = 14;
        /// `]`
        CLOSE = 15;
        /// `{method}`
        METHOD = 16;
        /// `{host}`
        HOST = 17;
        /// `{path}`
        PATH = 18;
        /// `{query}`
        QUERY = 19;
        /// `{target}`
        TARGET = 20;
        /// `{query:…}`
        QUERY_VALUE = 21;
        /// `{form:…}`
        FORM_VALUE = 22;
        /// `{header:…}`
        HEADER_VALUE = 23;
        /// `{headers:…}`
        HEADER_BLOCK = 24;
        /// `{params}`
        PARAMS = 25;
        /// `{var:…}`
        VAR = 26;
        /// A flag that is added to another part: the ASCII letters of the value are converted to lower case.
        LOWER = 27;
        /// `{key_id}`
        KEY_ID = 28;
        /// `{digest:…}`
        DIGEST = 29;
        /// The name of a carrier that is a parameter of the query. The parts after it are the value of the
        /// parameter.
        QUERY_CARRIER = 30;
        /// The name of a carrier that is a parameter of a form. The parts after it are the value of the parameter.
        FORM_CARRIER = 31;
    }

    /// The parts that begin a carrier, and so end the message or the value of the carrier before.
    pub(crate) const CARRIER: Self = Self::HEADER
        .or(Self::MEMBER)
        .or(Self::QUERY_CARRIER)
        .or(Self::FORM_CARRIER);
    /// The parts that are read from a JSON body.
    pub(crate) const ANY_FIELD: Self = Self::FIELD.or(Self::FIELD_OR_EMPTY);
    /// The parts whose values are looked up by a name, and may be absent.
    pub(crate) const LOOKED_UP: Self = Self::QUERY_VALUE
        .or(Self::FORM_VALUE)
        .or(Self::HEADER_VALUE);
    /// The parts whose values are in the request line or in the header fields.
    pub(crate) const OF_REQUEST: Self = Self::HOST
        .or(Self::PATH)
        .or(Self::QUERY)
        .or(Self::TARGET)
        .or(Self::HEADER_BLOCK);

    /// The parts that can be any text, which may contain separators.
    pub(crate) const FREE: Self = Self::BODY
        .or(Self::ANY_FIELD)
        .or(Self::LOOKED_UP)
        .or(Self::OF_REQUEST)
        .or(Self::PARAMS);
    /// The values that are known before the tag is computed.
    pub(crate) const VALUE: Self = Self::ID
        .or(Self::KEY_ID)
        .or(Self::ANY_FIELD)
        .or(Self::LOOKED_UP)
        .or(Self::OF_REQUEST)
        .or(Self::PARAMS)
        .or(Self::METHOD);
    /// The parts that are written into carriers and read from carriers.
    pub(crate) const CARRIED: Self = Self::SIGNATURE
        .or(Self::TIMESTAMP)
        .or(Self::ID)
        .or(Self::KEY_ID)
        .or(Self::DIGEST);

    /// The part that begins a carrier in this place.
    pub(super) const fn of_carrier(place: Place) -> Self {
        match place {
            Place::Header => Self::HEADER,
            Place::Body => Self::MEMBER,
            Place::Query => Self::QUERY_CARRIER,
            Place::Form => Self::FORM_CARRIER,
        }
    }

    /// The member of a definition that has the carriers that begin with this part.
    pub(super) const fn definition_member(self) -> &'static str {
        match self {
            Self::MEMBER => "fields",
            Self::QUERY_CARRIER => "query",
            Self::FORM_CARRIER => "form",
            _ => "headers",
        }
    }

    /// Whether this part, with this name, reads a header field.
    pub(crate) fn reads_field(self, name: &str, field: &str) -> bool {
        let is_prefix = self.has(Self::HEADER_BLOCK);
        let end = if is_prefix { name.len() } else { field.len() };
        let begin = field.get(..end);
        self.has(Self::HEADER_VALUE.or(Self::HEADER_BLOCK))
            && begin.is_some_and(|begin| is_same(begin, name))
    }

    /// The bits of the set.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of this set that are not in the set `others`.
    pub(crate) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether this set and the set `others` have a kind in common.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether all kinds of this set are in the set `others`.
    pub(crate) const fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}
