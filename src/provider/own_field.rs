//! Header fields that a caller may not set.

use alloc::string::String;

use super::profile::Profile;
use crate::{Error, ErrorKind, Fields};

/// Fields that change the method, the path, the host or the framing of a request. With such a field, an
/// unsigned request could reach a signed endpoint.
#[rustfmt::skip]
const DIVERTING: &[&str] = &[
    "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-Method",
    "X-Forwarded-Method", "X-Original-URL", "X-Original-URI", "X-Original-Path",
    "X-Rewrite-URL", "X-Rewrite-URI", "X-Override-URL", "X-Forwarded-URL", "X-Forwarded-URI",
    "X-Forwarded-Path", "X-Forwarded-Prefix", "X-Script-Name", "Host", "X-Host",
    "X-Forwarded-Host", "X-Forwarded-Server", "X-Original-Host", "X-HTTP-Host-Override",
    "X-Envoy-Original-Path", "X-Envoy-Original-Host", "X-Original-Request-URI", "X-Waws-Unencoded-URL",
    "X-MS-Original-URL", "X-ARR-Original-URL", "Disguised-Host", "X-Rewrite-Path", "X-Replaced-Path",
    "X-Forwarded-Request-URI", "X-HTTP-Path-Override", "X-HTTP-DestinationURL", "X-Gateway-Host",
    "X-Forwarded-Hostname", "X-Method", "Method", "_method",
    "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Connection", "Keep-Alive",
    "Upgrade", "HTTP2-Settings", "TE", "Trailer", "Expect",
];

/// Returns the caller's fields, if each may be sent and occurs once. `check` rejects a field that may not be sent.
pub(crate) fn own_fields(
    given: &Fields,
    check: &dyn Fn(&str) -> Result<(), Error>,
) -> Result<Fields, Error> {
    let mut fields = Fields::default();
    for (place, (name, value)) in given.iter().enumerate() {
        if place >= MAX_FIELDS {
            let detail = "are more than 1024 fields";
            return Err(Error::new(ErrorKind::TooLarge, "headers", detail));
        }
        check(name)?;
        if fields.iter().any(|(other, _)| is_same(other, name)) {
            let detail = "is passed twice; join its values";
            return Err(Error::named(ErrorKind::FieldForbidden, name, detail));
        }
        fields.push_checked(name, value);
    }
    Ok(fields)
}

impl Profile {
    /// Rejects a field of the caller that this profile writes or forbids, or that diverts a
    /// request.
    pub(super) fn check_field(&self, name: &str) -> Result<(), Error> {
        let is_in = |names: &[String]| names.iter().any(|field| is_same(field, name));
        let detail = if is_in(&self.forbidden_fields) {
            "is rejected by this provider; leave it out"
        } else if is_in(&self.own_fields) {
            "is written by payauth; leave it out"
        } else {
            return check_diverting(name);
        };
        Err(Error::named(ErrorKind::FieldForbidden, name, detail))
    }

    /// Whether this profile itself writes a field.
    pub(super) fn writes(&self, name: &str) -> bool {
        self.own_fields.iter().any(|field| is_same(field, name))
    }
}

/// Rejects a field that diverts a request.
pub(crate) fn check_diverting(name: &str) -> Result<(), Error> {
    if !is_diverting(name) {
        return Ok(());
    }
    let detail = "would change where or how the request is sent; leave it out";
    Err(Error::named(ErrorKind::FieldForbidden, name, detail))
}

/// Whether a field changes the method, the path, the host or the framing of a request.
pub(super) fn is_diverting(name: &str) -> bool {
    LOOKS & look(name) != 0 && DIVERTING.iter().any(|field| is_same(field, name))
}

/// A quick test for fields that divert a request. Few other fields pass this test.
const LOOKS: u64 = {
    let (mut looks, mut left) = (0, DIVERTING);
    while let [name, others @ ..] = left {
        looks |= look(name);
        left = others;
    }
    looks
};

/// A bit that depends on the length of a name, and on whether its first letter is X.
const fn look(name: &str) -> u64 {
    let begins = if matches!(name.as_bytes(), [b'x' | b'X', ..]) {
        1
    } else {
        1 << 32
    };
    if name.len() < 32 {
        begins << name.len()
    } else {
        0
    }
}

/// Whether servers may treat two names as equal: case is ignored, and CGI turns every character that is
/// not a letter or digit into an underscore.
pub(crate) fn is_same(field: &str, given: &str) -> bool {
    field.len() == given.len()
        && field.bytes().zip(given.bytes()).all(|(field, given)| {
            field.eq_ignore_ascii_case(&given)
                || !(field.is_ascii_alphanumeric() || given.is_ascii_alphanumeric())
        })
}

/// The maximum number of fields, because each is compared with all fields before it. Servers accept fewer.
const MAX_FIELDS: usize = 1024;
