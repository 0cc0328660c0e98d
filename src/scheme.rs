//! Signature schemes as data: what is signed, with what, and where the signature travels.
//!
//! A [`Scheme`] is a description; [`Compiled`] is what signs by it. A message and a carrier are
//! templates: text with placeholders in braces, `{{` and `}}` for braces themselves.
//!
//! ```text
//! {body}       the raw bytes of the body (messages only, at most once)
//! {timestamp}  the instant, in the scheme's format
//! {signature}  the tag, in the scheme's encoding (carriers only)
//! ```

use crate::{Algorithm, Encoding, Error, ErrorKind, TimestampFormat, grammar};

mod sign;
mod template;

pub use sign::Signer;
use template::{Part, Parts};

/// The description of a scheme.
///
/// # Examples
///
/// ```
/// use payauth::scheme::{Carrier, Scheme};
/// use payauth::{Fields, MacKey, TimestampFormat, UnixTime};
///
/// const SCHEME: Scheme<'_> = Scheme {
///     timestamp: Some(TimestampFormat::Unix),
///     ..Scheme::new("{timestamp}.{body}", &[
///         Carrier::header("X-Signature", "t={timestamp},v1={signature}"),
///     ])
/// };
///
/// let scheme = SCHEME.compile()?;
/// let key = MacKey::new(SCHEME.hash, b"secret");
/// let mut signer = scheme.begin(&key, UnixTime::from_secs(1_709_380_800)?);
/// signer.absorb(b"{}");
/// let mut fields = Fields::default();
/// signer.finish(&scheme, &mut fields)?;
/// assert!(fields.get("X-Signature").unwrap().starts_with("t=1709380800,v1="));
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "users write it as a literal over `Scheme::new`"
)]
pub struct Scheme<'a> {
    /// The hash function under the HMAC.
    pub hash: Algorithm,
    /// What is signed: a template.
    pub message: &'a str,
    /// How the tag is written.
    pub encoding: Encoding,
    /// Where the signature, and what goes with it, travels.
    pub carriers: &'a [Carrier<'a>],
    /// How `{timestamp}` is written; `None` where no template has it.
    pub timestamp: Option<TimestampFormat>,
}

/// A header field that a scheme writes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Carrier<'a> {
    /// The field name.
    pub name: &'a str,
    /// The field value: a template.
    pub value: &'a str,
}

impl<'a> Carrier<'a> {
    /// The header field `name`, whose value the template `value` gives.
    #[must_use]
    pub const fn header(name: &'a str, value: &'a str) -> Self {
        Self { name, value }
    }
}

impl<'a> Scheme<'a> {
    /// HMAC-SHA-256 over `message`, the tag in lower-case hex, and no timestamp.
    #[must_use]
    pub const fn new(message: &'a str, carriers: &'a [Carrier<'a>]) -> Self {
        Self {
            hash: Algorithm::Sha256,
            message,
            encoding: Encoding::HexLower,
            carriers,
            timestamp: None,
        }
    }

    /// Reads the templates, once for any number of messages.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scheme`], at the byte of the template where the fault is.
    pub fn compile(&self) -> Result<Compiled, Error> {
        let mut parts = Parts::default();
        parts.read("message", self.message)?;
        if parts.count(Part::Signature) > 0 {
            return Err(refuse("message", "cannot contain {signature}"));
        }
        if parts.count(Part::Body) > 1 {
            return Err(refuse("message", "can contain {body} only once"));
        }
        let bodies = parts.count(Part::Body);
        for carrier in self.carriers {
            if !grammar::is_token(carrier.name) {
                return Err(refuse("headers", "have a name that is no token"));
            }
            parts.push(Part::Name, carrier.name);
            parts.read("headers", carrier.value)?;
        }
        if parts.count(Part::Body) > bodies {
            return Err(refuse("headers", "cannot carry {body}"));
        }
        if parts.count(Part::Signature) == 0 {
            return Err(refuse("headers", "carry no {signature}"));
        }
        if parts.count(Part::Timestamp) > 0 && self.timestamp.is_none() {
            return Err(refuse(
                "timestamp",
                "is needed, because a template has {timestamp}",
            ));
        }
        Ok(Compiled {
            parts,
            encoding: self.encoding,
            timestamp: self.timestamp,
        })
    }
}

/// A scheme whose templates were read.
#[derive(Debug)]
pub struct Compiled {
    /// The parts of the message; then, for each carrier, its name and the parts of its value.
    parts: Parts,
    encoding: Encoding,
    timestamp: Option<TimestampFormat>,
}

#[cold]
#[inline(never)]
fn refuse(argument: &'static str, detail: &'static str) -> Error {
    Error::new(ErrorKind::Scheme, argument, detail)
}
