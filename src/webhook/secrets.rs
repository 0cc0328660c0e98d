//! The secrets with which a message may be signed.

use alloc::string::String;
use alloc::vec::Vec;

use crate::scheme::Key;
use crate::{Error, ErrorKind, UnixTime, grammar, secret};

/// The maximum number of secrets of one receiver. There is a limit because each secret is tried with each message.
const MAX_SECRETS: usize = 8;

/// One to eight secrets, each with an id. A result contains the id of the secret that matched.
///
/// During a change of the secret, there are two secrets, in any order. The replay key of a message does not depend
/// on secrets that do not match.
///
/// # Examples
///
/// ```
/// use payauth::scheme::catalog;
/// use payauth::webhook::{Secrets, Validity};
///
/// let scheme = catalog::GITHUB.compile()?;
/// let mut secrets = Secrets::default();
/// secrets.push("2025", scheme.key("secret", "hunter2")?, Validity::ALWAYS)?;
/// secrets.push("2026", scheme.key("secret", "hunter3")?, Validity::ALWAYS)?;
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Secrets(Vec<Entry>);

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) key: Key,
    /// The two ends of the validity, in milliseconds. They are not `Option`s, because the padding of a `None` would
    /// contain old bytes of the stack.
    not_before: u64,
    not_after: u64,
}

/// The time in which a secret is in use. The two ends are included.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "an interval has two ends")]
pub struct Validity {
    /// The first instant; `None` if the time has no beginning.
    pub not_before: Option<UnixTime>,
    /// The last instant; `None` if the time has no end.
    pub not_after: Option<UnixTime>,
}

impl Validity {
    /// The secret is always in use.
    pub const ALWAYS: Self = Self {
        not_before: None,
        not_after: None,
    };
}

impl Secrets {
    /// Adds a secret.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for an id that is not 1 to 255 visible ASCII characters, that is a word for a missing
    /// value, such as `undefined` or `null`, or that is the id of another secret. [`ErrorKind::Option`] also for a
    /// validity that ends before it begins. [`ErrorKind::Secret`] for a ninth secret. The argument of an error is,
    /// for example, `secrets[1].id`.
    pub fn push(&mut self, id: &str, key: Key, validity: Validity) -> Result<(), Error> {
        let refuse = |member, detail| {
            let error = Error::new(ErrorKind::Option, member, detail);
            Err(self.of_next(error))
        };
        if id.is_empty() || id.len() > 255 || !id.bytes().all(grammar::is_vchar) {
            return refuse("id", "must be 1 to 255 visible ASCII characters");
        }
        if secret::is_word(id) {
            return refuse(
                "id",
                "is a word for a missing value, such as \"undefined\"; check its source",
            );
        }
        if self.0.iter().any(|entry| entry.id == id) {
            return refuse("id", "is the id of another secret");
        }
        if let Some((begin, end)) = validity.not_before.zip(validity.not_after)
            && end < begin
        {
            return refuse("notAfter", "must not be before notBefore");
        }
        if self.0.len() == MAX_SECRETS {
            let detail = "must be 1 to 8 secrets";
            return Err(Error::new(ErrorKind::Secret, SECRETS, detail));
        }
        // If the list grew by itself, it would leave copies of its keys in memory.
        self.0
            .reserve_exact(MAX_SECRETS.saturating_sub(self.0.len()));
        self.0.push(Entry {
            id: id.into(),
            key,
            not_before: validity.not_before.map_or(0, UnixTime::as_millis),
            not_after: validity.not_after.map_or(u64::MAX, UnixTime::as_millis),
        });
        Ok(())
    }

    /// Adds the only secret of a provider's client. Its id is made from names that the definition contains, so it is
    /// not checked. Without a name, the id is `secret`.
    pub(crate) fn push_own(&mut self, names: String, key: Key) {
        self.0.push(Entry {
            id: if names.is_empty() {
                "secret".into()
            } else {
                names
            },
            key,
            not_before: 0,
            not_after: u64::MAX,
        });
    }

    /// The same error, about the secret that would be added next, such as `secrets[1]`, or about a member of this
    /// secret, such as `secrets[1].id`.
    #[cold]
    pub(crate) fn of_next(&self, error: Error) -> Error {
        let place = u64::try_from(self.0.len()).unwrap_or_default();
        error.of_item(SECRETS, place)
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The secret that was added first.
    pub(super) fn first(&self) -> Result<&Entry, Error> {
        let none = || {
            let detail = "are required to verify a webhook; pass at least one";
            Error::new(ErrorKind::Secret, SECRETS, detail)
        };
        self.0.first().ok_or_else(none)
    }
}

impl Entry {
    pub(super) fn is_valid(&self, now: UnixTime) -> bool {
        (self.not_before..=self.not_after).contains(&now.as_millis())
    }
}

/// The name of the list of secrets in errors.
pub(crate) const SECRETS: &str = "secrets";
