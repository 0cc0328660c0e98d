//! Header fields that a caller must not set.

use alloc::string::String;

use super::profile::Profile;
use crate::{Error, ErrorKind, Fields};

/// Fields that change the method, the path, the host or the framing of a request. With such a field, an unsigned
/// request could reach an endpoint that requires a signature.
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

/// The field that payauth writes, unless the caller passes the field.
pub(crate) const CONTENT_TYPE: &str = "Content-Type";

/// Returns the caller's fields, if each field may be sent and occurs only once. `check` returns an error for a
/// field that may not be sent.
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
        if is_same(CONTENT_TYPE, name) && !name.eq_ignore_ascii_case(CONTENT_TYPE) {
            let detail = "must be written as Content-Type";
            return Err(Error::named(ErrorKind::FieldForbidden, name, detail));
        }
        if fields.iter().any(|(other, _)| is_same(other, name)) {
            let detail = "is passed twice; join both values in one field";
            return Err(Error::named(ErrorKind::FieldForbidden, name, detail));
        }
        fields.push_checked(name, value);
    }
    Ok(fields)
}

impl Profile {
    /// Rejects a field of the caller in three cases: the profile writes the field, the profile forbids the field,
    /// or the field changes the target of a request.
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

/// Rejects a field that changes the method, the path, the host or the framing of a request.
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

/// The bits that [`look`] returns for fields that change the target of a request. They are a quick test for such
/// fields: few other fields have one of these bits.
const LOOKS: u64 = {
    let (mut looks, mut left) = (0, DIVERTING);
    while let [name, others @ ..] = left {
        looks |= look(name);
        left = others;
    }
    looks
};

/// One bit of 64, which depends on the length of a name, and on whether the first letter of the name is X.
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

/// Whether servers may treat two names as equal. Servers ignore the case of letters, and CGI turns every character
/// that is not a letter or a digit into an underscore.
pub(crate) fn is_same(field: &str, given: &str) -> bool {
    field.len() == given.len()
        && field.bytes().zip(given.bytes()).all(|(field, given)| {
            field.eq_ignore_ascii_case(&given)
                || !(field.is_ascii_alphanumeric() || given.is_ascii_alphanumeric())
        })
}

/// The maximum number of fields. There is a limit because each field is compared with all fields before it. Servers
/// accept fewer fields than this.
const MAX_FIELDS: usize = 1024;
