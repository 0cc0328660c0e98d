//! Digests that are rejected, because they are unused, unsigned or ambiguous.

use payauth::scheme::Compiled;
use serde_json::{Value, json};

use super::{PLACES, definition};

const UNUSED: &str =
    "`digests.d` must be used in `message`, `headers`, `query`, `fields` or `form`";
const UNSIGNED: &str = "must sign exactly the {timestamp}, {id} and {nonce} that are sent";
const CIRCULAR: &str = "`digests.d` cannot hash a value in which a digest is sent";
const ITSELF: &str = "must not contain the field or the parameter that carries {signature}";
const MEMBER: &str = "must not send a member that a {field:…} reads";
const TWICE: &str = "cannot contain {body}, nor can `digests`";

/// A message, the template of a digest, changes of a definition, and the text of the error.
type Case = (&'static str, &'static str, Value, &'static str);

fn cases() -> Vec<Case> {
    let time = json!({"timestamp": {"format": "unix"}, "headers": {"X-T": "{timestamp}"}});
    let id = json!({"headers": {"X-I": "{id}"}});
    let nonce = json!({"nonce": {"format": "hex"}, "headers": {"X-N": "{nonce}"}});
    let sent = json!({"headers": {"X-D": "{digest:d}"}});
    let optional = json!({"headers": {"X-D": {"items": ["{digest:d}"], "optional": true}}});
    vec![
        ("{body}", "{body}", json!([]), UNUSED),
        ("{body}", "{id}", json!([id]), UNUSED),
        ("{body}", "{nonce}", json!([nonce]), UNUSED),
        ("{body}", "{timestamp}", json!([time]), UNUSED),
        ("{body}", "{id}", json!([id, sent]), UNSIGNED),
        ("{body}", "{lower:id}", json!([id, sent]), UNSIGNED),
        ("{body}", "{nonce}", json!([nonce, sent]), UNSIGNED),
        ("{body}", "{timestamp}", json!([time, sent]), UNSIGNED),
        (
            "{header:x-d}|{body}",
            "{id}",
            json!([id, optional]),
            UNSIGNED,
        ),
        (
            "{header:x-d}|{body}",
            "{timestamp}",
            json!([time, optional]),
            UNSIGNED,
        ),
        (
            "{header:x-d}",
            "{timestamp}",
            json!([json!({"timestamp": {"format": "unix"}}), sent]),
            UNSIGNED,
        ),
    ]
}

/// Digests that read their own carrier, and digests that read the body in two formats.
fn circular_cases() -> Vec<Case> {
    let sent = json!({"headers": {"X-D": "{digest:d}"}});
    vec![
        ("{header:x-d}", "{header:x-d}", json!([sent]), CIRCULAR),
        ("{digest:d}", "{header:X-D}", json!([sent]), CIRCULAR),
        ("{header:x-d}", "{headers:x-}", json!([sent]), CIRCULAR),
        (
            "{query}",
            "{query:d}",
            json!([json!({"query": {"d": "{digest:d}"}})]),
            CIRCULAR,
        ),
        (
            "{form:d}",
            "{body}",
            json!([json!({"form": {"d": "{digest:d}"}})]),
            CIRCULAR,
        ),
        ("{header:x-d}", "{header:x-s}", json!([sent]), ITSELF),
        (
            "{digest:d}",
            "{field:s?}",
            json!([json!({"fields": {"s": "{signature}"}, "headers": null})]),
            MEMBER,
        ),
        ("{field:a}|{header:x-d}", "{body}", json!([sent]), TWICE),
        ("{header:x-d}", "{field:a}|{body}", json!([sent]), TWICE),
        (
            "{form:a}|{header:x-d}",
            "{field:a}",
            json!([sent]),
            "both as JSON and as a form",
        ),
    ]
}

#[test]
fn digest_that_is_unused_unsigned_or_ambiguous_is_rejected() {
    for (message, of, changes, expected) in cases().into_iter().chain(circular_cases()) {
        let mut whole = json!({
            "hash": "sha256", "encoding": "hex", "message": message, "headers": {"X-S": "{signature}"},
            "digests": {"d": {"of": of, "hash": "sha256", "encoding": "hex"}},
        });
        let changes = changes.as_array().unwrap().iter();
        for (name, value) in changes.flat_map(|change| change.as_object().unwrap()) {
            match (
                whole.get_mut(name).and_then(Value::as_object_mut),
                value.as_object(),
            ) {
                (Some(members), Some(more)) => members.extend(more.clone()),
                (_, None) => drop(whole.as_object_mut().unwrap().remove(name)),
                _ => whole[name] = value.clone(),
            }
        }
        let error = Compiled::define(&whole.to_string()).expect_err(&whole.to_string());
        assert!(error.to_string().contains(expected), "{error}: {whole}");
    }
}

#[test]
fn bytes_of_a_digest_cannot_be_sent() {
    for (message, place) in PLACES {
        let mut definition = definition(message, place, "{body}");
        definition["digests"]["d"]["encoding"] = json!("raw");
        let is_accepted = Compiled::define(&definition.to_string()).is_ok();
        assert_eq!(is_accepted, message == "{digest:d}", "{definition}");
    }
}

#[test]
fn digest_cannot_use_sha1() {
    for hash in ["sha1", "SHA-1", "md5"] {
        let mut definition = definition("{digest:d}", "", "{body}");
        definition["digests"]["d"]["hash"] = json!(hash);
        let error = Compiled::define(&definition.to_string())
            .unwrap_err()
            .to_string();
        let expected = "scheme: `digests.d.hash` must be sha256, sha384 or sha512";
        assert!(error.starts_with(expected), "{error}");
    }
}
