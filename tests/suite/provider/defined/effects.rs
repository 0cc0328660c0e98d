//! A member of a definition that would have no effect is rejected, and the error says what the member needs.

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::{Value, json};

use super::refused::whole;

fn scheme(message: &str, carrier: &str) -> Value {
    json!({ "hash": "sha256", "encoding": "hex", "message": message, carrier: { "sig": "{signature}" } })
}

/// Schemes, each with two facts: whether it reads members of a JSON body, and whether it signs the member `id`.
fn schemes() -> [(Value, bool, bool); 10] {
    let digest = json!({ "d": { "of": "{field:id}", "hash": "sha256", "encoding": "hex" } });
    let mut of_digest = scheme("{digest:d}", "headers");
    of_digest["digests"] = digest;
    [
        (json!("stripe"), false, true),
        (scheme("{body}", "headers"), false, true),
        (scheme("{field:id}", "headers"), true, true),
        (scheme("{field:id?}", "fields"), true, true),
        (scheme("{field:other}", "headers"), true, false),
        (scheme("{lower:field:id}", "headers"), true, false),
        (scheme("{form:id}", "headers"), false, false),
        (scheme("{header:x-h}", "headers"), false, false),
        (
            json!({ "construction": "token", "headers": { "x-t": "{secret}" } }),
            false,
            false,
        ),
        (of_digest, true, true),
    ]
}

fn outcome(path: &str) -> Value {
    json!([{ "verdict": "paid", "when": { path: "done", "absent": false } }])
}

const SCHEME: &str = "needs `scheme`";
const OUTCOME: &str = "needs `outcome`";
const SIGNED: &str = "must name a member that the scheme signs";
const JSON: &str = "needs a `scheme` that reads members of a JSON body: `{field:…}` or `fields`";

/// Defines a provider with these webhooks, and compares the error with a path and a text. An empty path means that the
/// definition is accepted.
#[track_caller]
fn check(webhook: &Value, path: &str, text: &str) {
    let mut definition = whole();
    definition["webhook"] = webhook.clone();
    match Profile::define(&definition.to_string()) {
        Ok(_) => assert_eq!(path, "", "{webhook}"),
        Err(error) => {
            let told = (error.kind(), error.path(), error.detail());
            assert_eq!(told, (ErrorKind::Definition, path, text), "{webhook}");
        }
    }
}

#[test]
fn member_of_webhooks_is_accepted_exactly_if_the_scheme_uses_it() {
    for (scheme, reads_json, signs_id) in schemes() {
        let token = json!({ "member": "token" });
        let own = json!({ "member": "token", "outcome": outcome("id") });
        let fault = |is_right: bool, path| if is_right { "" } else { path };
        for (more, path, text) in [
            (json!({}), "", ""),
            (json!({ "secret": "{apiKey}" }), "", ""),
            (json!({ "acknowledge": "ok", "openEncoding": true }), "", ""),
            (
                json!({ "advice": "ask" }),
                "webhook.advice",
                "cannot be combined with `scheme`",
            ),
            (
                json!({ "eventId": "id" }),
                fault(signs_id, "webhook.eventId"),
                SIGNED,
            ),
            (
                json!({ "outcome": outcome("id") }),
                fault(signs_id, "webhook.outcome"),
                SIGNED,
            ),
            (json!({ "word": "id" }), "webhook.word", OUTCOME),
            (
                json!({ "word": ["id", "a"], "outcome": outcome("id") }),
                fault(signs_id, "webhook.outcome"),
                SIGNED,
            ),
            (
                json!({ "token": &token }),
                fault(reads_json, "webhook.token"),
                JSON,
            ),
            (
                json!({ "token": &own }),
                fault(reads_json, "webhook.token"),
                JSON,
            ),
            (
                json!({ "token": &token, "outcome": outcome("id") }),
                fault(reads_json, "webhook.token"),
                JSON,
            ),
        ] {
            let mut webhook = more;
            webhook["scheme"] = scheme.clone();
            check(&webhook, path, text);
        }
    }
}

#[test]
fn without_a_scheme_only_members_that_a_scheme_of_the_client_uses_are_accepted() {
    for (webhook, path, text) in [
        (json!({ "advice": "ask", "acknowledge": "ok" }), "", ""),
        (
            json!({ "eventId": "id", "token": { "member": "token", "own": "a.b" } }),
            "",
            "",
        ),
        (json!({ "word": "a", "outcome": outcome("id") }), "", ""),
        (json!({ "secret": "{apiKey}" }), "webhook.secret", SCHEME),
        (
            json!({ "openEncoding": true }),
            "webhook.openEncoding",
            SCHEME,
        ),
        (json!({ "word": "a" }), "webhook.word", OUTCOME),
    ] {
        check(&webhook, path, text);
    }
}

#[test]
fn word_of_a_token_needs_an_outcome_of_the_token_or_of_the_webhook() {
    let scheme = scheme("{field:id}", "fields");
    let with = |token: Value, more: Value| {
        let mut webhook = more;
        webhook["scheme"] = scheme.clone();
        webhook["token"] = token;
        webhook
    };
    let word = || json!({ "member": "token", "word": "a" });
    let both = json!({ "member": "token", "word": "a", "outcome": outcome("b") });
    check(&with(word(), json!({})), "webhook.token.word", OUTCOME);
    check(&with(both, json!({})), "", "");
    // The outcome of the webhook may read claims that the scheme does not sign.
    check(&with(word(), json!({ "outcome": outcome("b") })), "", "");
    let other = json!({ "member": "token", "outcome": outcome("b") });
    check(
        &with(other, json!({ "outcome": outcome("b") })),
        "webhook.outcome",
        SIGNED,
    );
}
