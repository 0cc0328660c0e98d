//! A memory of replay keys, for one isolate or as a model for a store.

use alloc::vec::Vec;

use crate::encoding::hex;
use crate::{Error, ErrorKind, UnixTime};

/// The most keys of one memory, each with 32 bytes.
const MOST: usize = 65_536;

/// Remembers replay keys until they cannot matter any more, or until there is no more room.
///
/// When it is full, the key that would be forgotten first makes room. Only what was verified gets
/// here, so nobody but the sender can fill it.
///
/// # Examples
///
/// ```
/// use payauth::UnixTime;
/// use payauth::webhook::{Claim, Replays};
///
/// let now = UnixTime::from_secs(1_709_380_800)?;
/// let mut replays = Replays::new(1000)?;
/// let key = "0123456789abcdef0123456789abcdef";
/// assert_eq!(replays.claim(key, Some(660), now)?, Claim::First);
/// assert_eq!(replays.claim(key, Some(660), now)?, Claim::Replay);
/// replays.unclaim(key)?; // what was to be done failed, so the sender may try again
/// assert_eq!(replays.claim(key, Some(660), now)?, Claim::First);
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug)]
pub struct Replays {
    capacity: usize,
    /// In the order of their keys.
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    key: [u8; 16],
    until_ms: u64,
    since_ms: u64,
}

/// Whether a message is there for the first time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Claim {
    /// It is; do what it asks for.
    First,
    /// It was there before; acknowledge it, and do nothing.
    Replay,
}

impl Replays {
    /// A memory of so many keys.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for none and for more than 65,536.
    pub fn new(capacity: usize) -> Result<Self, Error> {
        if capacity == 0 || capacity > MOST {
            let detail = "is not between 1 and 65536";
            return Err(Error::new(ErrorKind::Option, "capacity", detail));
        }
        Ok(Self {
            capacity,
            entries: Vec::new(),
        })
    }

    /// Claims a message for `ttl_secs` from `now`; without, for as long as there is room.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for what is no replay key. A message whose scheme covers nothing has
    /// none: it cannot be told from another.
    pub fn claim(
        &mut self,
        key: &str,
        ttl_secs: Option<u64>,
        now: UnixTime,
    ) -> Result<Claim, Error> {
        let key = read(key)?;
        let now = now.as_millis();
        let until_ms = ttl_secs.map_or(u64::MAX, |secs| {
            now.saturating_add(secs.saturating_mul(1000))
        });
        let is_held = |entry: &Entry| entry.until_ms >= now;
        if self.find(key).is_some_and(is_held) {
            return Ok(Claim::Replay);
        }
        self.forget(key);
        self.make_room(now);
        let entry = Entry {
            key,
            until_ms,
            since_ms: now,
        };
        let place = self.place(key);
        self.entries.insert(place, entry);
        Ok(Claim::First)
    }

    /// Gives a claim back, after what was to be done failed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for what is no replay key.
    pub fn unclaim(&mut self, key: &str) -> Result<(), Error> {
        self.forget(read(key)?);
        Ok(())
    }

    /// Where a key is, or would be.
    fn place(&self, key: [u8; 16]) -> usize {
        self.entries.partition_point(|entry| entry.key < key)
    }

    fn find(&self, key: [u8; 16]) -> Option<&Entry> {
        let entry = self.entries.get(self.place(key));
        entry.filter(|entry| entry.key == key)
    }

    fn forget(&mut self, key: [u8; 16]) {
        if self.find(key).is_some() {
            self.entries.remove(self.place(key));
        }
    }

    /// Forgets what has passed, and if that is nothing, the key that would be next.
    fn make_room(&mut self, now: u64) {
        if self.entries.len() < self.capacity {
            return;
        }
        self.entries.retain(|entry| entry.until_ms >= now);
        if self.entries.len() < self.capacity {
            return;
        }
        let next = |entry: &&Entry| (entry.until_ms, entry.since_ms);
        if let Some(key) = self.entries.iter().min_by_key(next).map(|entry| entry.key) {
            self.forget(key);
        }
    }
}

fn read(key: &str) -> Result<[u8; 16], Error> {
    let refuse = || {
        let detail = "is none that a verified message has";
        Error::new(ErrorKind::Option, "replayKey", detail)
    };
    let bytes = hex::decode(key).map_err(|_| refuse())?;
    bytes.try_into().map_err(|_| refuse())
}
