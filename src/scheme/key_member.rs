//! Reads the member `key` of a scheme's definition, which says how the text of a secret becomes a key.

use alloc::vec::Vec;

use super::reader::{NO_PREFIX, Reader};
use super::words::DECODINGS;
use crate::encoding::json::{Kind, Value};
use crate::{Error, SecretEncoding};

/// The maximum number of prefixes that are removed from a secret.
const MAX_PREFIXES: usize = 4;

impl Reader<'_> {
    pub(super) fn key(&mut self, value: Value<'_>) -> Result<(), Error> {
        self.each(
            value,
            &["decode", "strip"],
            &mut |reader, place, _, value| {
                if place == 0 {
                    let detail = "must be utf8, hex, base64 or base64url";
                    reader.scheme.key =
                        reader.word(value, DECODINGS, &SecretEncoding::ALL, detail)?;
                    return Ok(());
                }
                let mut prefixes = Vec::new();
                let is_array = value.kind() == Kind::Array;
                for prefix in value.elements().chain((!is_array).then_some(value)) {
                    prefixes.push(prefix.text().filter(|text| !text.contains('\n')));
                }
                let is_right = matches!(prefixes.len(), 1..=MAX_PREFIXES);
                if !is_right || prefixes.iter().any(Option::is_none) {
                    return Err(reader.fault(value, NO_PREFIX));
                }
                let prefixes: Vec<&str> = prefixes.iter().flatten().map(|text| &**text).collect();
                reader.scheme.key_prefix = prefixes.join("\n");
                Ok(())
            },
        )
    }
}
