//! Handles: the numbers by which the facade names values on this side of the boundary.

use alloc::boxed::Box;
#[cfg(feature = "wasm-webhooks")]
use alloc::sync::Arc;
use alloc::vec::Vec;

#[cfg(feature = "wasm")]
use crate::provider::{Client, Profile};
#[cfg(feature = "wasm-webhooks")]
use crate::scheme::Compiled;
#[cfg(feature = "wasm-webhooks")]
use crate::webhook::Receiver;
use crate::{Error, ErrorKind, MacKey};

/// The values that handles name. Each value has a box of its own size: one that is made for the
/// largest would be filled up with what is left of a key on the stack.
pub(super) enum Held {
    Key(Box<MacKey>),
    #[cfg(feature = "wasm")]
    Client(Box<Client>),
    #[cfg(feature = "wasm")]
    Provider(Arc<Profile>),
    #[cfg(feature = "wasm-webhooks")]
    Scheme(Arc<Compiled>),
    #[cfg(feature = "wasm-webhooks")]
    Receiver(Box<Receiver>),
}

/// A table of values; a handle is a place in it, used again once its value was released.
pub(super) struct Handles(Vec<Option<Held>>);

impl Handles {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, value: Held) -> usize {
        let value = Some(value);
        for (handle, place) in self.0.iter_mut().enumerate() {
            if place.is_none() {
                *place = value;
                return handle;
            }
        }
        self.0.push(value);
        self.0.len().saturating_sub(1)
    }

    pub(super) fn release(&mut self, handle: usize) {
        if let Some(place) = self.0.get_mut(handle) {
            *place = None;
        }
    }

    pub(super) fn key(&self, handle: usize) -> Result<&MacKey, Error> {
        match self.get(handle) {
            Some(Held::Key(key)) => Ok(key),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm")]
    pub(super) fn client(&self, handle: usize) -> Result<&Client, Error> {
        match self.get(handle) {
            Some(Held::Client(client)) => Ok(client),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm")]
    pub(super) fn provider(&self, handle: usize) -> Result<&Arc<Profile>, Error> {
        match self.get(handle) {
            Some(Held::Provider(profile)) => Ok(profile),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm-webhooks")]
    pub(super) fn scheme(&self, handle: usize) -> Result<&Arc<Compiled>, Error> {
        match self.get(handle) {
            Some(Held::Scheme(scheme)) => Ok(scheme),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm-webhooks")]
    pub(super) fn receiver(&self, handle: usize) -> Result<&Receiver, Error> {
        match self.get(handle) {
            Some(Held::Receiver(receiver)) => Ok(receiver),
            _ => Err(disposed()),
        }
    }

    fn get(&self, handle: usize) -> Option<&Held> {
        self.0.get(handle)?.as_ref()
    }
}

/// A handle that names no value, or a message that was not begun.
#[cold]
#[inline(never)]
pub(super) fn disposed() -> Error {
    Error::new(ErrorKind::Disposed, "this", "was disposed")
}
