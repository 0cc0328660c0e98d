//! SHA-256 without a key ([FIPS 180-4](https://csrc.nist.gov/pubs/fips/180-4/upd1/final)). It is used for names
//! that are made from secret values, and for the fingerprints by which tokens are compared.

use sha2::{Digest as _, Sha256};

/// The digest of the concatenated `parts`.
#[inline(never)]
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// A number for the length of a random pause: evenly distributed, and always equal for the same parts.
pub(crate) fn jitter_seed(parts: &[&[u8]]) -> u16 {
    let [first, second, ..] = sha256(parts);
    u16::from_be_bytes([first, second])
}
