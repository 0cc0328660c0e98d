//! A memory of replay keys, for one isolate or as a model for a store.

use alloc::vec::Vec;

use crate::{Error, ErrorKind, UnixTime};

/// The most keys of one memory: each claim looks at all of them.
const MOST: usize = 16_384;

/// Remembers replay keys until they cannot matter any more, or until there is no more room.
///
/// When it is full, the key that would be forgotten first makes room. Only what was verified gets
/// here, so nobody but the sender can fill it.
///
/// It has no scopes. Endpoints that receive the same event have the same key for it, so make one memory
/// for each endpoint. Otherwise one endpoint blocks the others.
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
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    key: u128,
    /// When it ends; 0 where it was given back.
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
    /// [`ErrorKind::Option`] for none and for more than 16,384.
    pub fn new(capacity: usize) -> Result<Self, Error> {
        if capacity == 0 || capacity > MOST {
            let detail = "is not between 1 and 16384";
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
        let entry = Entry {
            key,
            until_ms,
            since_ms: now,
        };
        // The entry that ends first, which is one that has ended, if there is one.
        let (mut oldest, mut ends) = (0, (u64::MAX, u64::MAX));
        for (place, entry) in self.entries.iter_mut().enumerate() {
            if entry.key == key && entry.until_ms >= now && entry.until_ms > 0 {
                return Ok(Claim::Replay);
            }
            if entry.key == key {
                entry.until_ms = 0;
            }
            if (entry.until_ms, entry.since_ms) < ends {
                (oldest, ends) = (place, (entry.until_ms, entry.since_ms));
            }
        }
        if self.entries.len() < self.capacity && ends.0 >= now {
            self.entries.push(entry);
        } else if let Some(place) = self.entries.get_mut(oldest) {
            *place = entry;
        }
        Ok(Claim::First)
    }

    /// Gives a claim back, after what was to be done failed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for what is no replay key.
    pub fn unclaim(&mut self, key: &str) -> Result<(), Error> {
        let key = read(key)?;
        for entry in &mut self.entries {
            if entry.key == key {
                entry.until_ms = 0;
            }
        }
        Ok(())
    }
}

/// The number that a key is in hex.
fn read(key: &str) -> Result<u128, Error> {
    let mut number: u128 = 0;
    let mut is_key = key.len() == 32;
    for digit in key.chars() {
        is_key &= digit.is_ascii_hexdigit();
        number = number << 4 | u128::from(digit.to_digit(16).unwrap_or_default());
    }
    if is_key {
        return Ok(number);
    }
    let detail = "is none that a verified message has";
    Err(Error::new(ErrorKind::Option, "replayKey", detail))
}
