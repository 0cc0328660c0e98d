//! A message whose bytes arrive in several calls, and the value that is computed from the message.

use core::mem::replace;

#[cfg(feature = "wasm")]
use super::outgoing::RequestStream;
use crate::Mac;
#[cfg(feature = "wasm-webhooks")]
use crate::SecretText;
#[cfg(feature = "wasm-hmac")]
use crate::idempotency::Derivation;
#[cfg(feature = "wasm")]
use crate::provider::Signing;
#[cfg(feature = "wasm-webhooks")]
use crate::scheme::{Body, Signer};
#[cfg(feature = "wasm-webhooks")]
use crate::webhook::Receiving;

/// The message to which the next pieces belong. A new stream replaces a stream that was not ended.
pub(super) enum OpenStream {
    /// No message was started. The zeros overwrite the value that was here before, because the bytes of a value
    /// stay in memory after the value is moved.
    #[expect(dead_code, reason = "the zeros are written but never read")]
    None([u64; WORDS]),
    /// A message whose HMAC tag is computed.
    Mac(Mac),
    /// An operation whose idempotency key is derived.
    #[cfg(feature = "wasm-hmac")]
    Derivation(Derivation),
    /// A request, and the handle of its client.
    #[cfg(feature = "wasm")]
    Request(usize, Signing),
    /// A message that was received, and the handle of the receiver that verifies it.
    #[cfg(feature = "wasm-webhooks")]
    Receiving(usize, Receiving),
    /// The lines from which a replay key is made, and the id of the event that arrives in pieces.
    #[cfg(feature = "wasm-webhooks")]
    Naming(SecretText, Body),
    /// A request that is signed with a scheme, without a client.
    #[cfg(feature = "wasm")]
    RequestStream(RequestStream),
    /// A message to send, and the handle of the receiver that signs it.
    #[cfg(feature = "wasm-webhooks")]
    Signing(usize, Signer),
}

/// The size of the largest stream, in words.
const WORDS: usize = largest(&[
    size_of::<Mac>(),
    #[cfg(feature = "wasm-hmac")]
    size_of::<Derivation>(),
    #[cfg(feature = "wasm")]
    size_of::<(usize, Signing)>(),
    #[cfg(feature = "wasm-webhooks")]
    size_of::<(usize, Receiving)>(),
    #[cfg(feature = "wasm-webhooks")]
    size_of::<(SecretText, Body)>(),
    #[cfg(feature = "wasm")]
    size_of::<RequestStream>(),
    #[cfg(feature = "wasm-webhooks")]
    size_of::<(usize, Signer)>(),
])
.div_ceil(size_of::<u64>());

const fn largest(mut sizes: &[usize]) -> usize {
    let mut largest = 0;
    while let [size, rest @ ..] = sizes {
        if *size > largest {
            largest = *size;
        }
        sizes = rest;
    }
    largest
}

impl OpenStream {
    pub(super) const NONE: Self = Self::None([0; WORDS]);

    /// Returns the stream, and overwrites the memory that contained the stream.
    pub(super) fn take(&mut self) -> Self {
        replace(self, Self::NONE)
    }

    /// Adds a piece to the stream.
    pub(super) fn absorb(&mut self, piece: &[u8]) {
        match self {
            Self::Mac(mac) => mac.update(piece),
            #[cfg(feature = "wasm-hmac")]
            Self::Derivation(derivation) => derivation.absorb(piece),
            #[cfg(feature = "wasm")]
            Self::Request(_, signing) => signing.absorb(piece),
            #[cfg(feature = "wasm-webhooks")]
            Self::Receiving(_, receiving) => receiving.absorb(piece),
            #[cfg(feature = "wasm-webhooks")]
            Self::Signing(_, signer) => signer.absorb(piece),
            #[cfg(feature = "wasm")]
            Self::RequestStream(outgoing) => outgoing.signer.absorb(piece),
            #[cfg(feature = "wasm-webhooks")]
            Self::Naming(_, id) => id.keep(piece),
            Self::None(_) => {}
        }
    }
}
