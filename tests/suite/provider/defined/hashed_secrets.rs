//! A definition cannot put a secret, or a hash of a secret that anyone can compute, into a URL. In a header field, such
//! a hash must depend on a time or a nonce. The secret can come from a credential or from a header field.

use payauth::provider::Profile;
use serde_json::{Value, json};

/// What the definition sends, the placeholder that reads the value, and whether the value has a secret.
const SOURCES: [(&str, &str, bool); 16] = [
    ("none", "{var:secret}", true),
    ("bearer", "{header:authorization}", true),
    ("bearer", "{lower:header:Authorization}", true),
    ("basic", "{header:authorization}", true),
    ("token", "{header:AUTHORIZATION}", true),
    ("auth field", "{header:x-key}", true),
    ("auth field", "{headers:x-}", true),
    ("field", "{header:x-all}", true),
    ("field", "{headers:x-a}", true),
    ("scheme field", "{header:s-k}", true),
    ("scheme field", "{lower:header:S-K}", true),
    ("scheme field", "{headers:s-}", true),
    ("open authorization", "{header:authorization}", false),
    ("none", "{var:open}", false),
    ("open field", "{header:x-open}", false),
    ("none", "{header:content-type}", false),
];
/// The key of the signature, and whether others know it.
const KEYS: [(&str, bool); 3] = [("{secret}", false), ("{open}", true), ("{constant}", true)];

/// A definition whose signature has the carriers of `scheme`.
fn definition(sent: &str, key: &str, scheme: &Value) -> Value {
    let mut definition = json!({
        "name": "acme",
        "servers": { "live": { "url": "https://acme.example", "variables": { "constant": "c" } } },
        "credentials": { "secret": {}, "open": { "public": true } },
        "auth": { "headers": { "X-Own": "{secret}" }, "signature": { "secret": key, "scheme": scheme } }
    });
    match sent {
        "bearer" => definition["auth"]["bearer"] = json!("{secret}"),
        "basic" => {
            definition["auth"]["basic"] = json!({ "user": "{open}", "password": "{secret}" });
        }
        "token" => {
            definition["auth"]["bearer"] = json!("{token}");
            definition["token"] =
                json!({ "url": "/token", "lifetime": 60, "form": { "key": "{secret}" } });
        }
        "auth field" => definition["auth"]["headers"] = json!({ "X-Key": "id {secret}" }),
        "field" => definition["headers"] = json!({ "X-All": "{secret}", "X-Other": "a" }),
        "scheme field" => {
            definition["auth"]["signature"]["scheme"]["headers"]["S-K"] = json!("v={var:secret}");
        }
        "open authorization" => {
            definition["auth"]["headers"] =
                json!({ "Authorization": "Key {open}", "X-Own": "{secret}" });
        }
        "open field" => definition["headers"] = json!({ "X-Open": "{open}" }),
        _ => {}
    }
    definition
}

/// A scheme that puts a digest of `of`, or only a signature over `of`, into the query or into a header field.
fn scheme(of: &str, by_digest: bool, in_query: bool) -> Value {
    let mut scheme = json!({ "hash": "sha256", "encoding": "hex", "message": "{path}" });
    let carrier = if in_query { "query" } else { "headers" };
    if by_digest {
        scheme["digests"] = json!({ "d": { "of": of, "hash": "sha256", "encoding": "hex" } });
        scheme["headers"] = json!({ "D-Sign": "{signature}", "D-Time": "{timestamp}" });
        scheme["message"] = json!("{path}|{timestamp}");
        scheme[carrier]["D-Digest"] = json!("{digest:d}");
    } else {
        scheme["message"] = json!(format!("{{path}}|{of}"));
        scheme[carrier] = json!({ "D-Sign": "{signature}" });
    }
    if of.contains("{timestamp}") {
        scheme["message"] = json!(format!("{{path}}|{of}"));
        scheme["headers"]["D-Time"] = json!("{timestamp}");
    }
    if scheme.to_string().contains("{timestamp}") {
        scheme["timestamp"] = json!({ "format": "unix" });
    }
    scheme
}

#[test]
fn hash_of_a_secret_that_anyone_can_compute_is_not_sent_in_a_url_nor_without_a_time() {
    let mut counts = [0, 0];
    for ((sent, value, is_secret), (key, is_open)) in SOURCES
        .iter()
        .flat_map(|source| KEYS.map(|key| (*source, key)))
    {
        for (by_digest, in_query, has_time) in
            (0..8).map(|bits| (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0))
        {
            let of = if has_time {
                format!("{value}|{{timestamp}}")
            } else {
                value.to_owned()
            };
            let definition = definition(sent, key, &scheme(&of, by_digest, in_query));
            let is_hash = by_digest || is_open;
            let is_rejected = is_secret && is_hash && (in_query || !has_time);
            match Profile::define(&definition.to_string()) {
                Ok(_) => assert!(!is_rejected, "accepted: {definition}"),
                Err(error) => {
                    assert!(is_rejected, "{error}: {definition}");
                    let words = if in_query {
                        "would put a secret into a URL"
                    } else {
                        "would send a plain hash of a secret"
                    };
                    assert!(error.to_string().contains(words), "{error}: {definition}");
                }
            }
            counts[usize::from(is_rejected)] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count > 80), "{counts:?}");
}

#[test]
fn signature_with_a_public_key_over_a_field_with_a_hash_of_a_secret_is_not_sent_in_a_url() {
    for (of, is_secret) in [
        ("{var:secret}{timestamp}", true),
        ("{header:s-k}{timestamp}", true),
        ("{var:open}{timestamp}", false),
    ] {
        for (key, is_open) in KEYS {
            let scheme = json!({
                "hash": "sha256", "encoding": "hex", "message": "{header:d-digest}", "timestamp": { "format": "unix" },
                "digests": { "d": { "of": of, "hash": "sha256", "encoding": "hex" } },
                "headers": { "D-Digest": "{digest:d}", "D-Time": "{timestamp}", "S-K": "{var:secret}" },
                "query": { "s": "{signature}" }
            });
            let definition = definition("none", key, &scheme);
            let read = Profile::define(&definition.to_string());
            assert_eq!(
                read.is_err(),
                is_secret && is_open,
                "{definition}: {:?}",
                read.err()
            );
        }
    }
}
