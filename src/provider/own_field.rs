//! Header fields that a caller must not set.

use alloc::string::String;

use super::profile::Profile;
use crate::grammar::is_same;
use crate::{Error, ErrorKind, Fields};

/// Fields that change the method, the path, the host or the framing of a request. With such a field, an unsigned
/// request could reach an endpoint that requires a signature. [`is_diverting`] finds more of them by two words.
const DIVERTING: [&str; 40] = [
    "Host",
    "X-Host",
    "X-Real-Host",
    "X-Gateway-Host",
    "X-Backend-Host",
    "X-Proxy-URL",
    "X-Script-URL",
    "Script-Name",
    "X-Script-Name",
    "Path-Info",
    "Request-URI",
    "X-Client-Request-URI",
    "X-Original-Request-URI",
    "X-Original-Request-URL",
    "X-OriginalURL",
    "X-Forwarded-Request-URI",
    "X-Forwarded-Request-Path",
    "X-HTTP-DestinationURL",
    "X-Accel-Redirect",
    "X-Invoke-Output",
    "X-Invoke-Query",
    "Method",
    "X-Method",
    "_method",
    "X-HTTP-Method",
    "X-HTTP-Verb",
    "X-Request-Method",
    "X-Tunnel-Method",
    "X-MethodOverride",
    "X-HTTPMethodOverride",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Proxy-Connection",
    "Keep-Alive",
    "Upgrade",
    "HTTP2-Settings",
    "TE",
    "Trailer",
    "Expect",
];

/// Words before the name of a part of a request, with which proxies and frameworks say that a field replaces this
/// part. `override` may also follow this name. `overide` is a known misspelling.
const REPLACING: [&str; 12] = [
    "override",
    "overide",
    "original",
    "orig",
    "rewrite",
    "matched",
    "invoke",
    "envoy",
    "forwarded",
    "replaced",
    "unencoded",
    "disguised",
];

/// The parts of a request that such a field replaces.
const REPLACED: [&str; 9] = [
    "url", "uri", "path", "method", "verb", "host", "hostname", "server", "prefix",
];

/// A word of fields with which a caller controls the middleware of Next.js.
const MIDDLEWARE: &str = "middleware";

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
            let detail = "is passed twice (- and _ are equal); join both values in one field";
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
    let is_in = |words: &[&str], word: &str| words.iter().any(|known| is_same(known, word));
    let mut before = "";
    for word in name.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let is_replaced = is_in(&REPLACING, before) && is_in(&REPLACED, word);
        let is_overridden = is_in(&REPLACED, before) && is_in(&["override", "overide"], word);
        if is_replaced || is_overridden || is_same(MIDDLEWARE, word) {
            return true;
        }
        before = word;
    }
    is_in(&DIVERTING, name)
}

/// The maximum number of fields. There is a limit because each field is compared with all fields before it. Servers
/// accept fewer fields than this.
const MAX_FIELDS: usize = 1024;
