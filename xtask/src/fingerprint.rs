//! SHA-256.

use std::path::Path;

use payauth::encoding::hex::{self, Case};
use sha2::{Digest, Sha256};

/// The digest of bytes, in hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes), Case::Lower)
}

/// The digest of a file.
pub fn of_file(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(sha256(&bytes))
}
