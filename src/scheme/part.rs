//! The kinds of the pieces of a scheme.

use alloc::string::String;

/// The kind of a piece of a scheme, or a set of kinds: each kind is one bit.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Part(u32);

macro_rules! parts {
    ($($(#[doc = $doc:expr])+ $name:ident = $bit:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) const $name: Self = Self(1 << $bit);)+
    };
}

impl Part {
    /// After the last part; and the empty set.
    pub(crate) const END: Self = Self(0);

    parts! {
        /// Text as it stands.
        LITERAL = 0;
        /// `{body}`
        BODY = 1;
        /// `{signature}`; of a token, `{secret}`.
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
        /// The name of a header field, whose value the parts after it are.
        HEADER = 9;
        /// The path of a member of the body, whose value the parts after it are.
        MEMBER = 10;
        /// What stands before the value of a carrier.
        PREFIX = 11;
        /// What stands between items: the value of this carrier is a list of them.
        LIST = 12;
        /// The same, where the next item begins.
        NEXT = 13;
        /// `[` in a message; after the name of a carrier: it may be absent.
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
        /// Beside another: its ASCII letters in lower case.
        LOWER = 27;
        /// `{key_id}`
        KEY_ID = 28;
        /// `{digest:…}`
        DIGEST = 29;
        /// The name of a parameter of the query, whose value the parts after it are.
        QUERY_CARRIER = 30;
        /// The name of a parameter of a form, whose value the parts after it are.
        FORM_CARRIER = 31;
    }

    /// What ends a message, and the value of a carrier.
    pub(crate) const CARRIER: Self = Self::HEADER
        .or(Self::MEMBER)
        .or(Self::QUERY_CARRIER)
        .or(Self::FORM_CARRIER);
    /// What is read from a body that is JSON.
    pub(crate) const ANY_FIELD: Self = Self::FIELD.or(Self::FIELD_OR_EMPTY);
    /// What is looked up by its name, and may be there or not.
    pub(crate) const LOOKED_UP: Self = Self::QUERY_VALUE
        .or(Self::FORM_VALUE)
        .or(Self::HEADER_VALUE);
    /// What only the request line and its fields have.
    pub(crate) const OF_REQUEST: Self = Self::HOST
        .or(Self::PATH)
        .or(Self::QUERY)
        .or(Self::TARGET)
        .or(Self::HEADER_BLOCK);

    /// What can hold any text, with whatever parts it from the rest.
    pub(crate) const FREE: Self = Self::BODY
        .or(Self::ANY_FIELD)
        .or(Self::LOOKED_UP)
        .or(Self::OF_REQUEST)
        .or(Self::PARAMS);
    /// What can hold such text, and is at hand before the tag is made.
    pub(crate) const VALUE: Self = Self::ID
        .or(Self::KEY_ID)
        .or(Self::ANY_FIELD)
        .or(Self::LOOKED_UP)
        .or(Self::OF_REQUEST)
        .or(Self::PARAMS)
        .or(Self::METHOD);
    /// What travels, and is read from where it does.
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

    /// Writes what parts one text from the next, and tells what the next is.
    ///
    /// The names of schemes are made of this, and replay keys of them: it stays as it is.
    pub(crate) fn push_to(self, text: &mut String) {
        text.push('\0');
        let bits = if self.0 >> 16 == 0 { 16 } else { 32 };
        for shift in 0..bits {
            text.push(if self.0 >> shift & 1 == 0 { '0' } else { '1' });
        }
    }

    /// Whether one of the others is in this set.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether nothing but the others is in this set.
    pub(crate) const fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}
