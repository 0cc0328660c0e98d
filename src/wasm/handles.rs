//! Numbers that stand for values on this side of the boundary.

use alloc::vec::Vec;

/// A table of values; a handle is a place in it, used again once its value was released.
pub(super) struct Handles<T> {
    places: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Handles<T> {
    pub(super) const fn new() -> Self {
        Self {
            places: Vec::new(),
            free: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, value: T) -> u32 {
        if let Some(handle) = self.free.pop() {
            if let Some(place) = self.places.get_mut(index(handle)) {
                *place = Some(value);
            }
            return handle;
        }
        self.places.push(Some(value));
        u32::try_from(self.places.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    pub(super) fn get(&self, handle: u32) -> Option<&T> {
        self.places.get(index(handle))?.as_ref()
    }

    pub(super) fn release(&mut self, handle: u32) {
        if self
            .places
            .get_mut(index(handle))
            .and_then(Option::take)
            .is_some()
        {
            self.free.push(handle);
        }
    }
}

fn index(handle: u32) -> usize {
    usize::try_from(handle).unwrap_or(usize::MAX)
}
