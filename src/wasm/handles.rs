//! Numbers that stand for values on this side of the boundary.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Pending, disposed, lock};
use crate::provider::Client;
use crate::scheme::Compiled;
use crate::webhook::Receiver;
use crate::{Error, MacKey};

/// What a handle can stand for.
pub(super) enum Held {
    Key(MacKey),
    Client(Client),
    Scheme(Arc<Compiled>),
    Receiver(Receiver),
}

/// A table of values; a handle is a place in it, used again once its value was released.
pub(super) struct Handles(Vec<Option<Box<Held>>>);

/// Releases a value and overwrites what it left behind.
#[wasm_bindgen]
pub fn release(handle: usize) {
    let instance = &mut *lock();
    if let Some(place) = instance.handles.0.get_mut(handle) {
        *place = None;
    }
    instance.pending = Pending::NONE;
    instance.scratch.wipe();
}

impl Handles {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, value: Held) -> usize {
        let value = Some(Box::new(value));
        for (handle, place) in self.0.iter_mut().enumerate() {
            if place.is_none() {
                *place = value;
                return handle;
            }
        }
        self.0.push(value);
        self.0.len().saturating_sub(1)
    }

    pub(super) fn key(&self, handle: usize) -> Result<&MacKey, Error> {
        match self.get(handle) {
            Some(Held::Key(key)) => Ok(key),
            _ => Err(disposed()),
        }
    }

    pub(super) fn client(&self, handle: usize) -> Result<&Client, Error> {
        match self.get(handle) {
            Some(Held::Client(client)) => Ok(client),
            _ => Err(disposed()),
        }
    }

    pub(super) fn scheme(&self, handle: usize) -> Result<&Arc<Compiled>, Error> {
        match self.get(handle) {
            Some(Held::Scheme(scheme)) => Ok(scheme),
            _ => Err(disposed()),
        }
    }

    pub(super) fn receiver(&self, handle: usize) -> Result<&Receiver, Error> {
        match self.get(handle) {
            Some(Held::Receiver(receiver)) => Ok(receiver),
            _ => Err(disposed()),
        }
    }

    fn get(&self, handle: usize) -> Option<&Held> {
        self.0.get(handle)?.as_deref()
    }
}
