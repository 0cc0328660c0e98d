//! The kinds of pieces of a scheme.

use alloc::string::String;

/// The kind of a piece of a scheme. A value can also be a set of kinds, with one bit for each.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Part(u32);

macro_rules! parts {
    ($($(#[doc = $doc:expr])+ $name:ident = $bit:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) const $name: Self = Self(1 << $bit);)+
    };
}

impl Part {
    /// The end of the parts; also the empty set.
    pub(crate) const END: Self = Self(0);

    parts! {
        /// Literal text.
        LITERAL = 0;
        /// `{body}`
        BODY = 1;
        /// `{signature}`; for a token, `{secret}`.
        SIGNATURE = 2;
        /// `{timestamp}`
        TIMESTAMP = 3;
        /// `{id}`, `{id:…}` and `{nonce}`, which is the id of that name.
        ID = 4;
        /// `{url}`
        URL = 5;
        /// `{secret}`
        SECRET = 6;
        /// `{field:…}`
        FIELD = 7;
        /// `{field:…?}`
        FIELD_OR_EMPTY = 8;
        /// The name of a header field. The parts after it are its value.
        HEADER = 9;
        /// The path of a member of the body. The parts after it are its value.
        MEMBER = 10;
        /// The prefix of the value of a carrier.
        PREFIX = 11;
        /// The separator of items: the value of this carrier is a list.
        LIST = 12;
        /// The separator between two items: the next item begins here.
        NEXT = 13;
        /// `[` in a message. After the name of a carrier, it means that the carrier may be absent.
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
        /// Together with another part: the ASCII letters of the value are converted to lower case.
        LOWER = 27;
        /// `{key_id}`
        KEY_ID = 28;
        /// `{digest:…}`
        DIGEST = 29;
        /// The name of a parameter of the query. The parts after it are its value.
        QUERY_CARRIER = 30;
        /// The name of a parameter of a form. The parts after it are its value.
        FORM_CARRIER = 31;
    }

    /// The parts that end a message or the value of a carrier.
    pub(crate) const CARRIER: Self = Self::HEADER
        .or(Self::MEMBER)
        .or(Self::QUERY_CARRIER)
        .or(Self::FORM_CARRIER);
    /// The parts that are read from a JSON body.
    pub(crate) const ANY_FIELD: Self = Self::FIELD.or(Self::FIELD_OR_EMPTY);
    /// The parts that are looked up by name, and may be absent.
    pub(crate) const LOOKED_UP: Self = Self::QUERY_VALUE
        .or(Self::FORM_VALUE)
        .or(Self::HEADER_VALUE);
    /// The parts of the request line and of its fields.
    pub(crate) const OF_REQUEST: Self = Self::HOST
        .or(Self::PATH)
        .or(Self::QUERY)
        .or(Self::TARGET)
        .or(Self::HEADER_BLOCK);

    /// The parts that can be any text, separators included.
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
    /// The parts that are sent in carriers, and read from them.
    pub(crate) const CARRIED: Self = Self::SIGNATURE
        .or(Self::TIMESTAMP)
        .or(Self::ID)
        .or(Self::KEY_ID)
        .or(Self::DIGEST);

    /// The set as bits.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set without the others.
    pub(crate) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Writes a separator that also identifies the kind of the next text.
    ///
    /// The names of schemes, and so replay keys, are made from this: it must not change.
    pub(crate) fn push_to(self, text: &mut String) {
        text.push('\0');
        let bits = if self.0 >> 16 == 0 { 16 } else { 32 };
        for shift in 0..bits {
            text.push(if self.0 >> shift & 1 == 0 { '0' } else { '1' });
        }
    }

    /// Whether this set has at least one of the others.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether this set has only the others.
    pub(crate) const fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}
