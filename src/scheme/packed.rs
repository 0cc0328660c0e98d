//! Writes a compiled scheme as text, and reads the text again.

use alloc::string::String;

use super::compile::SIGNS_REQUESTS;
use super::digest::Digest;
use super::names::PlaceholderNames;
use super::nonce::{Nonce, NonceFormat};
use super::params::ParamList;
use super::part::Part;
use super::template::Parts;
use super::{Compiled, Construction, HexCase};
use crate::packed::{self, Packed, Unpacker, packed_struct, packed_words};
use crate::{Algorithm, Encoding, Error, SecretEncoding, TimestampFormat};

impl Compiled {
    /// The scheme as text. [`Compiled::unpack_text`] reads the text.
    #[must_use]
    pub fn pack_text(&self) -> String {
        packed::pack(self)
    }

    /// Reads a scheme from the text that [`Compiled::pack_text`] wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Definition`](crate::ErrorKind::Definition) for text that another version of payauth wrote.
    pub fn unpack_text(text: &str) -> Result<Self, Error> {
        packed::unpack("scheme", text)
    }
}

packed_words!(
    Algorithm,
    Encoding,
    HexCase,
    NonceFormat,
    SecretEncoding,
    TimestampFormat,
    Construction
);

packed_struct! {
    PlaceholderNames { is_whole, vars, digests, has_nonce, has_params }
    Nonce { format, length }
    Digest { name, hash, encoding, of, set }
    ParamList { from_query, from_form, exclude, is_sorted, is_unique, kv, join, is_encoded }
    Compiled {
        names, name, construction, hash, key, key_prefix, encoding, hex_case, timestamp, tolerance_secs,
        event_id, parts, message, carriers, formats, time_field, digests, params, nonce, is_joined,
        is_secret_first, is_token, only_signs, has_groups, has_digits; owner
    }
}

impl Packed for Part {
    fn pack(&self, text: &mut String) {
        self.bits().pack(text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        Self::of_bits(u32::unpack(text))
    }
}

impl Packed for Parts {
    fn pack(&self, text: &mut String) {
        self.0.pack(text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        Self(Packed::unpack(text))
    }
}

/// The reason why a scheme can only sign. The packed text contains only whether there is a reason.
impl Packed for Option<&'static str> {
    fn pack(&self, text: &mut String) {
        self.is_some().pack(text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        bool::unpack(text).then_some(SIGNS_REQUESTS)
    }
}
