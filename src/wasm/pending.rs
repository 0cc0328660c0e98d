//! A message that comes in pieces.

use core::mem::replace;

use super::outgoing::Outgoing;
use crate::idempotency::Derivation;
use crate::provider::Signing;
use crate::scheme::{Body, Signer};
use crate::webhook::Receiving;
use crate::{Mac, SecretText};

/// What the pieces are for. A new beginning takes the place of what was not ended.
pub(super) enum Pending {
    /// Nothing was begun. Its zeros overwrite what was there: to move a value out leaves its bytes.
    #[expect(dead_code, reason = "the zeros are there to be written")]
    None([u64; WORDS]),
    /// A tag.
    Mac(Mac),
    /// An idempotency key.
    Derivation(Derivation),
    /// A request, and the handle of its client.
    Request(usize, Signing),
    /// A message that was received, and the handle of what verifies it.
    Receiving(usize, Receiving),
    /// The id of an event, and the lines that its replay key is made of beside it.
    Naming(SecretText, Body),
    /// A request that is signed by a scheme alone.
    Outgoing(Outgoing),
    /// A message to send, and the handle of what signs it.
    Signing(usize, Signer),
}

/// As large as the largest of what can be begun.
const WORDS: usize = size_of::<Outgoing>().div_ceil(size_of::<u64>());
const _: () = assert!(size_of::<Mac>() <= size_of::<Outgoing>());
const _: () = assert!(size_of::<Derivation>() <= size_of::<Outgoing>());
const _: () = assert!(size_of::<(usize, Signing)>() <= size_of::<Outgoing>());
const _: () = assert!(size_of::<(usize, Receiving)>() <= size_of::<Outgoing>());
const _: () = assert!(size_of::<(usize, Signer)>() <= size_of::<Outgoing>());

impl Pending {
    pub(super) const NONE: Self = Self::None([0; WORDS]);

    /// What was begun, which leaves nothing in its place.
    pub(super) fn take(&mut self) -> Self {
        replace(self, Self::NONE)
    }

    /// Adds a piece.
    pub(super) fn absorb(&mut self, piece: &[u8]) {
        match self {
            Self::Mac(mac) => mac.update(piece),
            Self::Derivation(derivation) => derivation.absorb(piece),
            Self::Request(_, signing) => signing.absorb(piece),
            Self::Receiving(_, receiving) => receiving.absorb(piece),
            Self::Signing(_, signer) => signer.absorb(piece),
            Self::Outgoing(outgoing) => outgoing.signer.absorb(piece),
            Self::Naming(_, id) => id.keep(piece),
            Self::None(_) => {}
        }
    }
}
