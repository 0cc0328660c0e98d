//! SHA-256 digests of bytes and of files.

use std::path::Path;

use payauth::encoding::hex::{self, Case};
use sha2::{Digest, Sha256};

/// The SHA-256 digest of bytes, in hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes), Case::Lower)
}

/// The SHA-256 digest of a file, in hex.
pub fn of_file(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(sha256(&bytes))
}
