//! Handles, which are the numbers with which the TypeScript code identifies values inside the wasm module.

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
    /// The size of the memory when it was last enlarged.
    #[cfg(target_family = "wasm")]
    pages: usize,
}

impl Handles {
    pub(super) const fn new() -> Self {
        Self {
            places: Vec::new(),
            free: Vec::new(),
            #[cfg(target_family = "wasm")]
            pages: 0,
        }
    }

    pub(super) fn add(&mut self, value: HandleValue) -> usize {
        #[cfg(target_family = "wasm")]
        self.grow_memory();
        while let Some(handle) = self.free.pop() {
            if let Some(place) = self.places.get_mut(handle) {
                *place = Some(value);
                return handle;
            }
        }
        self.places.push(Some(value));
        self.places.len().saturating_sub(1)
    }

    /// If the memory has grown since the last call, lets it grow by another eighth. Without this function, the memory
    /// grows by 64 KiB each time that it is full. At each growth, the host makes a new buffer of the whole memory, and V8
    /// counts this buffer as new memory: from 64 MB on, each growth starts a garbage collection.
    #[cfg(target_family = "wasm")]
    fn grow_memory(&mut self) {
        use core::arch::wasm32::memory_size;
        let pages = memory_size::<0>();
        if pages > self.pages.max(MANY_PAGES) {
            let mut room: Vec<u8> = Vec::new();
            // If the host has no more memory, the next value is perhaps small enough.
            let _ = room.try_reserve_exact(pages.saturating_mul(PAGE_SIZE / 8));
            core::hint::black_box(&room);
            drop(room);
            self.pages = memory_size::<0>();
        }
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

/// A memory of at most this size, which is a mebibyte, grows only by what is needed.
#[cfg(target_family = "wasm")]
const MANY_PAGES: usize = 16;

/// The bytes of a page of the memory.
#[cfg(target_family = "wasm")]
const PAGE_SIZE: usize = 64 * 1024;

/// The error for a handle without a value, and for a message that was not started.
#[cold]
#[inline(never)]
pub(super) fn disposed() -> Error {
    Error::new(ErrorKind::Disposed, "this", "was disposed; create it again")
}
