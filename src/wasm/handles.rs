//! Handles, which are the numbers with which the TypeScript code identifies values inside the wasm module.

use alloc::boxed::Box;
#[cfg(feature = "wasm-webhooks")]
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::hint::black_box;

#[cfg(feature = "wasm")]
use crate::provider::{Client, Profile};
#[cfg(feature = "wasm-webhooks")]
use crate::scheme::Compiled;
#[cfg(feature = "wasm-webhooks")]
use crate::webhook::Receiver;
use crate::{Error, ErrorKind, MacKey};

/// The values that handles identify. Each value has a box of exactly its size. If all boxes had the size of the largest
/// value, the unused part of a box would contain bytes from the stack, which may be part of a key.
pub(super) enum HandleValue {
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

/// A table of values. A handle is an index in this table. After a value was released, its handle is used for a later
/// value.
pub(super) struct Handles {
    places: Vec<Option<HandleValue>>,
    /// The handles whose values were released.
    free: Vec<usize>,
}

impl Handles {
    pub(super) const fn new() -> Self {
        Self {
            places: Vec::new(),
            free: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, value: HandleValue) -> usize {
        while let Some(handle) = self.free.pop() {
            if let Some(place) = self.places.get_mut(handle) {
                *place = Some(value);
                return handle;
            }
        }
        let count = self.places.len();
        if count >= MANY && count == self.places.capacity() {
            grow_memory(count.saturating_mul(TYPICAL_SIZE));
        }
        self.places.push(Some(value));
        count
    }

    pub(super) fn release(&mut self, handle: usize) {
        if let Some(place) = self.places.get_mut(handle)
            && place.take().is_some()
        {
            self.free.push(handle);
        }
    }

    pub(super) fn key(&self, handle: usize) -> Result<&MacKey, Error> {
        match self.get(handle) {
            Some(HandleValue::Key(key)) => Ok(key),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm")]
    pub(super) fn client(&self, handle: usize) -> Result<&Client, Error> {
        match self.get(handle) {
            Some(HandleValue::Client(client)) => Ok(client),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm")]
    pub(super) fn client_mut(&mut self, handle: usize) -> Result<&mut Client, Error> {
        match self.places.get_mut(handle) {
            Some(Some(HandleValue::Client(client))) => Ok(client),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm")]
    pub(super) fn provider(&self, handle: usize) -> Result<&Arc<Profile>, Error> {
        match self.get(handle) {
            Some(HandleValue::Provider(profile)) => Ok(profile),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm-webhooks")]
    pub(super) fn scheme(&self, handle: usize) -> Result<&Arc<Compiled>, Error> {
        match self.get(handle) {
            Some(HandleValue::Scheme(scheme)) => Ok(scheme),
            _ => Err(disposed()),
        }
    }

    #[cfg(feature = "wasm-webhooks")]
    pub(super) fn receiver(&self, handle: usize) -> Result<&Receiver, Error> {
        match self.get(handle) {
            Some(HandleValue::Receiver(receiver)) => Ok(receiver),
            _ => Err(disposed()),
        }
    }

    fn get(&self, handle: usize) -> Option<&HandleValue> {
        self.places.get(handle)?.as_ref()
    }
}

/// From this number of values on, the memory grows in large steps.
const MANY: usize = 1024;

/// The bytes of a client, rounded.
const TYPICAL_SIZE: usize = 1024;

/// Gets memory for the values that are made next. Without it, the memory grows by 64 KiB each time that it is full. Each
/// growth makes a new buffer for the host, and V8 counts the whole buffer as new memory. So from 64 MB on, each growth
/// starts a garbage collection.
#[cold]
fn grow_memory(length: usize) {
    let mut room: Vec<u8> = Vec::new();
    // If the host has no more memory, the next value is perhaps small enough.
    let _ = room.try_reserve_exact(length);
    black_box(&room);
}

/// The error for a handle without a value, and for a message that was not started.
#[cold]
#[inline(never)]
pub(super) fn disposed() -> Error {
    Error::new(ErrorKind::Disposed, "this", "was disposed; create it again")
}
