//! The values that are found in the carriers of a received message.

use alloc::string::String;
use alloc::vec::Vec;

use super::Compiled;
use super::HexCase;
use super::inputs::Inputs;
use super::message::is_id;
use super::part::Part;
use crate::digest::sha256;
use crate::wipe::wipe;
use crate::{Encoding, Error, ErrorKind};

/// The values that are found in the carriers of a received message.
#[derive(Default)]
pub(crate) struct Received {
    /// The values of the message's placeholders.
    pub(crate) inputs: Inputs,
    /// The bytes of each well-formed signature whose length is the length of a tag.
    pub(crate) candidates: Vec<u8>,
    /// The key id of each signature in `candidates`, if the carriers contain key ids.
    key_ids: Vec<String>,
    pub(super) signatures: usize,
}

impl Drop for Received {
    /// Overwrites the signatures, because a valid signature is a credential.
    fn drop(&mut self) {
        wipe(&mut self.candidates);
    }
}

impl core::fmt::Debug for Received {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Received")
    }
}

/// The maximum number of ids and digests in one item of a carrier.
const MAX_IDS: usize = 4;

/// The values of the placeholders of an item in one piece of a carrier.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) signature: &'a str,
    pub(super) timestamp: &'a str,
    key_id: &'a str,
    /// The ids and the digests.
    named: [(Part, &'a str, &'a str); MAX_IDS],
}

impl<'a> Found<'a> {
    /// Stores the text of a placeholder. Returns `false` if there are too many ids and digests.
    pub(super) fn set(&mut self, part: Part, name: &'a str, text: &'a str) -> bool {
        match part {
            Part::SIGNATURE => self.signature = text,
            Part::TIMESTAMP => self.timestamp = text,
            Part::KEY_ID => self.key_id = text,
            Part::ID | Part::DIGEST => {
                let free = self.named.iter_mut().find(|(kind, ..)| *kind == Part::END);
                let Some(free) = free else {
                    return false;
                };
                *free = (part, name, text);
            }
            _ => {}
        }
        true
    }
}

impl Received {
    /// Stores the values of an item. A value may occur again, but only with the same text.
    pub(super) fn keep(
        &mut self,
        carrier: &str,
        found: &Found<'_>,
        is_key_id_signed: bool,
    ) -> Result<(), Error> {
        let mut is_same = keep(found.timestamp, &mut self.inputs.timestamp);
        for (part, name, text) in found.named {
            is_same &= match part {
                Part::ID => self.inputs.keep_id(name, text),
                Part::DIGEST => self.inputs.keep_digest(name, text),
                _ => continue,
            };
        }
        // A key id next to a signature belongs only to that signature, unless the message signs the key id.
        if found.signature.is_empty() || is_key_id_signed {
            is_same &= keep(found.key_id, &mut self.inputs.key_id);
        }
        if is_same {
            return Ok(());
        }
        let detail = "has a second, different timestamp, id, key id or digest";
        Err(Error::named(ErrorKind::FieldAmbiguous, carrier, detail))
    }

    /// Whether a signature may belong to the secret with the id `id`. A signature does not belong to this secret if
    /// its key id is the id of another known secret.
    pub(crate) fn is_of(&self, candidate: usize, id: &str, has: impl Fn(&str) -> bool) -> bool {
        let own = self.key_ids.get(candidate).map_or("", String::as_str);
        let named = if own.is_empty() {
            &*self.inputs.key_id
        } else {
            own
        };
        named.is_empty() || named == id || !has(named)
    }
}

/// Stores the first value. Returns `false` if a later value is not empty and differs from the first value.
pub(super) fn keep(found: &str, kept: &mut String) -> bool {
    if kept.is_empty() {
        kept.push_str(found);
        return true;
    }
    found.is_empty() || *kept == found
}

impl Compiled {
    /// Decodes a signature and adds its bytes, if the signature has the scheme's encoding.
    pub(super) fn decode(&self, found: &Found<'_>, received: &mut Received) {
        let signature = found.signature;
        // A longer text cannot be a signature, because no encoding needs more than three characters for a byte.
        if !self.is_token && signature.len() > self.hash.tag_length().saturating_mul(3) {
            return;
        }
        let is_hex = matches!(self.encoding, Encoding::HexLower | Encoding::HexUpper);
        let others = match self.hex_case {
            HexCase::Lower if is_hex => b'A',
            HexCase::Upper if is_hex => b'a',
            _ => 0,
        };
        if others > 0
            && signature
                .bytes()
                .any(|byte| (others..others.saturating_add(6)).contains(&byte))
        {
            return;
        }
        let mut bytes = if self.is_token {
            sha256(&[signature.as_bytes()]).into()
        } else {
            self.encoding.decode(signature).unwrap_or_default()
        };
        if bytes.len() != self.hash.tag_length() {
            wipe(&mut bytes);
            return;
        }
        if self.carriers.has(Part::KEY_ID) {
            let is_readable = is_id(found.key_id);
            let key_id = if is_readable { found.key_id } else { "" };
            received.key_ids.push(key_id.into());
        }
        let candidates = &mut received.candidates;
        if candidates.is_empty() {
            *candidates = bytes;
        } else {
            // If the list grew by itself, its old contents would stay in memory.
            let both = [candidates.as_slice(), &bytes].concat();
            wipe(candidates);
            wipe(&mut bytes);
            *candidates = both;
        }
    }
}
