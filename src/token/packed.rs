//! Writes the paths in the answer of a token endpoint as text, and reads the text again.

use super::reading::{EndFormat, Reading};
use crate::packed::{packed_struct, packed_words};

packed_words!(EndFormat);

packed_struct! {
    Reading { token, expires_in, expires_at, issued_at, format, token_type, life_secs }
}
